"""Staffing cost share: personnel of basic expenditure, of the total, of own running cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import Body, store_of, store_of_originals

from analytics.comparing import staffing
from analytics.comparing.peers import fences
from analytics.comparing.scope import Scope
from analytics.comparing.sources import SOURCE_COLUMNS
from analytics.comparing.staffing import OF_BASIC, OF_OWN_RUNNING, OF_TOTAL
from analytics.model import (
    BASIC_EXPENDITURE,
    EXPENDITURE,
    GENERAL_BUDGET_EXPENDITURE,
    OPEN,
    REVENUE_EXPENDITURE_SUMMARY,
)
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


@pytest.mark.parametrize(
    ("label", "personnel", "basic", "total", "own"),
    [
        # 人员经费合计, then 基本支出 of the general budget, 本年支出合计, and that less transfers.
        ("Fushun 2023", 1106.36, (1223.72, "90.4"), (6309.22, "17.5"), (1447.78, "76.4")),
        ("Ezhou 2022", 619.94, (813.91, "76.2"), (1067.01, "58.1"), (1067.01, "58.1")),
        ("Fuzhou 2023", 7004.62, (7573.81, "92.5"), (11033.64, "63.5"), (11020.96, "63.6")),
        (
            "Langfang Guangyang 2023 budget",
            599.67,
            (642.95, "93.3"),
            (3698.72, "16.2"),
            (642.95, "93.3"),
        ),
        ("Luoyang Chanhe 2023", 109.75, (114.00, "96.3"), (467.00, "23.5"), (128.66, "85.3")),
    ],
)
def test_shares_of_the_originals(
    originals: Store,
    label: str,
    personnel: float,
    basic: tuple[float, str],
    total: tuple[float, str],
    own: tuple[float, str],
) -> None:
    shares = staffing.shares(originals)
    rows = shares[shares["label_en"] == label].set_index("quantity")
    assert list(rows.index) == [OF_BASIC, OF_TOTAL, OF_OWN_RUNNING]
    assert set(rows["personnel"]) == {personnel}
    for quantity, (denominator, share) in {
        OF_BASIC: basic,
        OF_TOTAL: total,
        OF_OWN_RUNNING: own,
    }.items():
        assert rows.loc[quantity, "denominator"] == denominator
        assert f"{rows.loc[quantity, 'share']:.1%}" == f"{share}%"
    assert rows["why_en"].isna().all()


def test_transfers_deducted_from_fushun_are_its_four_relief_and_health_items(
    originals: Store,
) -> None:
    """Fushun 2023, 支出决算表, 项目支出: the class 210 is not deducted, four 项 below it are."""
    scope = Scope(disclosure_ids=("fushun-2023-final_accounts",))
    sources = staffing.sources(originals, scope)
    assert list(sources.columns) == SOURCE_COLUMNS
    deducted = sources[sources["role"] == "deducted"]
    assert set(deducted["quantity"]) == {OF_OWN_RUNNING}
    assert dict(zip(deducted["code"], deducted["raw"], strict=True)) == {
        "2100409": "1,273.71",
        "2100410": "0.04",
        "2101103": "2,734.00",
        "2109999": "853.69",
    }
    shares = staffing.shares(originals, scope).set_index("quantity")
    assert shares.loc[OF_OWN_RUNNING, "transfers"] == 4861.44


def test_a_transfer_is_deducted_once_at_its_highest_printed_level(originals: Store) -> None:
    """Langfang 2023 prints 财政对基本医疗保险基金的补助 2880.00 as 21012 and again as 2101202."""
    scope = Scope(disclosure_ids=("langfang-guangyang-2023-budget-unit",))
    deducted = staffing.sources(originals, scope).query("role == 'deducted'")
    assert list(deducted["code"]) == ["20830", "2100410", "21012", "21013"]


def test_every_share_has_its_printed_sources(originals: Store) -> None:
    shares = staffing.shares(originals).set_index(["disclosure_id", "quantity"])
    sources = staffing.sources(originals)
    amounts = sources.pivot_table(
        index=["disclosure_id", "quantity"], columns="role", values="amount", aggfunc="sum"
    ).fillna(0)
    computed = amounts["numerator"] / (amounts["denominator"] - amounts["deducted"])
    assert len(computed) == 15
    assert computed.to_dict() == pytest.approx(shares["share"].to_dict())
    assert sources[["statement", "raw", "locator", "table_status"]].notna().all(axis=None)


def test_peers_of_final_accounts_are_final_accounts(originals: Store) -> None:
    medians = fences(staffing.shares(originals), "share", ["quantity", "kind"])
    basic = medians[medians["quantity"] == OF_BASIC].set_index("kind")
    assert list(basic["n"]) == [1, 4]
    assert f"{basic.loc['final_accounts', 'median']:.1%}" == "91.4%"
    assert basic["lower_fence"].isna().all(), "four peers are too few for a fence"


def body() -> Body:
    """Personnel 80 of 100 basic, 250 in all, of which 150 passed through to a fund."""
    return (
        Body()
        .table(BASIC_EXPENDITURE)
        .table(EXPENDITURE)
        .amount(BASIC_EXPENDITURE, "人员经费合计", 80.0, section="personnel")
        .amount(BASIC_EXPENDITURE, "公用经费合计", 20.0, section="public")
        .amount(EXPENDITURE, "合计", 250.0, measure="total")
        .amount(EXPENDITURE, "合计", 150.0, measure="project")
        .amount(EXPENDITURE, "医疗救助", 150.0, code="21013", measure="project")
        .amount(EXPENDITURE, "城乡医疗救助", 150.0, code="2101301", measure="project")
    )


def shares_of(folder: Path, body: Body) -> dict[str, float | None]:
    shares = staffing.shares(store_of(folder, body)).set_index("quantity")
    return {key: None if share != share else share for key, share in shares["share"].items()}


def test_basic_expenditure_is_personnel_and_public_where_no_total_is_printed(
    tmp_path: Path,
) -> None:
    assert shares_of(tmp_path, body()) == {OF_BASIC: 0.8, OF_TOTAL: 0.32, OF_OWN_RUNNING: 0.8}


def test_the_general_budgets_basic_expenditure_comes_first(tmp_path: Path) -> None:
    printed = body().amount(GENERAL_BUDGET_EXPENDITURE, "合计", 160.0, measure="basic")
    assert shares_of(tmp_path, printed)[OF_BASIC] == 0.5


def test_personnel_is_301_and_303_where_no_total_is_printed(tmp_path: Path) -> None:
    both = (
        Body()
        .amount(BASIC_EXPENDITURE, "工资福利支出", 70.0, code="301", section="personnel")
        .amount(BASIC_EXPENDITURE, "对个人和家庭的补助", 10.0, code="303", section="personnel")
        .amount(BASIC_EXPENDITURE, "合计", 100.0)
    )
    assert shares_of(tmp_path, both)[OF_BASIC] == 0.8


def test_301_alone_is_not_personnel(tmp_path: Path) -> None:
    only = (
        Body()
        .amount(BASIC_EXPENDITURE, "工资福利支出", 70.0, code="301", section="personnel")
        .amount(BASIC_EXPENDITURE, "合计", 100.0)
        .amount(EXPENDITURE, "合计", 250.0, measure="total")
    )
    shares = staffing.shares(store_of(tmp_path, only))
    assert shares["share"].isna().all()
    assert set(shares["why_en"]) == {
        "no table prints the personnel total (人员经费合计) or both 301 and 303"
    }


def test_what_is_not_printed_is_said_and_never_zero(tmp_path: Path) -> None:
    no_tables = (
        Body()
        .amount(BASIC_EXPENDITURE, "人员经费合计", 80.0)
        .amount(REVENUE_EXPENDITURE_SUMMARY, "本年支出合计", 250.0, section="expenditure")
    )
    shares = staffing.shares(store_of(tmp_path, no_tables)).set_index("quantity")
    assert shares.loc[OF_TOTAL, "share"] == 0.32
    assert shares.loc[OF_BASIC].isna()["share"]
    assert shares.loc[OF_BASIC, "why_en"] == "no table prints basic expenditure (基本支出)"
    assert shares.loc[OF_OWN_RUNNING].isna()["denominator"]
    assert shares.loc[OF_OWN_RUNNING, "why_en"].startswith("no table prints total expenditure by")
    assert shares.loc[OF_OWN_RUNNING, "why_zh"] == "未见按功能科目列示的支出表，无法剔除转移性支出"


def test_a_share_of_nothing_is_no_share(tmp_path: Path) -> None:
    nothing = (
        Body().amount(BASIC_EXPENDITURE, "人员经费合计", 0.0).amount(BASIC_EXPENDITURE, "合计", 0.0)
    )
    row = staffing.shares(store_of(tmp_path, nothing)).iloc[0]
    assert row.isna()["share"]
    assert row["why_en"] == "the amount that the share is of is 0 or less"


def test_a_disclosure_without_any_table_still_has_its_rows(tmp_path: Path) -> None:
    shares = staffing.shares(store_of(tmp_path, Body()))
    assert list(shares["quantity"]) == [OF_BASIC, OF_TOTAL, OF_OWN_RUNNING]
    assert shares["why_zh"].notna().all()


def test_figures_of_a_table_that_does_not_add_up_are_marked(tmp_path: Path) -> None:
    doubtful = body()
    doubtful.rows.tables[1].status = OPEN
    store = store_of(tmp_path, doubtful)
    statuses = staffing.shares(store).set_index("quantity")["table_status"]
    assert dict(statuses) == {OF_BASIC: "closed", OF_TOTAL: "open", OF_OWN_RUNNING: "open"}
    sources = staffing.sources(store).query("quantity == @OF_TOTAL").set_index("role")
    assert dict(sources["table_status"]) == {"numerator": "closed", "denominator": "open"}


def test_what_is_left_out_comes_largest_first_with_its_reason(originals: Store) -> None:
    """Langfang's 21012 2,880.00 before Fushun's 2101103 2,734.00; eleven items of four in all."""
    items = staffing.left_out(originals, limit=2)
    assert list(items["code"]) == ["21012", "2101103"]
    assert items[["amount", "items_n", "disclosures_n"]].to_numpy().tolist() == [
        [2880.0, 11, 4],
        [2734.0, 11, 4],
    ]
    assert items["together"].iloc[0] == 4861.44 + 12.68 + 3055.77 + 338.34
    assert items["reason_en"].iloc[0] == "subsidy to the basic medical insurance funds"
    assert items["reason_zh"].iloc[0] == "对基本医疗保险基金的补助"
