"""The gate: ``python -m expectations`` over the build file, in a process of its own.

A process of its own because Great Expectations takes seconds to import and fails where a DuckDB connection is open
beside it; and because what it prints, warns and caches then stays out of ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from expectations.results import AuditResult, ExpectationResult
from gouji.database import open_database, read_marts
from gouji.errors import AuditFailed, AuditRefused, AuditUnusable
from gouji.transform import PROJECT_ROOT
from gouji.warehouse import Warehouse

# The exit codes of `python -m expectations`.
PASSED, REFUSED, INTEGRITY_FAILED = 0, 2, 3
# Enough to see the pattern; audit.unexpected_rows has them all.
OFFENDERS_SHOWN = 3


def audit_warehouse(warehouse: Warehouse, docs: Path | None) -> AuditResult:
    """Audit what dbt built, or a copy of what is published if nothing is being built; the live file is never written.

    Raises:
        WarehouseMissing, WarehouseNotBuilt: there is nothing to audit.
    """
    with warehouse.exclusively():
        with read_marts(warehouse.build_file):
            pass
        return run_gate(warehouse.build_file, docs)


def run_gate(build_file: Path, docs: Path | None = None) -> AuditResult:
    """Run every expectation; the verdict is in the result, not in an exception.

    Raises:
        AuditRefused: the file or the folder for Data Docs cannot be used.
        AuditUnusable: the audit ended without a result.
    """
    command = [sys.executable, "-m", "expectations", str(build_file), "--json"]
    if docs:
        command += ["--docs", str(docs.absolute())]
    ended = subprocess.run(
        command, cwd=PROJECT_ROOT, env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8",
        errors="replace", check=False,
    )  # fmt: skip
    if ended.returncode == REFUSED:
        raise AuditRefused(build_file, ended.stderr.strip())
    if ended.returncode not in (PASSED, INTEGRITY_FAILED):
        raise AuditUnusable(build_file, ended.stderr.strip())
    try:
        return AuditResult.from_json(ended.stdout)
    except (ValueError, KeyError, TypeError) as error:
        raise AuditUnusable(build_file, f"{error}\n{ended.stdout}\n{ended.stderr}".strip()) from error


def require_integrity(result: AuditResult) -> None:
    """Let a result through only if the pipeline itself is sound; publishers' faults never stop it.

    Raises:
        AuditFailed: an integrity expectation does not hold.
    """
    if not result.integrity_passed:
        failures = [line for failure in result.integrity_failures for line in _described(failure, result.database)]
        raise AuditFailed(failures, result.database)


def _described(failure: ExpectationResult, build_file: Path) -> Iterator[str]:
    """The expectation that failed, then the first rows that fail it as the gate left them in the build file."""
    count = failure.exception_message or failure.unexpected_count
    yield f"{failure.expectation_id}: {count} - {failure.description}"
    with open_database(build_file, read_only=True) as connection:
        rows = connection.execute(
            "select concat_ws(' ', report_id, scope_code, detail) from audit.unexpected_rows "
            "where expectation_id = ? order by all limit ?",
            [failure.expectation_id, OFFENDERS_SHOWN],
        ).fetchall()
    yield from (f"  {offender}" for (offender,) in rows)
