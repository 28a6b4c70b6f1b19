"""The pages of findings and of low execution: links, filters, decisions, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from stores import Body, store_of
from streamlit.testing.v1 import AppTest
from test_dashboard import accounts, as_text, by_label, opened, said

from analytics.dashboard import data
from analytics.findings.checking import check
from analytics.findings.register import reviewed
from analytics.language import CHINESE
from analytics.settings import STORE_VARIABLE
from analytics.store import Store

FILTERS = {
    "city": "Yunxi",
    "theme": "medical_relief",
    "family": "execution",
    "severity": "high",
    "status": "new",
}
RULE_IN_CHINESE = "规则说明（门槛、例外等细则为英文）"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Of 救助 nothing of 100 was spent, of 设备 30 of 100; both claim all their outputs."""
    body = (
        accounts("yunxi-2023-final_accounts", "云溪市", 180.0)
        .project("救助", 100.0, 0.0, theme="medical_relief")
        .indicator("产出指标", weight=50.0, score=50.0)
        .project("设备", 100.0, 30.0)
        .indicator("产出指标", weight=50.0, score=50.0)
    )
    made = store_of(tmp_path, as_text(body), as_text(accounts("hetan-2023-budget", "河滩市", 90.0)))
    check(made)
    monkeypatch.setenv(STORE_VARIABLE, str(made.path))
    return made


def peers(folder: Path) -> Store:
    """Yunxi spent nothing of its relief fund; six other bodies spent all of theirs."""
    bodies = [
        Body(
            f"{number}-2023-final_accounts",
            agency=f"{number}市医疗保障局",
            province=None,
            city=f"{number}市",
        ).project("医疗救助", 100.0 + place, 100.0 + place, theme="medical_relief")
        for place, number in enumerate("甲乙丙丁戊己")
    ]
    own = accounts("yunxi-2023-final_accounts", "云溪市", 180.0).project(
        "救助", 100.0, 0.0, theme="medical_relief"
    )
    made = store_of(folder, as_text(own), *map(as_text, bodies))
    check(made)
    return made


def shown(app: AppTest) -> str:
    """All words of a page: what it says, and what its controls and tables are called."""
    controls = ("multiselect", "text_input", "button", "expander", "download_button")
    labels = [element.label for kind in controls for element in app.get(kind)]
    columns = [
        column
        for table in app.get("arrow_data_frame")
        for column in re.findall(r'"label": ?"([^"]*)"', table.proto.columns)
    ]
    headings = [heading.value for heading in app.subheader]
    return "\n".join([said(app), *headings, *labels, *columns])


# -- findings ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_of_findings_stands_in_the_address(store: Store, name: str) -> None:
    """A choice of each is that of the findings that have the value, and stays in the address."""
    every = reviewed(store)
    columns = {"city": "place_en", "theme": "theme", "status": "status"}
    chosen = every[every[columns.get(name, name)] == FILTERS[name]]
    app = opened("findings", **{name: FILTERS[name]})
    assert list(app.dataframe[0].value["rank"]) == list(range(1, len(chosen) + 1))
    assert app.query_params[name] == FILTERS[name]


def test_a_link_to_a_finding_beyond_the_list_shows_that_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a list of the first finding alone, a link to the third shows it beside the first."""
    third = reviewed(store).iloc[2]
    ask = data.ask

    def few(question: data.Question, *scope: object, **options: object) -> object:
        return ask(question, *scope, **options | ({"limit": 1} if question is reviewed else {}))

    monkeypatch.setattr(data, "ask", few)
    app = opened("findings", finding=third["finding_id"])
    assert list(app.dataframe[0].value["rank"]) == [1, 3]
    assert "No. 3: Yunxi 2023" in [heading.value for heading in app.subheader]
    assert third["message_en"] in said(app)
    assert not app.info


def test_a_link_to_a_finding_that_the_filters_leave_out_says_so(store: Store) -> None:
    every = reviewed(store)
    other = every[every["family"] != "execution"].iloc[0]
    app = opened("findings", finding=other["finding_id"], family="execution")
    assert "The finding that the link asks for is not in this list" in app.info[0].value
    assert "No. 1: Yunxi 2023" in [heading.value for heading in app.subheader]


def test_a_finding_is_held_against_its_peers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six bodies spent all of a fund of its size; the nearest in size is that of 甲市, of 100."""
    monkeypatch.setenv(STORE_VARIABLE, str(peers(tmp_path).path))
    app = opened("findings", family="execution")
    assert "**How it stands among 6 similar projects of other bodies**" in said(app)
    figures = app.dataframe[1].value.set_index("feature_en")
    assert figures.loc["execution rate", ["value_en", "median_en"]].tolist() == ["0.0 %", "100.0 %"]
    others = app.dataframe[2].value
    assert list(others["name"]) == ["医疗救助"] * 6
    assert others.iloc[0][["budget", "executed", "rate"]].tolist() == [100.0, 100.0, 100.0]

    chinese = opened("findings", family="execution", lang=CHINESE.code)
    assert "**与其他单位6个类似项目的比较**" in said(chinese)
    assert "执行率" in list(chinese.dataframe[1].value["feature_zh"])
    assert "全部同类项目" in [expander.label for expander in chinese.expander]


