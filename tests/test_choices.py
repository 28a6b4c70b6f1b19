"""What is chosen on a page: what stays, what goes into the address."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """A choice whose options come in another order once a box is ticked."""
    import streamlit as st

    from analytics.dashboard import choices

    choices.on_page("page")
    options = {"a": "Ä", "b": "B", "c": "C"}
    if st.checkbox("turned", key="turned"):
        options = dict(reversed(options.items()))
    st.text(choices.one("letter", options, key="letter"))


def opened(**address: str) -> AppTest:
    app = AppTest.from_function(page)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def chosen(app: AppTest) -> str:
    return str(app.text[0].value)


def test_the_default_stays_out_of_the_address_and_another_option_is_in_it() -> None:
    app = opened()
    assert (chosen(app), "letter" in app.query_params) == ("a", False)
    app.get("button_group")[0].set_value("b").run()
    assert (chosen(app), app.query_params["letter"]) == ("b", "b")


def test_what_stood_there_by_default_gives_way_to_the_new_default() -> None:
    app = opened()
    app.checkbox[0].check().run()
    assert chosen(app) == "c"


def test_what_a_reader_chose_stays_where_the_default_changes() -> None:
    app = opened()
    app.get("button_group")[0].set_value("b").run()
    app.checkbox[0].check().run()
    assert (chosen(app), app.query_params["letter"]) == ("b", "b")


def test_an_address_is_followed_as_far_as_it_names_an_option() -> None:
    assert chosen(opened(letter="c")) == "c"
    assert chosen(opened(letter="<b>")) == "a"


def listing() -> None:
    """A table of cities, fewer of them where a filter asks for that."""
    import pandas as pd
    import streamlit as st

    from analytics.dashboard import choices

    choices.on_page("page")
    names = ["甲市", "乙市", "丙市"]
    if st.query_params.get("less"):
        names = names[1:]

    def draw() -> object:
        return st.dataframe(
            pd.DataFrame({"city": names}),
            on_select="rerun",
            selection_mode="single-row-required",
            key="cities",
        )

    st.markdown(names[choices.row(names, draw, key="cities")])


def listed(**address: str) -> AppTest:
    app = AppTest.from_function(listing)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def select(app: AppTest, place: int) -> AppTest:
    """As a reader does who clicks on a row."""
    app.session_state["cities"] = {"selection": {"rows": [place], "columns": [], "cells": []}}
    return app.run()


def test_a_row_stands_in_the_address_once_it_was_selected() -> None:
    app = listed()
    assert (app.markdown[0].value, dict(app.query_params)) == ("甲市", {})
    app = select(app, 2)
    assert (app.markdown[0].value, app.query_params["cities"]) == ("丙市", "丙市")
    app = select(app, 0)
    assert (app.markdown[0].value, app.query_params["cities"]) == ("甲市", "甲市")


def test_a_row_stays_selected_where_it_moves_until_the_address_asks_for_another() -> None:
    app = select(listed(), 2)
    app.query_params["less"] = "1"
    assert app.run().markdown[0].value == "丙市"
    app.query_params["cities"] = "乙市"
    assert app.run().markdown[0].value == "乙市"


def test_of_a_row_that_is_gone_or_never_was_the_first_is_shown() -> None:
    app = select(listed(), 0)
    app.query_params["less"] = "1"
    assert app.run().markdown[0].value == "乙市"
    assert listed(cities="丁市").markdown[0].value == "甲市"
    assert listed(cities="丙市").markdown[0].value == "丙市"


def pages() -> None:
    """Two pages with a table of the same key, whose first row stands in the address as well."""
    import pandas as pd
    import streamlit as st

    from analytics.dashboard import choices, tables

    choices.on_page(st.query_params.get("page", "one"))
    cities = pd.DataFrame({"city": ["甲市", "乙市", "甲市"], "n": [1, 2, 3]})
    if st.query_params.get("less"):
        cities = cities[1:]
    asked = choices.asked_anew(key="cities")
    if asked and asked not in set(cities["city"]):
        st.markdown("not in this list")
    row = tables.listing(cities, {"city": tables.text("City")}, key="cities", known_by=["city"])
    st.text(str(row["n"]))


def shown(**address: str) -> AppTest:
    app = AppTest.from_function(pages)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def test_rows_of_one_name_are_told_apart() -> None:
    app = select(shown(), 2)
    assert (app.text[0].value, app.query_params["cities"]) == ("3", "甲市 2")
    assert shown(cities="甲市 2").text[0].value == "3"


def test_a_first_row_that_stands_in_the_address_stays_selected_too() -> None:
    app = shown(less="1", cities="乙市")
    assert app.text[0].value == "2"
    del app.query_params["less"]
    assert app.run().text[0].value == "2"


def test_a_row_that_is_asked_for_again_from_another_page_is_missed_again() -> None:
    app = shown(cities="丁市")
    assert app.markdown[0].value == "not in this list"
    assert not app.run().markdown, "it was said, and another one is selected"
    app.query_params["page"] = "two"
    app.run()
    app.query_params["page"] = "one"
    app.query_params["cities"] = "丁市"
    assert app.run().markdown[0].value == "not in this list"


def test_a_number_that_no_page_has_is_none() -> None:
    def slider() -> None:
        import streamlit as st

        from analytics.dashboard import choices

        choices.on_page("page")
        st.text(str(choices.number("Page", 1, 40, 7, key="turned")))

    for asked, number in (("12", "12"), ("41", "7"), ("-1", "7"), ("9" * 5000, "7"), ("x", "7")):
        app = AppTest.from_function(slider)
        app.query_params["turned"] = asked
        assert app.run().text[0].value == number


def test_a_row_that_became_the_first_stays_selected_when_the_others_come_back() -> None:
    app = select(listed(), 1)
    app.query_params["less"] = "1"
    app.run()
    assert (app.markdown[0].value, app.query_params["cities"]) == ("乙市", "乙市")
    del app.query_params["less"]
    assert app.run().markdown[0].value == "乙市"


def test_where_the_selected_row_goes_the_one_below_it_is_selected() -> None:
    def shrinking() -> None:
        import pandas as pd
        import streamlit as st

        from analytics.dashboard import choices, tables

        choices.on_page("page")
        names = [name for name in "甲乙丙丁" if name != st.query_params.get("gone")]
        row = tables.listing(
            pd.DataFrame({"city": names}),
            {"city": tables.text("City")},
            key="cities",
            known_by=["city"],
        )
        st.text(row["city"])

    app = select(AppTest.from_function(shrinking).run(), 2)
    assert app.text[0].value == "丙"
    app.query_params["gone"] = "丙"
    assert app.run().text[0].value == "丁"
    app.query_params["gone"] = "丁"
    assert app.run().text[0].value == "丙"


def test_what_was_chosen_holds_after_a_page_that_does_not_ask_for_it() -> None:
    def two_pages() -> None:
        import streamlit as st

        from analytics.dashboard import choices

        name = st.query_params.get("page", "one")
        choices.on_page(name)
        if name == "one":
            st.text(choices.one("letter", {"a": "A", "b": "B"}, key="letter"))

    app = AppTest.from_function(two_pages).run()
    app.get("button_group")[0].set_value("b").run()
    app.query_params.clear()
    app.query_params["page"] = "two"
    app.run()
    app.query_params.clear()
    app.query_params["page"] = "one"
    assert app.run().text[0].value == "b"
    del app.query_params["letter"]
    assert app.run().text[0].value == "a", "who goes back takes the choice back"
