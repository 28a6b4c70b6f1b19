"""The pages of one document in depth and of adding documents, in both languages."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import duckdb
import openpyxl
import pytest
from made_up import made_up_text
from shipped import DISCLOSURES, SHIPPED, shipped_rows
from stores import Body, store_of
from streamlit.testing.v1 import AppTest
from test_dashboard import accounts, as_text, by_label, opened, said

from analytics import model
from analytics.comparing import document
from analytics.comparing.scope import Scope
from analytics.exporting.tables import document_tables, xlsx_bytes
from analytics.findings.checking import check
from analytics.settings import STORE_VARIABLE
from analytics.store import Source, Store, open_store

YUNXI, HETAN = "yunxi-2023-final_accounts", "hetan-2023-budget"
FUSHUN = Scope(disclosure_ids=("fushun-2023-final_accounts",))
LATIN = re.compile("[A-Za-z]{2,}")
MEANT_IN_LATIN = re.compile(
    r"[\w-]+\.(?:txt|pdf)|CSV|XLSX?|PDF|DOCX|Word|Excel|MB|:material/\w+:|:small"
)


def shown_with(monkeypatch: pytest.MonkeyPatch, store: Store) -> Store:
    monkeypatch.setenv(STORE_VARIABLE, str(store.path))
    return store


@pytest.fixture
def two_bodies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Of Yunxi's amounts one was repaired, and one can be read in two ways."""
    yunxi = (
        accounts(YUNXI, "云溪市", 180.0)
        .amount(model.EXPENDITURE, "公共卫生", 7.0, measure="total", repaired="row_shift")
        .amount(model.EXPENDITURE, "行政运行", 9.0, measure="total")
        .in_question(9.0, 1, "as printed: 2 of its sums and rows fail")
        .in_question(90.0, 2, "possible: its sums hold, but nothing else speaks for it")
        .project("*救助*资金", 100.0, 0.0, theme="medical_relief")
        .project("运行", 10.0, 10.0)
    )
    hetan = accounts(HETAN, "河滩市", 150.0, kind=model.BUDGET)
    store = shown_with(monkeypatch, store_of(tmp_path, as_text(yunxi), as_text(hetan)))
    check(store)
    return store


@pytest.fixture
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "workbench.duckdb"))


