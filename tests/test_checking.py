"""A store is checked as a whole; what analysts decide outlives reading and checking anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents import rows_of
from stores import Body, store_of, store_of_originals

from analytics.findings.case import Case
from analytics.findings.checking import check, check_case, unchecked
from analytics.findings.register import (
    Choice,
    UnknownFindingError,
    counted,
    decide,
    leading,
    reviewed,
)
from analytics.findings.rules import RULES
from analytics.findings.similar import differences, similar_projects
from analytics.store import Source, Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = store_of_originals(tmp_path_factory.mktemp("store"))
    check(store)
    return store


def test_a_column_without_a_measure_is_no_error_of_the_sum() -> None:
    """Jiangsu's form: 9.00 in all, of which 1.00 is a reserve that the model has no measure for."""
    rows = rows_of(
        "南京市信访局2031年部门预算\n支出预算总表\n单位：万元\n"
        "合计\t基本支出\t项目支出\t单位预留机动经费\n9.00\t5.00\t3.00\t1.00\n"
    )
    assert [table.status for table in rows.tables if table.statement == "expenditure"] == ["closed"]
    findings, _ = check_case(Case(rows))
    assert findings == []


def relief(executed: float = 0.0, *, disclosure_id: str = "yunxi-2023-final_accounts") -> Body:
    body = Body(disclosure_id, year=int(disclosure_id.split("-")[1]))
    return body.project("城乡医疗救助", 2000.0, executed)


def relief_of_seven_bodies() -> list[Body]:
    """Each has a project of 100 万元, of which the first body spent half and the others all."""
    return [
        Body(f"body{n}-2023-final_accounts", agency=f"第{n}市医疗保障局", city=f"第{n}市").project(
            "医疗救助", 100.0, 50.0 if n == 0 else 100.0, theme="medical_relief"
        )
        for n in range(7)
    ]


def put(store: Store, body: Body) -> None:
    disclosure = body.rows.disclosure
    store.put(body.rows, Source(disclosure.source_name, body.content, "test"))


def test_every_rule_answers_for_every_disclosure(originals: Store) -> None:
    checks = originals.table("checks")
    assert len(checks) == 5 * len(RULES)
    answers = ["passed", "failed", "not_applicable", "not_enough_data"]
    assert (checks[answers].sum(axis=1) > 0).all()


def test_what_failed_is_what_is_stored(originals: Store) -> None:
    checks = originals.table("checks")
    findings = originals.table("findings")
    assert checks["failed"].sum() == len(findings)
    assert findings["finding_id"].is_unique
    assert findings["score"].between(0, 1).all()


def test_checking_again_changes_nothing(originals: Store) -> None:
    before = originals.table("findings")
    check(originals)
    assert originals.table("findings").equals(before)


def test_the_largest_unspent_funds_come_first(originals: Store) -> None:
    """Fushun: 30,732 and 14,451 万元 of insurance subsidies, with all outputs claimed."""
    first = reviewed(originals).head(12)
    assert {"下达省财政城乡居民基本医疗保险补助资金", "城乡居民基本医疗保险"} <= {
        subject.removeprefix("项目 ") for subject in first["subject"]
    }


def test_the_order_in_which_documents_came_makes_no_difference(tmp_path: Path) -> None:
    found = []
    for order in (1, -1):
        bodies = [relief(), relief(disclosure_id="yunxi-2022-final_accounts")][::order]
        store = store_of(tmp_path / str(order), *bodies)
        check(store)
        found.append(store.table("findings"))
    assert found[0].equals(found[1])


def test_a_finding_is_about_its_body_and_the_other_years_of_it(tmp_path: Path) -> None:
    before = Body("yunxi-2022-final_accounts", year=2022).sentence("total_revenue", final=900.0)
    now = Body().sentence("total_revenue", final=1000.0, change=80.0)
    elsewhere = Body("linan-2023-final_accounts", agency="临安市医疗保障局", city="临安市")
    elsewhere.sentence("total_revenue", final=1000.0, change=80.0)
    store = store_of(tmp_path, before, now, elsewhere)
    check(store)
    restated = store.query("SELECT disclosure_id FROM findings WHERE rule = 'restated'")
    assert list(restated["disclosure_id"]) == ["yunxi-2023-final_accounts"]


