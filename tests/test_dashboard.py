"""The pages of the workbench: what they say of a store, and that a user never sees a traceback."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import duckdb
import pytest
from stores import Body, store_of
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from analytics import model
from analytics.findings.checking import check
from analytics.findings.register import decide, reviewed
from analytics.settings import STORE_VARIABLE
from analytics.store import Source, open_store

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app.py"
PAGES = ROOT / "analytics" / "dashboard" / "pages"
NAMES = sorted(page.stem for page in PAGES.glob("*.py"))
OF_FIGURES = ["execution", "findings", "low_execution", "staffing", "three_public"]


def as_text(body: Body) -> Body:
    """The body's document as a text that prints each amount on the line where the row says it."""
    rows = body.rows
    printed = {item.locator: f"{item.name}\t{item.raw}" for item in rows.line_items}
    printed |= {form.locator: f"项目支出绩效自评表 {form.name}" for form in rows.evaluations}
    printed |= {cell.locator: f"{cell.figure}\t{cell.printed}" for cell in rows.form_figures}
    printed |= {said.locator: f"“三公”经费 {said.final}" for said in rows.statements_in_prose}
    lines = [printed.get(f"line {number}", "") for number in range(1, 100)]
    body.content = "\n".join(lines).encode()
    rows.disclosure.sha256 = hashlib.sha256(body.content).hexdigest()
    return body


def accounts(disclosure_id: str, place: str, personnel: float, **options: str) -> Body:
    expenses = "budget" if options.get("kind") == model.BUDGET else "final"
    return (
        Body(disclosure_id, agency=f"{place}医疗保障局", province=None, city=place, **options)
        .table(model.BASIC_EXPENDITURE)
        .table(model.THREE_PUBLIC)
        .amount(model.BASIC_EXPENDITURE, model.PERSONNEL_TOTAL, personnel)
        .amount(model.BASIC_EXPENDITURE, "基本工资", personnel, code="30101")
        .amount(model.GENERAL_BUDGET_EXPENDITURE, model.TOTAL, 200.0, measure="basic")
        .amount(model.EXPENDITURE, model.TOTAL, 1000.0, measure="total")
        .amount(model.EXPENDITURE, "医疗救助", 500.0, code="21013", measure="project")
        .amount(model.THREE_PUBLIC, model.TOTAL, 3.0, measure=expenses)
    )


@pytest.fixture
def two_bodies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(
        tmp_path,
        as_text(
            accounts("yunxi-2023-final_accounts", "云溪市", 180.0)
            .project("*救助*资金", 100.0, 0.0, theme="medical_relief")
            .project("运行", 10.0, 10.0)
        ),
        as_text(accounts("hetan-2023-budget", "河滩市", 150.0, kind=model.BUDGET)),
    )
    check(store)
    monkeypatch.setenv(STORE_VARIABLE, str(store.path))


@pytest.fixture
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "workbench.duckdb"
    monkeypatch.setenv(STORE_VARIABLE, str(path))
    return path


def opened(page: str = "", **address: str) -> AppTest:
    """The app at a page and an address."""
    app = AppTest.from_file(APP, default_timeout=60)
    if page:
        app.switch_page(str(PAGES / f"{page}.py"))
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    """Everything that a page says in words, as a reader sees it: without Markdown's escapes."""
    kinds = ("title", "markdown", "info", "error")
    text = "\n".join(element.value for kind in kinds for element in app.get(kind))
    return text.replace("\\", "")


@pytest.mark.usefixtures("two_bodies")
@pytest.mark.parametrize("page", OF_FIGURES)
def test_every_page_of_figures_opens_with_a_sentence_a_table_and_evidence(page: str) -> None:
    app = opened(page)
    assert not app.exception and not app.error
    assert app.markdown[1].value.startswith("**"), "the sentence comes right after the question"
    assert len(app.dataframe[0].value)
    assert "Evidence" in [heading.value for heading in app.subheader]


