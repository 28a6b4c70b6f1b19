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
