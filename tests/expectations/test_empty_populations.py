"""A query that looks at nothing finds nothing: silence is accepted only where there was nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expectations.checks import ALWAYS, NEVER, Check, count_of
from expectations.tables import KEYED_TABLES, Table

FailingChecks = Callable[..., dict[str, list[tuple[Any, ...]]]]

RAW_TABLES = ("loads", "sources", "documents", "rejects", "reports", "cells")
CODE_TABLES = (
    "dim_applicant_types", "dim_outcomes", "dim_enforcement_actions", "dim_rules", "dim_regions", "dim_series",
    "series_crosswalk", "dim_rule_terms", "dim_metrics",
)  # fmt: skip
EMPTY_RAW = [f"delete from raw.{table}" for table in RAW_TABLES]
EMPTY_MARTS = [f"delete from {table.name}" for table in KEYED_TABLES if table.code not in CODE_TABLES]


def test_with_nothing_ingested_empty_tables_are_right(failing_checks: FailingChecks) -> None:
    assert failing_checks(*EMPTY_RAW, *EMPTY_MARTS) == {}


@pytest.mark.parametrize("code_table", CODE_TABLES)
def test_with_nothing_ingested_codes_and_rules_are_still_demanded(
    failing_checks: FailingChecks, code_table: str
) -> None:
    failing = failing_checks(*EMPTY_RAW, *EMPTY_MARTS, f"delete from marts.{code_table}")
    assert failing[f"key.{code_table}"] == [(None, None, "reached no rows")]


@pytest.mark.parametrize("table", KEYED_TABLES, ids=lambda table: table.code)
def test_an_emptied_table_never_passes_in_silence(failing_checks: FailingChecks, table: Table) -> None:
    assert f"key.{table.code}" in failing_checks(f"delete from {table.name}")


def test_marts_without_rows_over_filled_raw_fail_throughout(failing_checks: FailingChecks) -> None:
    failing = failing_checks(*EMPTY_MARTS[3:])
    assert {"reports.carried", "cells.lost", "cells.every_report", "key.fct_printed_cells"} <= set(failing)


def test_reports_in_prose_alone_leave_raw_cells_rightly_empty(failing_checks: FailingChecks) -> None:
    others = "report_id <> 'rprose'"
    tables = [table.name for table in KEYED_TABLES if table.has_report_id]
    failing = failing_checks(
        *(f"delete from {table} where {others}" for table in tables),
        "delete from raw.documents where document_id <> 'dprose'",
        "delete from raw.sources where document_id not in ('dprose', 'dscan')",
    )
    assert failing == {}


@pytest.mark.parametrize(
    ("population", "premise", "offenders"),
    [
        ("select 0", NEVER, []),
        ("select 0", ALWAYS, [(None, None, "reached no rows")]),
        ("select 5", ALWAYS, []),
        (count_of("raw.cells"), ALWAYS, []),
    ],
)
def test_a_population_is_demanded_where_its_premise_holds(
    pristine: Path, population: str, premise: str, offenders: list[tuple[Any, ...]]
) -> None:
    import duckdb

    nothing = "select null, null, null where false"
    check = Check("any", "任意", "Any", nothing, population, premise)
    with duckdb.connect(str(pristine), read_only=True) as connection:
        assert connection.execute(check.query).fetchall() == offenders