@pytest.mark.usefixtures("two_bodies")
def test_the_staffing_page_says_who_spends_how_much_and_plans_apart() -> None:
    """Yunxi: 180 of 200. Hetan: 150 of 200, a budget."""
    text = said(opened("staffing"))
    assert "**Yunxi 2023 spends 90.0 % of its basic expenditure on staff.**" in text
    assert "Planned in budgets: Hetan 75.0 %." in text
    assert "Compare with care: budgets beside final accounts" in text


@pytest.mark.usefixtures("two_bodies")
def test_own_running_cost_lists_what_it_leaves_out_with_the_reason() -> None:
    app = opened("staffing", view="transfers")
    rows = app.dataframe[0].value
    assert list(rows["name"]) == ["医疗救助", "医疗救助"]
    assert list(rows["amount"]) == [500.0, 500.0]
    assert "medical relief" in rows["reason"].iloc[0]


@pytest.mark.usefixtures("two_bodies")
def test_evidence_is_the_document_the_line_and_the_printed_text() -> None:
    """Yunxi's 人员经费合计 is the first amount of its document."""
    app = opened("staffing", city="Yunxi")
    text = said(app)
    assert "yunxi-2023-final_accounts.txt**, line 1" in text
    assert "Printed: **180.00** 万元" in text
    assert "The table adds up" in text


def test_evidence_says_when_a_page_was_read_from_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = as_text(accounts("yunxi-2023-final_accounts", "云溪市", 180.0))
    for item in body.rows.line_items:
        item.page = 3
    warning = "Read from the picture of the page by text recognition, confidence 0.97"
    for folder, page in (("its own", 3), ("another", 4)):
        body.rows.recognised_pages = [model.RecognisedPage(body.id, page, 0.974, 0.8)]
        store = store_of(tmp_path / folder, body)
        monkeypatch.setenv(STORE_VARIABLE, str(store.path))
        assert (warning in said(opened("staffing"))) == (page == 3)


@pytest.mark.usefixtures("two_bodies")
def test_a_figure_of_a_form_is_shown_at_its_own_cell() -> None:
    """Yunxi's first project begins on line 7; its budget is line 8, what was executed line 9."""
    app = opened("execution")
    text = said(app)
    assert "yunxi-2023-final_accounts.txt**, line 9" in text
    assert "Printed: **0.00**" in text
    (which,) = (group for group in app.get("button_group") if group.key == "source")
    which.set_value("2").run()
    text = said(app)
    assert "yunxi-2023-final_accounts.txt**, line 8" in text
    assert "Printed: **100.00**" in text


def test_readings_in_question_are_shown_with_their_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        Body()
        .table(model.BASIC_EXPENDITURE, model.OPEN)
        .amount(model.GENERAL_BUDGET_EXPENDITURE, model.TOTAL, 200.0, measure="basic")
        .amount(model.BASIC_EXPENDITURE, model.PERSONNEL_TOTAL, 180.0)
        .in_question(180.0, 1, "possible: the table states no unit; in 万元")
        .in_question(0.018, 2, "possible: in 元 it agrees with general_budget_expenditure")
    )
    monkeypatch.setenv(STORE_VARIABLE, str(store_of(tmp_path, as_text(body)).path))
    text = said(opened("staffing"))
    assert "or can be read in several ways: check the reading first" in text
    assert "Reading 1: **180.0 万元**, possible: the table states no unit; in 万元" in text
    assert "Reading 2: **0.018 万元**, possible: in 元 it agrees with General budget" in text


@pytest.mark.usefixtures("two_bodies")
def test_the_address_carries_the_choice() -> None:
    app = opened("staffing", kind="budget")
    assert set(app.dataframe[0].value["place"]) == {"Hetan"}
    assert "Yunxi" not in said(app)