def only_finding(store: Store) -> str:
    check(store)
    (finding_id,) = reviewed(store).query("rule == 'not_executed'")["finding_id"]
    return str(finding_id)


def status_of(store: Store) -> str:
    check(store)
    (status,) = reviewed(store).query("rule == 'not_executed'")["status"]
    return str(status)


def test_a_decision_outlives_reading_and_checking_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, relief())
    assert status_of(store) == "new"
    decide(store, only_finding(store), "dismissed", "Wang", "the fund was merged in May")
    put(store, relief())
    assert status_of(store) == "dismissed"


def test_a_finding_comes_back_as_new_when_its_figures_change(tmp_path: Path) -> None:
    store = store_of(tmp_path, relief())
    decide(store, only_finding(store), "dismissed", "Wang", "the fund was merged in May")
    changed = Body().project("城乡医疗救助", 2100.0, 0.0)
    put(store, changed)
    assert status_of(store) == "new"


def test_the_last_decision_counts_and_a_note_changes_none(tmp_path: Path) -> None:
    store = store_of(tmp_path, relief())
    finding_id = only_finding(store)
    decide(store, finding_id, "dismissed", "Wang", "merged")
    decide(store, finding_id, "confirmed", "Li")
    decide(store, finding_id, "noted", "Wang", "asked the bureau on 3 May")
    row = reviewed(store).set_index("finding_id").loc[finding_id]
    assert (row["status"], row["decided_by"], row["notes"]) == ("confirmed", "Li", 1)
    log = store.table("decisions")
    assert list(log["status"]) == ["dismissed", "confirmed", "noted"]
    assert list(log["who"]) == ["Wang", "Li", "Wang"]


@pytest.mark.parametrize(
    ("status", "who", "why", "said"),
    [
        ("waived", "Wang", "", "is none of confirmed, dismissed, noted"),
        ("confirmed", " ", "", "needs the name"),
        ("dismissed", "Wang", "", "say why"),
        ("noted", "Wang", " ", "say why"),
    ],
)
def test_a_decision_without_name_or_reason_is_refused(
    tmp_path: Path, status: str, who: str, why: str, said: str
) -> None:
    store = store_of(tmp_path, relief())
    with pytest.raises(ValueError, match=said):
        decide(store, only_finding(store), status, who, why)
    assert store.table("decisions").empty


def test_a_finding_that_does_not_exist_cannot_be_decided(tmp_path: Path) -> None:
    store = store_of(tmp_path, relief())
    with pytest.raises(UnknownFindingError, match="no such finding"):
        decide(store, "0123456789abcdef", "confirmed", "Wang")


def test_findings_are_chosen_by_family_severity_theme_and_status(tmp_path: Path) -> None:
    body = Body().project("城乡医疗救助", 2000.0, 0.0, theme="medical_relief")
    store = store_of(tmp_path, body.project("办公设备", 3.0, 0.0))
    check(store)
    everything = reviewed(store)
    assert {"not_executed"} <= {*everything["rule"]}
    relief_only = reviewed(
        store, choice=Choice(themes=("medical_relief",), families=("execution",))
    )
    assert list(relief_only["subject"]) == ["项目 城乡医疗救助"]
    (finding_id,) = relief_only["finding_id"]
    decide(store, finding_id, "dismissed", "Wang", "merged")
    assert list(reviewed(store, choice=Choice(statuses=("dismissed",)))["finding_id"]) == [
        finding_id
    ]
    assert reviewed(store)["finding_id"].iloc[-1] == finding_id, "dismissed ones stand last"
    counts = counted(store)
    assert counts["n"].sum() == len(everything)
    assert counts.query("status == 'dismissed'")["n"].tolist() == [1]
    grave = counted(store, choice=Choice(severities=("high",)))
    assert set(grave["severity"]) <= {"high"}


def test_a_document_that_came_since_is_told_from_those_that_were_checked(tmp_path: Path) -> None:
    store = store_of(tmp_path, relief())
    assert unchecked(store) == 1
    done: list[tuple[int, int]] = []
    check(store, lambda *steps: done.append(steps))
    assert unchecked(store) == 0
    assert done == [(0, 1), (1, 1)]
    put(store, relief(disclosure_id="yunxi-2022-final_accounts"))
    assert unchecked(store) == 1