@pytest.fixture(scope="module")
def fushun(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The shipped disclosure of Fushun alone."""
    store = open_store(tmp_path_factory.mktemp("fushun") / "workbench.duckdb")
    content = (DISCLOSURES / SHIPPED["fushun"]).read_bytes()
    store.put(shipped_rows("fushun"), Source(SHIPPED["fushun"], content, "test"))
    return store


def heads(app: AppTest) -> list[str]:
    """What the columns of the first table of a page are called."""
    columns = json.loads(app.dataframe[0].proto.columns).values()
    return [column["label"] for column in columns if column.get("label")]


def documents_offered(app: AppTest) -> list[str]:
    """The names of the documents that can be chosen, where they are a list to open."""
    (field,) = (each for each in app.selectbox if each.label == "Document 文件")
    return list(field.options)


# -- one document -----------------------------------------------------------------------------


@pytest.mark.usefixtures("two_bodies")
def test_a_document_says_what_it_is_and_lists_its_tables_with_their_status() -> None:
    app = opened("documents", document=YUNXI)
    text = said(app)
    assert "**Yunxi 2023: 2 of 9 statutory tables add up or are printed empty, " in text
    assert "Of its 8 figures 2 were repaired, corrected or are in question." in text
    assert "Body 单位: **云溪市医疗保障局**" in text and f"File: **{YUNXI}.txt**" in text
    rows = app.dataframe[0].value
    assert list(rows["reading"]) == ["The table adds up", "The table adds up"]
    assert list(rows["figures"]) == [2, 1]


@pytest.mark.parametrize("part", ["tables", "figures", "sums", "forms"])
def test_in_chinese_no_english_is_left(
    fushun: Store, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    shown_with(monkeypatch, fushun)
    app = opened("documents", part=part, lang="zh")
    table = app.dataframe[0].value
    words = [said(app), *heads(app), *(button.label for button in app.get("download_button"))]
    words += [value for value in table.to_numpy().ravel() if isinstance(value, str)]
    assert len(words) > 10
    assert not LATIN.findall(MEANT_IN_LATIN.sub("", "\n".join(words)))


@pytest.mark.usefixtures("two_bodies")
def test_in_chinese_a_document_is_told_as_an_auditor_would() -> None:
    text = said(opened("documents", document=YUNXI, lang="zh"))
    assert "**云溪市2023年决算：9张法定报表中2张勾稽相符或为空表，" in text
    assert "8个数字中，2个经过修正、更正或存疑。" in text
    assert "类型：**决算 · 部门（含所属单位）**" in text


@pytest.mark.usefixtures("two_bodies")
def test_a_figure_of_a_document_is_marked_where_it_is_printed() -> None:
    """人员经费合计 180.00 is its first amount, on the first line of the text."""
    app = opened("documents", document=YUNXI, part="figures")
    assert "Printed: **180.00** 万元" in said(app)
    shown = "".join(element.proto.body for element in app.get("html"))
    assert 'font-weight:600">180.00</span>' in shown


@pytest.mark.usefixtures("two_bodies")
def test_figures_are_shown_a_table_at_a_time_as_the_address_says() -> None:
    app = opened("documents", document=YUNXI, part="figures", statement=model.THREE_PUBLIC)
    rows = app.dataframe[0].value
    assert rows[["name", "amount"]].to_numpy().tolist() == [["合计", 3.0]]


@pytest.mark.usefixtures("two_bodies")
@pytest.mark.parametrize(
    ("lang", "repair"),
    [
        ("en", "figures moved to the row that they belong to, as the sums say"),
        ("zh", "数字错行，已按勾稽关系移回"),
    ],
)
def test_repairs_and_readings_in_question_stand_together(lang: str, repair: str) -> None:
    app = opened("documents", document=YUNXI, part="figures", statement="mended", lang=lang)
    rows = app.dataframe[0].value
    assert list(rows["name"]) == ["公共卫生", "行政运行"]
    assert rows["repair"].iloc[0] == repair
    assert list(rows["readings"]) == [0, 2]


def test_a_figure_in_question_is_told_with_both_readings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        Body(YUNXI)
        .amount(model.EXPENDITURE, "行政运行", 9.0, measure="total")
        .in_question(9.0, 1, "as printed: row_total does not hold, its parts are 90")
        .in_question(90.0, 2, "possible: its sums hold, but nothing else speaks for it")
    )
    shown_with(monkeypatch, store_of(tmp_path, as_text(body)))
    english = said(opened("documents", part="figures"))
    assert (
        "Reading 1: **9.0 万元**, as printed: the total of the row does not hold,"
        " its parts are 90" in english
    )
    chinese = said(opened("documents", part="figures", lang="zh"))
    assert "读法1：**9.0万元**，按原文：本行合计不符，各组成部分合计90" in chinese
    assert "读法2：**90.0万元**，可能：本表勾稽相符，但别无佐证" in chinese


def test_every_sum_of_a_document_is_shown_with_both_sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Basic 50 and project 70 beside a total of 130; those of 卫生健康支出 hold."""
    body = Body(YUNXI).table(model.EXPENDITURE, model.OPEN)
    for name, code, amounts in (
        ("合计", None, {"total": 130.0, "basic": 50.0, "project": 70.0}),
        ("卫生健康支出", "210", {"total": 120.0, "basic": 50.0, "project": 70.0}),
    ):
        for measure, amount in amounts.items():
            body.amount(model.EXPENDITURE, name, amount, code=code, measure=measure)
    shown_with(monkeypatch, store_of(tmp_path, as_text(body)))
    rows = opened("documents", part="sums").dataframe[0].value
    failing = rows[rows["verdict"] == "does not hold"]
    assert list(rows["verdict"])[: len(failing)] == ["does not hold"] * len(failing)
    row_total = failing[failing["rule_name"] == "the total of the row"]
    assert row_total[["name", "printed", "summed", "difference"]].to_numpy().tolist() == [
        ["合计", 130.0, 120.0, 10.0]
    ]
    assert "holds" in set(rows["verdict"])


@pytest.mark.usefixtures("two_bodies")
def test_a_form_of_a_document_is_shown_with_its_figures() -> None:
    app = opened("documents", document=YUNXI, part="forms")
    assert list(app.dataframe[0].value["name"]) == ["*救助*资金", "运行"]
    assert "Printed: budget 预算数 100.00" in said(app)
    assert "原文：预算数 100.00" in said(
        opened("documents", document=YUNXI, part="forms", lang="zh")
    )
    nothing = opened("documents", document=HETAN, part="forms")
    assert "holds no performance form" in nothing.info[0].value


def test_a_figure_of_a_funding_source_is_told_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Body(YUNXI).project("运行", 10.0, 8.0)
    (spent,) = (cell for cell in body.rows.form_figures if cell.figure == "executed")
    spent.source = "区级资金"
    shown_with(monkeypatch, store_of(tmp_path, as_text(body)))
    text = said(opened("documents", part="forms", lang="zh"))
    assert "原文：区级资金 全年执行数 8.00" in text and "原文：预算数 10.00" in text


@pytest.mark.usefixtures("two_bodies")
def test_a_document_that_is_linked_to_opens_whatever_the_filters_say() -> None:
    app = opened("documents", document=HETAN, city="Yunxi")
    assert "**Hetan 2023 budget: " in said(app)
    assert "Hetan 2023 budget is not among those of the filters above." in said(app)
    assert "not among" not in said(opened("documents", document=HETAN, city="Hetan"))


@pytest.mark.usefixtures("two_bodies")
def test_a_link_to_a_document_that_is_not_there_opens_the_first_one() -> None:
    assert "**Hetan 2023 budget: " in said(opened("documents", document="gone-2019-budget"))


def test_of_many_documents_the_first_hundreds_are_listed_and_any_can_be_linked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """302 years of one body: 300 are listed, and the last one is where it is linked to."""
    store = shown_with(
        monkeypatch, store_of(tmp_path, Body("yunxi-1723-final_accounts", year=1723))
    )
    with duckdb.connect(store.path) as connection:
        connection.sql(
            """INSERT INTO disclosures SELECT disclosures.* REPLACE (
                concat('yunxi-', year, '-final_accounts') AS disclosure_id, year AS fiscal_year
            ) FROM disclosures, range(1724, 2025) AS years(year)"""
        )
    app = opened("documents")
    offered = documents_offered(app)
    assert len(offered) == 300
    assert "The first 300 of 302 documents; choose above to see others." in said(app)
    app = opened("documents", document="yunxi-2024-final_accounts")
    assert documents_offered(app) == [*offered, "Yunxi 2024"]
    assert "**Yunxi 2024: " in said(app)


def test_a_document_stays_chosen_where_filters_leave_few_to_choose_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven are a list to open; of the two that are left beside it each has a button."""
    bodies = (Body(f"yunxi-{year}-final_accounts", year=year) for year in range(2017, 2024))
    shown_with(monkeypatch, store_of(tmp_path, *bodies))
    app = opened("documents", document="yunxi-2020-final_accounts")
    assert len(documents_offered(app)) == 7
    app.multiselect[1].set_value(["2022", "2023"]).run()
    assert not app.exception and not app.error
    assert "**Yunxi 2020: " in said(app) and "Yunxi 2020 is not among" in said(app)


def test_all_that_was_read_is_a_workbook_with_a_sheet_a_table(tmp_path: Path) -> None:
    body = accounts(YUNXI, "云溪市", 180.0).project("=运行", 100.0, 0.0)
    store = store_of(tmp_path, body)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(document_tables(store.rows([body.id])[0]))))
    assert book.sheetnames == ["disclosures", "tables", "line_items", "evaluations", "form_figures"]
    header, *lines = book["line_items"].iter_rows(values_only=True)
    assert len(lines) == len(body.rows.line_items)
    assert lines[0][header.index("amount")] == 180.0
    header, line = book["evaluations"].iter_rows()
    name = line[[cell.value for cell in header].index("name")]
    assert (name.value, name.data_type) == ("=运行", "s"), "a text is no formula"


# -- the figures of a page --------------------------------------------------------------------


def test_every_figure_of_a_table_s_page_can_be_clicked(fushun: Store) -> None:
    """Page 6 of Fushun's accounts: the summary prints three amounts of revenue, five spent."""
    figures = document.on_page(fushun, FUSHUN, page=6)
    assert set(figures["statement"]) == {model.REVENUE_EXPENDITURE_SUMMARY}
    assert sorted(figures["raw"]) == ["148.02", "6,070.16", *["6,309.22"] * 5, "91.04"]


def test_a_cell_of_a_form_that_fills_two_columns_is_one_figure(fushun: Store) -> None:
    """Page 30: of 执法检查装备费 0.72 was budgeted and spent, 100 %, 10 marks, 100 in all."""
    figures = document.on_page(fushun, FUSHUN, page=30).set_index("measure")
    assert set(figures["name"]) == {"执法检查装备费"}
    assert figures["raw"].to_dict() == {
        "budget": "0.72",
        "executed": "0.72",
        "printed_rate": "100%",
        "rate_score": "10",
        "deduction": "0",
        "total_score": "100",
    }
    assert figures["amount"].dropna().to_dict() == {"budget": 0.72, "executed": 0.72}


def test_a_page_stands_beside_what_is_known_of_the_figure_on_it(
    fushun: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_with(monkeypatch, fushun)
    app = opened("documents", part="figures", lang="zh")
    text = said(app)
    assert "**document.pdf**，第6页" in text
    assert "收入支出总表（原文标题：收入支出决算总表）" in text
    assert "原文：**6,309.22**万元" in text
    assert "点击页面上的数字，可查看读取结果。" in text
    (chart,) = app.get("plotly_chart")
    assert chart.proto.selection_mode, "a figure on it can be clicked"


@pytest.mark.usefixtures("two_bodies")
def test_a_link_to_a_document_that_is_gone_says_so() -> None:
    app = opened("documents", document="gone-2020-budget")
    assert "not here any more" in app.info[0].value
    assert not opened("documents", document=YUNXI).info


def test_a_page_that_was_turned_to_is_one_of_its_document_and_table(
    fushun: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first table of Fushun is on page 6."""
    shown_with(monkeypatch, fushun)
    app = opened("documents")
    assert app.slider[0].value == 6
    app.slider[0].set_value(30).run()
    (turned,) = (key for key in app.query_params if key.startswith("page-"))
    assert FUSHUN.disclosure_ids and turned.startswith(f"page-{FUSHUN.disclosure_ids[0]}-")
    assert opened("documents", **{turned: "30"}).slider[0].value == 30
    assert opened("documents", **{"page-another-document-1": "30"}).slider[0].value == 6


def test_the_tables_statements_count_their_figures_and_those_repaired(fushun: Store) -> None:
    """Names that the cells cut off were completed on pages 7 (two rows of two) and 14."""
    counted = document.statements(fushun, FUSHUN).set_index("statement")
    assert counted["figures"].sum() == 234
    assert counted["doubtful"][counted["doubtful"] > 0].to_dict() == {
        model.REVENUE: 4,
        model.BASIC_EXPENDITURE: 1,
    }
    assert list(document.mended(fushun, FUSHUN)["page"]) == [7, 7, 7, 7, 14]


# -- add documents ----------------------------------------------------------------------------


@pytest.mark.usefixtures("no_store")
def test_without_a_store_documents_can_be_added_and_the_limits_are_told() -> None:
    app = opened("add")
    assert not app.exception and not app.error
    text = said(app)
    assert "up to 200 MB each" in text and "80 of a document at most" in text
    assert "whole or not at all" in text


@pytest.mark.usefixtures("no_store")
def test_in_chinese_the_limits_are_told_before_anything_is_added() -> None:
    app = opened("add", lang="zh")
    text = said(app)
    assert "每个文件不超过200MB" in text and "每份文件最多80页" in text
    assert "超过15分钟" in text and "完全不入库" in text
    assert app.button[0].label == "开始读取"
    assert not LATIN.findall(MEANT_IN_LATIN.sub("", text))


def added(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, "text/plain") for name, content in files])
    return app.button(key="read").click().run(timeout=120)


LETTER = "关于召开会议的通知\n请准时参加。".encode()


@pytest.mark.usefixtures("no_store")
def test_what_was_added_is_told_a_file_a_line() -> None:
    app = added(opened("add"), ("shaoxing.txt", made_up_text()), ("letter.txt", LETTER))
    assert not app.exception
    (read,) = app.success
    assert "**shaoxing.txt**: 绍兴市医疗保障局 2023, Final accounts 决算" in read.value
    assert "8 not found" in read.value, "what was not read is said too"
    (unread,) = app.error
    assert unread.value.startswith("**letter.txt**: no fiscal disclosure was recognised")
    store = open_store()
    assert len(store.table("disclosures")) == 1
    assert not store.table("checks").empty, "what was added is checked at once"


@pytest.mark.usefixtures("no_store")
def test_in_chinese_what_was_read_is_told_and_a_file_that_was_there_before() -> None:
    app = added(opened("add", lang="zh"), ("shaoxing.txt", made_up_text()))
    assert app.success[0].value.startswith("**shaoxing.txt**：绍兴市医疗保障局2023年决算，口径为")
    assert "8张未找到" in app.success[0].value
    app = added(app, ("again.txt", made_up_text()))
    assert (
        app.info[0].value.replace("\\", "").startswith("**again.txt**：内容未变，已收录为shaoxing")
    )


@pytest.mark.usefixtures("no_store")
def test_nothing_dropped_is_told_in_one_line() -> None:
    app = opened("add")
    by_label(app, "Read them").click().run()
    assert [line.value for line in app.info] == ["Drop a file into the field above first."]
