"""Writes the schema ``audit``: one row per expectation, one per offender, and the loads the build was made from."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from expectations.results import AuditResult, ExpectationResult

_TABLES = """
create schema if not exists audit;
create or replace table audit.expectation_results (
    run_id varchar not null,
    suite varchar not null,
    expectation_id varchar not null,
    rule_id varchar,
    description varchar not null,
    severity varchar not null,
    success boolean,
    evaluated_count bigint not null,
    unexpected_count bigint not null,
    exception_message varchar,
    run_at timestamp not null
);
create or replace table audit.unexpected_rows (
    run_id varchar not null,
    expectation_id varchar not null,
    report_id varchar,
    scope_code varchar,
    detail varchar
);
create or replace table audit.loads as select * from raw.loads;
"""

_COMMENTS = {
    "table audit.expectation_results": "One row per expectation of the audit that let this build be published.",
    "column audit.expectation_results.run_id": "The run of the audit.",
    "column audit.expectation_results.suite": "integrity (faults of the pipeline) or reconciliation (of publishers).",
    "column audit.expectation_results.expectation_id": "Names the expectation; stable across runs.",
    "column audit.expectation_results.rule_id": "The rule in dim_rules; null in the suite integrity.",
    "column audit.expectation_results.description": "What is expected, in Chinese and English.",
    "column audit.expectation_results.severity": "critical, error, warning or notice.",
    "column audit.expectation_results.success": "Null when a rule could decide no verdict: it neither held nor failed.",
    "column audit.expectation_results.evaluated_count": "Rows examined; for a rule, verdicts that were decided.",
    "column audit.expectation_results.unexpected_count": "Rows that did not meet the expectation.",
    "column audit.expectation_results.exception_message": "Why the expectation could not be evaluated, if so.",
    "column audit.expectation_results.run_at": "When the audit began (UTC).",
    "table audit.unexpected_rows": "One row per row that did not meet an expectation.",
    "column audit.unexpected_rows.run_id": "The run of the audit.",
    "column audit.unexpected_rows.expectation_id": "The expectation in audit.expectation_results.",
    "column audit.unexpected_rows.report_id": "The report concerned, where it is about one.",
    "column audit.unexpected_rows.scope_code": "The scope of a verdict, or table, row and column of a cell.",
    "column audit.unexpected_rows.detail": "The values compared.",
    "table audit.loads": "One row per run of ingest that this build was made from.",
}


def write_audit(connection: duckdb.DuckDBPyConnection, result: AuditResult, queries: Mapping[str, str]) -> None:
    """Replace the schema's tables by what this audit found, all in one transaction.

    Offenders are read with the check's own query (``queries`` by expectation_id), because Great Expectations hands over
    the first 200 rows only.
    """
    connection.begin()
    connection.execute(_TABLES)
    for outcome in result.expectations:
        row = _row(result, outcome)
        connection.execute(f"insert into audit.expectation_results values ({', '.join('?' * len(row))})", row)
        if outcome.unexpected_count:
            _write_offenders(connection, result.run_id, outcome.expectation_id, queries[outcome.expectation_id])
    for target, comment in _COMMENTS.items():
        connection.execute(f"comment on {target} is '{comment}'")
    connection.commit()


def _write_offenders(connection: duckdb.DuckDBPyConnection, run_id: str, expectation_id: str, query: str) -> None:
    connection.execute(
        "insert into audit.unexpected_rows "
        f"select ?, ?, report_id, scope_code, detail from ({query}) as offenders "
        "order by report_id, scope_code, detail",
        [run_id, expectation_id],
    )


def _row(result: AuditResult, outcome: ExpectationResult) -> list[object]:
    return [
        result.run_id,
        outcome.suite,
        outcome.expectation_id,
        outcome.rule_id,
        outcome.description,
        outcome.severity,
        outcome.success,
        outcome.evaluated_count,
        outcome.unexpected_count,
        outcome.exception_message,
        result.run_at.replace(tzinfo=None),
    ]