@pytest.mark.usefixtures("two_bodies")
@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("execution", {"against": "outturn"}),
        ("execution", {"rows": "theme"}),
        ("execution", {"view": "bodies", "theme": "medical_relief"}),
        ("execution", {"view": "no such view"}),
        ("three_public", {"kind": "budget", "view": "budget"}),
        ("three_public", {"view": "no view", "expense": "no expense"}),
        ("staffing", {"year": "no year", "city": "<b>nowhere</b>"}),
    ],
)
def test_a_view_with_nothing_to_draw_or_a_made_up_address_is_no_error(
    page: str, address: dict[str, str]
) -> None:
    app = opened(page, **address)
    assert not app.exception and not app.error
    assert app.title


@pytest.mark.usefixtures("two_bodies")
def test_a_choice_that_leaves_nothing_says_what_to_do() -> None:
    app = opened("staffing", kind="budget", city="Yunxi")
    assert not app.exception and not app.dataframe
    assert "Choose others above" in app.info[0].value


@pytest.mark.usefixtures("two_bodies")
@pytest.mark.parametrize("page", ["execution", "low_execution"])
def test_a_document_without_project_forms_is_named_as_such(page: str) -> None:
    assert "the document holds no such figures: Hetan 2023 budget" in said(opened(page))


@pytest.mark.usefixtures("two_bodies")
def test_the_list_gives_reasons_in_words_and_prints_names_as_they_are() -> None:
    """A name with asterisks is no markup."""
    app = opened("low_execution")
    (listed,) = (element.value for element in app.markdown if element.value.startswith("1. "))
    assert r"1. :red[**0.0 %**] **\*救助\*资金** · Yunxi 2023 · Medical relief 医疗救助" in listed
    assert "Nothing of 100.00 万元 was spent." in listed


# -- overview ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("two_bodies")
def test_the_overview_says_what_is_loaded_and_how_well_it_was_read() -> None:
    """Each document prints two of its nine statutory tables; Yunxi spent 10 of 110."""
    app = opened()
    text = said(app)
    assert "**1 set of final accounts and 1 budget of 2 bodies, 2023, with " in text
    assert "Of 18 statutory tables 4 add up or are printed empty." in text
    rows = app.dataframe[0].value.set_index("place")
    assert rows.loc["Yunxi", ["total", "personnel_share", "three_public"]].tolist() == [
        *(1000.0, 90.0, 3.0)
    ]
    assert rows.loc["Yunxi", "execution_rate"] == pytest.approx(100 / 11)
    assert rows.loc["Hetan", "personnel_share"] == 75.0


@pytest.mark.usefixtures("two_bodies")
def test_the_overview_leads_to_the_findings_that_matter_most_one_a_body() -> None:
    links = [
        link.proto for link in opened().get("page_link") if "finding=" in link.proto.query_string
    ]
    assert len(links) == len(reviewed(open_store())["agency"].unique())
    assert "**Yunxi 2023** · High 高 · Project" in links[0].label


def test_files_that_could_not_be_read_are_told_until_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(tmp_path, as_text(accounts("yunxi-2023-final_accounts", "云溪市", 180.0)))
    monkeypatch.setenv(STORE_VARIABLE, str(store.path))
    store.log(Source("scan.pdf", None, "test"), model.FAILED, "is damaged: supply another copy")
    app = opened()
    assert "1 file could not be read" in [expander.label for expander in app.expander]
    assert "**scan.pdf**: is damaged: supply another copy" in said(app)
    for folder in ("one", "two"):
        store.log(Source(f"/{folder}/b.png", b"?", "test"), model.FAILED, "this is a picture")
    assert "2 files could not be read" in [each.label for each in opened().expander], "b.png once"


# -- findings ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("two_bodies")
def test_a_finding_shows_why_and_every_printed_cell_of_it() -> None:
    """Yunxi spent nothing of 100.00: the form prints the budget on line 8, the 0.00 on line 9."""
    app = opened("findings", family="execution")
    text = said(app)
    assert "Project *救助*资金: budget 100.00 万元, nothing executed." in text
    assert "Printed: 预算数 100.00" in text and "Printed: 全年执行数 0.00" in text
    shown = "".join(element.proto.body for element in app.get("html"))
    assert ">8</span>" in shown and ">9</span>" in shown
    assert shown.count("outline:2px") == 2