def test_what_sets_an_outlier_apart_is_kept_with_its_peers_median(tmp_path: Path) -> None:
    """Six bodies spend all of a like project, the first one half of it."""
    store = store_of(tmp_path, *relief_of_seven_bodies())
    check(store)
    figures = store.table("peer_figures")
    rate = figures.query("disclosure_id == 'body0-2023-final_accounts' and feature == 'rate'")
    assert rate[["value", "median", "peers_n"]].to_numpy().tolist() == [[0.5, 1.0, 6]]
    assert (rate["contribution"] > 0).all() and (rate["z"] < 0).all()


def test_what_differs_is_told_in_words_most_telling_first(tmp_path: Path) -> None:
    store = store_of(tmp_path, *relief_of_seven_bodies())
    check(store)
    told = differences(store, disclosure_id="body0-2023-final_accounts", evaluation_no=1)
    assert told["contribution"].is_monotonic_decreasing
    rate = told.set_index("feature_en").loc["execution rate"]
    assert (rate["value_en"], rate["median_en"], rate["feature_zh"]) == (
        *("50.0 %", "100.0 %", "执行率"),
    )
    assert (told["value_en"] != told["median_en"]).all()


def test_peers_are_projects_of_other_bodies_of_the_same_theme_and_size(tmp_path: Path) -> None:
    """Six are as large; one is a hundred times larger, one is of another theme, one is its own."""
    bodies = relief_of_seven_bodies()
    bodies[0].project("医疗救助二", 100.0, 100.0, theme="medical_relief")
    bodies[1].project("大额救助", 10000.0, 10000.0, theme="medical_relief")
    bodies[2].project("办公", 100.0, 100.0, theme="operations")
    whose = {"disclosure_id": "body0-2023-final_accounts", "evaluation_no": 1}
    store = store_of(tmp_path / "seven", *bodies)
    peers = similar_projects(store, **whose)
    assert set(peers["name"]) == {"医疗救助"} and "第0市医疗保障局" not in set(peers["agency"])
    assert peers["peers_n"].tolist() == [6] * 6
    assert similar_projects(store, **whose, limit=2)["peers_n"].tolist() == [6, 6]

    few = store_of(tmp_path / "few", *bodies[:2])
    found = similar_projects(few, **whose)
    assert list(found["name"]) == ["医疗救助", "大额救助"], (
        "too few of its size: of any, nearest first"
    )


def test_the_leading_findings_are_of_each_body_first_and_as_many_as_are_asked_for(
    tmp_path: Path,
) -> None:
    first = relief(disclosure_id="yunxi-2023-final_accounts").project("设备", 900.0, 0.0)
    alone = store_of(tmp_path / "alone", first)
    check(alone)
    assert len(leading(alone, limit=5)) == min(5, len(reviewed(alone))) > 1

    second = Body("linan-2023-final_accounts", agency="临安市医疗保障局", city="临安市")
    both = store_of(tmp_path / "both", first, second.project("救助", 50.0, 0.0))
    check(both)
    assert set(leading(both, limit=2)["agency"]) == {"云溪市医疗保障局", "临安市医疗保障局"}
    five = leading(both, limit=5)
    assert len(five) == min(5, len(reviewed(both))) > 2
    assert list(five["score"]) == sorted(five["score"], reverse=True)
    settled = leading(both, limit=5)["finding_id"].iloc[0]
    decide(both, settled, "dismissed", "Wang", "merged")
    assert settled not in set(leading(both, limit=5)["finding_id"])


def test_findings_of_a_replaced_document_go_with_it(tmp_path: Path) -> None:
    store = store_of(tmp_path, relief())
    check(store)
    put(store, relief(1990.0))
    assert store.table("findings").empty
    assert store.table("checks").empty


def test_more_money_at_stake_ranks_higher(tmp_path: Path) -> None:
    body = Body().project("小项目", 2.0, 0.0).project("居民医保补助", 14451.0, 0.0)
    store = store_of(tmp_path, body)
    check(store)
    ranked = reviewed(store).query("rule == 'not_executed'")
    assert list(ranked["subject"]) == ["项目 居民医保补助", "项目 小项目"]
