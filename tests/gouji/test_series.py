"""The crosswalk of series: what it says of the forms, and that a fact which mixes what does not compare is found.

The dbt tests run as they were compiled for the samples, over a copy in which one fault is planted and rolled back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from gouji.warehouse import Warehouse
from ingest.forms import read_seed
from tests.conftest import PROJECT_ROOT, Built

TESTS = PROJECT_ROOT / "tests" / "dbt" / "series"
COMPILED = Path("target", "compiled", "gouji", "tests", "dbt", "series")
ISSUED = "form_version = 'form_2019' and row_code = 'rules' and column_code = 'issued'"
OF_2019 = "report_id in (select report_id from marts.dim_reports where form_version = 'form_2019')"

# Fault -> (the SQL that plants it, the tests it breaks).
FAULTS: dict[str, tuple[str, set[str]]] = {
    "cell_without_series": (
        "delete from marts.series_crosswalk where form_version = 'form_2019' and row_code = 'other_reason'",
        {"every_form_cell_has_one_series"},
    ),
    "cell_of_two_series": (
        "insert into marts.series_crosswalk select * replace ('rules_repealed' as series_code)"
        " from marts.series_crosswalk where row_code = 'rules' and column_code = 'in_force'",
        {"every_form_cell_has_one_series", "facts_mix_no_series"},
    ),
    "cell_that_no_form_prints": (
        "insert into seeds.series_cells select * replace ('in_force' as column_code)"
        f" from seeds.series_cells where {ISSUED}",
        {"every_form_cell_has_one_series"},
    ),
    "what_does_not_compare_beside_another_vintage": (
        "update marts.series_crosswalk set series_code = 'rules_in_force' where column_code = 'total_public'"
        " and row_code = 'rules'",
        {"series_compare_over_vintages"},
    ),
    "what_compares_with_nothing": (
        "update marts.series_crosswalk set comparability = 'comparable', comparison_grain = 'cell'"
        " where series_code = 'procurement_projects'",
        {"series_compare_over_vintages"},
    ),
    "measure_of_two_series": (
        "update marts.series_crosswalk set series_code = 'rules_made', comparability = 'not_comparable',"
        f" comparison_grain = null where {ISSUED};"
        "update marts.series_crosswalk set comparability = 'not_comparable', comparison_grain = null"
        " where series_code = 'rules_issued'",
        {"facts_mix_no_series"},
    ),
    "measure_that_no_fact_has": (
        "update marts.series_crosswalk set measure_name = 'in_power_count' where series_code = 'rules_in_force'",
        {"facts_mix_no_series", "facts_hold_their_own_series"},
    ),
    "public_in_total_taken_for_in_force": (
        f"update marts.fct_regulatory_documents set in_force_count = total_public_count where {OF_2019}",
        {"facts_hold_their_own_series"},
    ),
    "fee_of_a_form_that_prints_none": (
        f"update marts.fct_fees set fee_amount_wan_yuan = prior_item_count where {OF_2019}",
        {"facts_hold_their_own_series"},
    ),
    "indicator_of_before_2019_taken_for_a_request": (
        "insert into marts.fct_requests (report_id, applicant_type_code, received_count)"
        " select report_id, 'natural_person', year_value from marts.fct_legacy_indicators"
        " where indicator_code = 'requests_total'",
        {"facts_hold_their_own_series"},
    ),
    "other_handling_twice": (
        "insert into marts.fct_request_outcomes select * replace ('other_undivided' as outcome_code)"
        " from marts.fct_request_outcomes where outcome_code = 'other_reason'",
        {"other_handling_is_counted_once"},
    ),
    "yearly_figure_of_two_series": (
        "insert into intermediate.int_key_figure_cells"
        " select 'rules_in_force', form_version, table_code, row_code, column_code, series_code"
        " from intermediate.int_key_figure_cells where series_code = 'rules_total_public'",
        {"yearly_figures_are_one_series"},
    ),
    "yearly_figure_of_nothing": (
        "delete from intermediate.int_key_figure_cells where figure_code = 'penalty_decision'",
        {"yearly_figures_are_one_series"},
    ),
    "denial_reason_of_two_series": (
        "update marts.series_crosswalk set series_code = 'denied_third_party_rights'"
        " where row_code = 'denied_state_secret' and form_version = 'form_2019'",
        {"yearly_figures_are_one_series", "facts_mix_no_series", "series_compare_over_vintages"},
    ),
}


@pytest.fixture(scope="module")
def workbench(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the build, for statements that are rolled back."""
    database = shutil.copy(built.build_file, tmp_path_factory.mktemp("series") / "gouji.duckdb")
    with duckdb.connect(str(database), config={"threads": 1}) as connection:
        yield connection


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_breaks_its_own_tests_only(
    built: Built, workbench: duckdb.DuckDBPyConnection, fault: str
) -> None:
    sql, broken = FAULTS[fault]
    compiled = Warehouse.at(built.live_file).dbt_folder / COMPILED
    workbench.begin()
    try:
        workbench.execute(sql)
        found = {path.stem: workbench.execute(path.read_text("utf-8")).fetchall() for path in compiled.glob("*.sql")}
    finally:
        workbench.rollback()
    assert {name for name, offenders in found.items() if offenders} == broken


def test_every_test_of_series_has_its_planted_fault() -> None:
    assert {path.stem for path in TESTS.glob("*.sql")} == {name for _, broken in FAULTS.values() for name in broken}


def test_the_crosswalk_says_what_the_forms_say(built: Built) -> None:
    """All of sections 3 and 4 compare over both forms since 2019, and of section 2 the decisions; the rest does not."""
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        compare = connection.execute(
            "select distinct table_code, comparability from marts.series_crosswalk"
            " where form_version <> 'form_pre2019' and table_code <> 'disclosures'"
        ).fetchall()
        disclosures = connection.execute(
            "select series_code, comparability from marts.dim_series"
            " where series_code in (select series_code from marts.series_crosswalk where table_code = 'disclosures')"
        ).fetchall()
    assert sorted(compare) == [("legal_challenges", "comparable"), ("requests", "comparable")]
    comparability = dict(disclosures)
    assert {code for code, how in comparability.items() if how == "comparable"} == {
        "licensing_decisions", "penalty_decisions", "coercion_decisions",
    }  # fmt: skip
    assert {code for code, how in comparability.items() if how == "comparable_with_care"} == {
        "rules_issued", "normative_documents_issued",
    }  # fmt: skip


def test_the_three_rows_of_other_handling_compare_as_their_sum() -> None:
    rows = [
        row
        for row in read_seed("series_cells")
        if row["row_code"].startswith("other_") and row["table_code"] == "requests"
    ]
    assert {(row["series_code"], row["comparison_grain"]) for row in rows} == {("other", "column")}
    assert len(rows) == 8  # four rows, in either vintage


@pytest.mark.parametrize("mart", ["agency_years", "region_years"])
def test_a_yearly_figure_of_one_vintage_or_with_care_says_so(built: Built, mart: str) -> None:
    (model,) = yaml.safe_load((PROJECT_ROOT / "models" / "marts" / f"{mart}.yml").read_text("utf-8"))["models"]
    described = {column["name"].removesuffix("_count"): column["description"] for column in model["columns"]}
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        series = dict(connection.execute("select series_code, form_versions from marts.dim_series").fetchall())
    told = {code: described[code] for code in series if code in described and code not in {"received", "processed"}}
    assert {code for code in told if "2021" in told[code]} == {c for c in told if series[c] == "form_2021"} != set()
    assert all("series_crosswalk" in told[code] for code in ("rules_issued", "normative_documents_issued"))