@pytest.mark.usefixtures("two_bodies")
def test_a_finding_is_dismissed_in_place_with_a_name_and_a_reason() -> None:
    app = opened("findings", family="execution")
    app.text_input[0].set_value("Wang")
    by_label(app, "Dismiss 排除").click().run()
    assert app.error[0].value == "Say why: others will read it."

    app.text_input[1].set_value("merged in May")
    by_label(app, "Dismiss 排除").click().run()
    assert not app.error
    assert "Dismissed 排除" in list(app.dataframe[0].value["status_name"])
    assert "Wang dismissed it on" in said(app) and "merged in May" in said(app)
    assert app.text_input[0].value == "Wang", "the name is remembered"


@pytest.mark.usefixtures("two_bodies")
def test_a_link_leads_to_one_finding() -> None:
    store = open_store()
    ranked = reviewed(store)
    last = ranked.iloc[-1]
    assert f"No. {last['rank']}: " in said_headings(opened("findings", finding=last["finding_id"]))


@pytest.mark.usefixtures("two_bodies")
def test_decided_findings_are_found_by_their_status() -> None:
    store = open_store()
    first = reviewed(store).iloc[0]
    decide(store, first["finding_id"], "confirmed", "Li")
    app = opened("findings", status="confirmed")
    assert len(app.dataframe[0].value) == 1
    assert "Of these, analysts decided on some: 1 confirmed." in said(app)


def test_a_store_that_was_never_checked_offers_to_check_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = accounts("yunxi-2023-final_accounts", "云溪市", 180.0).project("运行", 100.0, 0.0)
    store = store_of(tmp_path, as_text(body))
    monkeypatch.setenv(STORE_VARIABLE, str(store.path))
    app = opened("findings")
    assert "not put to these documents yet" in app.info[0].value and not app.dataframe
    by_label(app, "Check now").click().run()
    assert not app.info
    assert len(app.dataframe[0].value) == len(store.table("findings")) > 0

    came = as_text(accounts("hetan-2023-budget", "河滩市", 150.0, kind=model.BUDGET))
    store_of(tmp_path, came)
    app = opened("findings")
    assert "1 document of 2 came since the last check" in app.info[0].value
    assert len(app.dataframe[0].value), "what was found before stays in sight"


def by_label(app: AppTest, label: str) -> Button:
    (button,) = (button for button in app.button if button.label == label)
    return button


def said_headings(app: AppTest) -> str:
    return "\n".join(heading.value for heading in app.subheader)


@pytest.mark.usefixtures("no_store")
@pytest.mark.parametrize("page", [name for name in NAMES if name != "add"])
def test_without_a_store_every_page_says_how_to_make_one(page: str) -> None:
    app = opened(page)
    assert not app.exception and not app.error
    assert "python -m analytics ingest" in said(app)


def test_a_store_of_another_version_is_one_clear_line(no_store: Path) -> None:
    with duckdb.connect(no_store) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        connection.execute("INSERT INTO meta VALUES ('schema', 'older')")
    app = opened()
    assert not app.exception
    (line,) = app.error
    assert "made by another version" in line.value and "\n" not in line.value


@pytest.mark.usefixtures("two_bodies")
def test_a_defect_is_one_clear_line_for_the_user_and_the_story_for_the_terminal(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> list[str]:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("analytics.charts.sentences.staffing.ranking", broken)
    with caplog.at_level(logging.ERROR, logger="analytics.dashboard"):
        app = opened("staffing")
    assert not app.exception
    (line,) = app.error
    assert "could not be shown" in line.value
    assert "ZeroDivisionError" in caplog.text