def test_the_rule_is_told_with_its_formula(store: Store) -> None:
    app = opened("findings", family="execution")
    (rule,) = (each for each in app.expander if each.label == "What the rule asks, and its limits")
    text = "\n".join(element.value.replace("\\", "") for element in rule.markdown)
    assert "Formula: " in text and "Why: " in text
    assert "Chinese: " not in text
    chinese = opened("findings", family="execution", lang=CHINESE.code)
    (rule,) = (each for each in chinese.expander if each.label == RULE_IN_CHINESE)
    assert "执行" in rule.markdown[0].value or "支出" in rule.markdown[0].value
    assert not re.search("[A-Za-z]", rule.markdown[0].value)


@pytest.mark.usefixtures("store")
def test_a_decision_in_chinese_names_what_it_lacks_and_is_told() -> None:
    app = opened("findings", family="execution", lang=CHINESE.code)
    by_label(app, "属实").click().run()
    assert app.error[0].value == "请填写姓名：复核须署名。"
    app.text_input[0].set_value("王")
    by_label(app, "排除").click().run()
    assert app.error[0].value == "请填写理由，供他人查阅。"
    by_label(app, "属实").click().run()
    assert not app.error
    assert re.search(r"王于\d+年\d+月\d+日\d\d:\d\d（UTC）确认属实", said(app))
    assert [each.value for each in app.text_input] == ["王", ""], "the reason was that of one"


# -- low execution ----------------------------------------------------------------------------


def test_the_list_of_low_execution_speaks_chinese(store: Store) -> None:
    app = opened("low_execution", lang=CHINESE.code)
    (listed,) = (element.value for element in app.markdown if element.value.startswith("1. "))
    first, second = listed.split("\n2. ")
    assert "1. :red[**0.0%**] **救助** · 云溪市2023年决算 · 医疗救助" in first
    assert "预算100.00万元，未支出，执行率0.0%。" in first
    assert second.startswith("**30.0%** **设备** · 云溪市2023年决算 · 运转")
    row = app.dataframe[0].value.iloc[0]
    assert row["theme_name"] == "医疗救助" and row["rate"] == 0.0
    assert row["why"].startswith("预算100.00万元，未支出")


@pytest.mark.usefixtures("store")
def test_a_theme_leaves_only_its_projects() -> None:
    app = opened("low_execution", theme="medical_relief")
    assert list(app.dataframe[0].value["name"]) == ["救助"]
    assert "**1 project calls for a question; first Yunxi 2023’s 救助, 100 万元" in said(app)
    nothing = opened("low_execution", theme="public_health")
    assert not nothing.dataframe
    assert nothing.info[0].value.startswith("No project among these calls for a question.")


# -- both -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("page", ["findings", "low_execution"])
def test_a_page_in_chinese_has_no_english_words_of_its_own(page: str) -> None:
    """But for the name of the file, the locator in it, and what the rule says in English too."""
    app = opened(page, lang=CHINESE.code)
    assert not app.exception and not app.error
    words = shown(app)
    for rule in (each for each in app.expander if each.label == RULE_IN_CHINESE):
        for element in rule.markdown[1:]:
            words = words.replace(element.value.replace("\\", ""), "")
    words = re.sub(r":material/\w+:|:\w+\[|yunxi-2023-final_accounts\.txt", "", words)
    words = re.sub(r"\bline \d+", "", words)
    words = re.sub("Language|English|CSV|PNG|SVG|PDF|HTML|XLSX|Chromium", "", words)
    assert re.findall(r"[A-Za-z]{2,}", words) == []
