"""The public interface: the tables of the model, their columns, and the dictionary of them."""

from pathlib import Path

import pytest

from analytics.dictionary import data_dictionary
from analytics.model import MEASURES, MODEL, STATEMENTS, columns

COLUMNS = {
    "disclosures": "disclosure_id agency province city district fiscal_year kind scope "
    "printed_unit format source_name sha256 pages unread_pages",
    "tables": "disclosure_id table_no statement title first_page last_page printed_unit rows "
    "status",
    "line_items": "disclosure_id statement section code economic_code name printed_name level "
    "measure amount raw page locator repaired",
    "alternatives": "disclosure_id table_no statement section code economic_code name measure "
    "reading_no amount raw page locator reason",
    "evaluations": "disclosure_id evaluation_no form name department unit initial_budget "
    "adjusted_budget budget executed printed_rate execution_rate rate_weight rate_score deduction "
    "total_score theme page locator",
    "funding": "disclosure_id evaluation_no source initial_budget adjusted_budget executed "
    "printed_rate",
    "form_figures": "disclosure_id evaluation_no source figure printed page locator",
    "indicators": "disclosure_id evaluation_no level1 level2 name operator target unit actual "
    "completion weight score deviation reason page locator",
    "statements_in_prose": "disclosure_id topic code initial_budget final printed_completion "
    "change printed_change_rate prior_year reason page locator",
    "recognised_pages": "disclosure_id page confidence lowest",
    "findings": "finding_id disclosure_id evaluation_no rule family severity subject expected "
    "actual difference score evidence message_en message_zh",
    "checks": "disclosure_id rule family passed failed not_applicable not_enough_data",
    "peer_figures": "disclosure_id evaluation_no feature value median z contribution peers_n",
    "main_figures": "disclosure_id personnel basic total transfers of_basic of_total "
    "of_own_running method",
    "three_public_amounts": "disclosure_id item year basis amount how table_status why method",
    "project_scores": "disclosure_id evaluation_no score problem at_stake share_of_body "
    "claimed_by output_share outputs_n score_gap theme_median theme_n",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_the_public_interface(table: str) -> None:
    assert [column.name for column in columns(table)] == COLUMNS[table].split()


def test_no_table_is_left_out() -> None:
    assert list(MODEL) == list(COLUMNS)
    assert tuple(MEASURES) == STATEMENTS


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for table in MODEL for column in columns(table))


def test_the_dictionary_in_docs_is_the_one_the_code_writes() -> None:
    written = Path(__file__).resolve().parents[1] / "docs" / "data_dictionary.md"
    assert written.read_text(encoding="utf-8") == data_dictionary(), "run `make docs`"
