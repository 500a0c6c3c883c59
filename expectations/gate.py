"""The gate: runs both suites over a finished build and leaves what they found in its schema ``audit``.

Connections are opened and closed strictly one after another, because DuckDB allows one writer or many readers of a file
and Great Expectations opens connections of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from expectations import integrity, reconciliation
from expectations.audit_schema import write_audit
from expectations.checks import Check, PlannedCheck
from expectations.errors import NotABuild, UnreadableDatabase
from expectations.integrity import integrity_checks
from expectations.reconciliation import RULES_SQL, Rule, reconciliation_checks
from expectations.results import AuditResult, ExpectationResult
from expectations.validation import Outcome, run_suites

# What every build holds, and nothing else does.
_SIGNS_OF_A_BUILD = {"raw.loads", "marts.dim_reports"}


def audit(database: Path, *, docs: Path | None = None) -> AuditResult:
    """Run both suites over a build file, write its schema ``audit``, and say what was found.

    Replaces what an earlier audit left, so that the schema always speaks of the rows beside it. Nobody else may hold
    the file open. Data Docs go to the folder ``docs`` when it is given.

    Raises:
        UnreadableDatabase: there is no such file, it is not a DuckDB file, or it is in use.
        NotABuild: dbt has built nothing in it.
        ForeignFolder: ``docs`` holds files that are not Data Docs.
    """
    run_at = datetime.now(UTC)
    suites = _survey(database)
    outcomes = run_suites(database, suites, docs)
    expectations = tuple(
        _result(suite, planned, outcomes[planned.check.expectation_id])
        for suite, checks in suites.items()
        for planned in checks
    )
    result = AuditResult(f"{run_at:%Y%m%dT%H%M%S.%fZ}", run_at, database, expectations)
    queries = {planned.check.expectation_id: planned.query for checks in suites.values() for planned in checks}
    with _connect(database, read_only=False) as connection:
        write_audit(connection, result, queries)
    return result


def _survey(database: Path) -> dict[str, list[PlannedCheck]]:
    """The checks of both suites, each with the number of rows that it will examine."""
    with _connect(database, read_only=True) as connection:
        suites = {
            integrity.SUITE: integrity_checks(),
            reconciliation.SUITE: reconciliation_checks(_rules(connection)),
        }
        return {suite: [_plan(connection, check) for check in checks] for suite, checks in suites.items()}


def _rules(connection: duckdb.DuckDBPyConnection) -> list[Rule]:
    try:
        return [Rule(*row) for row in connection.execute(RULES_SQL).fetchall()]
    except duckdb.CatalogException:
        return []  # the integrity check of the table's key fails, and says why


def _plan(connection: duckdb.DuckDBPyConnection, check: Check) -> PlannedCheck:
    """Find out beforehand what cannot be run: Great Expectations repeats a suite when one of its queries raises."""
    try:
        connection.execute(f"explain {check.query}")
        row = connection.execute(check.population_sql).fetchone()
    except duckdb.Error as error:
        return PlannedCheck(check, 0, str(error))
    return PlannedCheck(check, int(row[0]) if row else 0)


def _result(suite: str, planned: PlannedCheck, outcome: Outcome) -> ExpectationResult:
    check = planned.check
    undecided = suite == reconciliation.SUITE and planned.evaluated_count == 0 and outcome.success
    return ExpectationResult(
        suite=suite,
        expectation_id=check.expectation_id,
        rule_id=check.rule_id,
        description_zh=check.description_zh,
        description_en=check.description_en,
        severity=check.severity,
        success=None if undecided else outcome.success,
        evaluated_count=planned.evaluated_count,
        unexpected_count=outcome.unexpected_count,
        exception_message=planned.obstacle or outcome.exception_message,
    )


def _connect(database: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    if not database.is_file():
        raise UnreadableDatabase(f"{database}: no such file")
    try:
        connection = duckdb.connect(str(database), read_only=read_only)
    except duckdb.Error as error:
        raise UnreadableDatabase(f"{database}: {error}") from error
    tables = connection.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
    if not {name for (name,) in tables} >= _SIGNS_OF_A_BUILD:
        connection.close()
        raise NotABuild(f"{database}: dbt has built nothing here; run `gouji build`")
    return connection
