"""What personnel is made of: the items of 301 and 303, each code once."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import printed_at
from stores import Body, store_of, store_of_originals

from analytics.comparing import personnel
from analytics.comparing.sources import SOURCE_COLUMNS
from analytics.model import BASIC_EXPENDITURE, PERSONNEL_TOTAL, SECTION_PERSONNEL, SECTION_PUBLIC
from analytics.store import Store


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of_originals(tmp_path_factory.mktemp("store"))


def test_the_items_add_up_to_personnel_and_each_has_its_cell(originals: Store) -> None:
    """Fushun 2023, 基本支出决算明细表: 基本工资 353.32 of 人员经费合计 1,106.36."""
    items = personnel.composition(originals)
    whole = items.groupby("label_en")["share"].sum()
    assert dict(whole) == pytest.approx(dict.fromkeys(whole.index, 1), abs=1e-4)
    wages = items[(items["label_en"] == "Fushun 2023") & (items["code"] == "30101")].iloc[0]
    assert (wages["class_code"], wages["name"], wages["amount"]) == ("301", "基本工资", 353.32)
    assert wages["share"] == pytest.approx(353.32 / 1106.36)
    cells = personnel.sources(originals)
    assert list(cells.columns) == SOURCE_COLUMNS
    (cell,) = cells[
        (cells["disclosure_id"] == wages["disclosure_id"]) & (cells["code"] == "30101")
    ].to_dict("records")
    assert cell["raw"] == printed_at("fushun", cell["page"], cell["locator"]) == "353.32"


def test_a_class_has_the_share_of_its_items_together(originals: Store) -> None:
    """Ezhou 2022 prints 301 609.22 of 人员经费合计 619.94; its items are a hundredth less each."""
    items = personnel.composition(originals).query("label_en == 'Ezhou 2022'")
    of_class = items.drop_duplicates("class_code").set_index("class_code")["class_share"]
    assert of_class["301"] == pytest.approx(609.22 / 619.94, abs=1e-4)
    assert of_class["303"] == pytest.approx(10.73 / 619.94)


def body(personnel_total: float) -> Body:
    return (
        Body()
        .table(BASIC_EXPENDITURE)
        .amount(BASIC_EXPENDITURE, PERSONNEL_TOTAL, personnel_total, section=SECTION_PERSONNEL)
    )


def pay(of: Body, amount: float, section: str = SECTION_PERSONNEL) -> Body:
    return of.amount(BASIC_EXPENDITURE, "基本工资", amount, code="30101", section=section)


def test_a_code_printed_under_two_codes_of_the_government_is_added_up(tmp_path: Path) -> None:
    """30101 under 50101 and again under 50501, as Beijing prints it: 1,184.99 and 222.82."""
    store = store_of(tmp_path, pay(pay(body(1407.81), 1184.99), 222.82))
    (item,) = personnel.composition(store).to_dict("records")
    assert (item["amount"], item["printed_n"], item["share"]) == (1407.81, 2, 1.0)
    assert list(personnel.sources(store)["raw"]) == ["1,184.99", "222.82"]


def test_a_code_that_is_repeated_counts_once(tmp_path: Path) -> None:
    """Both together would be twice the personnel total."""
    store = store_of(tmp_path, pay(pay(body(1184.99), 1184.99), 1184.99))
    (item,) = personnel.composition(store).to_dict("records")
    assert (item["amount"], item["printed_n"], item["share"]) == (1184.99, 1, 1.0)
    assert len(personnel.sources(store)) == 1


def test_what_a_table_prints_as_public_funds_is_no_personnel(tmp_path: Path) -> None:
    store = store_of(tmp_path, pay(pay(body(100.0), 100.0), 0.72, section=SECTION_PUBLIC))
    assert list(personnel.composition(store)["amount"]) == [100.0]


def test_a_class_without_items_stands_for_itself(tmp_path: Path) -> None:
    printed = (
        pay(body(80.0), 70.0)
        .amount(BASIC_EXPENDITURE, "工资福利支出", 70.0, code="301", section=SECTION_PERSONNEL)
        .amount(BASIC_EXPENDITURE, "对个人和家庭的补助", 10.0, code="303")
        .amount(BASIC_EXPENDITURE, "商品和服务支出", 20.0, code="302", section=SECTION_PUBLIC)
    )
    items = personnel.composition(store_of(tmp_path, printed))
    assert dict(zip(items["code"], items["share"], strict=True)) == {"30101": 0.875, "303": 0.125}


def test_only_disclosures_with_such_items_are_named(tmp_path: Path) -> None:
    without = Body("hetan-2023-final_accounts", agency="河滩市医疗保障局")
    store = store_of(tmp_path, pay(body(80.0), 80.0), without)
    assert list(personnel.itemised(store)["disclosure_id"]) == ["yunxi-2023-final_accounts"]
