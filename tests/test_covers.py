"""Covers, titles and heads of tables as bodies of every kind write them, and what they say.

expected/covers.tsv holds a case a row: what is printed (⏎ is a line break, ⇥ the next cell), and
the identity that follows from it; blank is none.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from documents import document

from analytics.recognising.identity import identify

with (Path(__file__).parent / "expected" / "covers.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['agency']} {case['fiscal_year']}")
def test_what_is_printed_tells_the_identity_whatever_the_file_is_called(
    case: dict[str, str],
) -> None:
    text = case["printed"].replace("⏎", "\n").replace("⇥", "\t") + "\n"
    found = identify(document(text, "2019年某省教育厅决算.txt"))
    columns = ("agency", "province", "city", "district", "fiscal_year", "kind", "scope")
    assert {column: str(getattr(found, column) or "") for column in columns} == {
        column: case[column] for column in columns
    }


def test_bodies_of_one_name_in_two_cities_have_two_identifiers() -> None:
    titles = "鼓楼区教育局2023年度部门决算\n{}鼓楼区教育局主管本区教育\n"
    found = {identify(document(titles.format(city))).disclosure_id for city in ("福州市", "南京市")}
    assert found == {
        "fuzhou-gulou-jiaoyuju-2023-final_accounts",
        "nanjing-gulou-jiaoyuju-2023-final_accounts",
    }
