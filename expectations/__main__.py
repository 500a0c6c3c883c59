"""``python -m expectations DATABASE [--docs DIR] [--json]``: audit a build file in a process of its own.

Exit codes: 0 the build may be published; 2 bad usage, or the database or the folder cannot be used; 3 an integrity
check failed. What agencies printed wrong never changes the exit code.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from expectations.errors import AuditError
from expectations.gate import audit
from expectations.results import AuditResult

OK = 0
UNUSABLE = 2
INTEGRITY_FAILED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the audit, print its result to stdout, and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        result = audit(options.database, docs=options.docs)
    except AuditError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    print(result.to_json() if options.json else summary(result))
    return OK if result.integrity_passed else INTEGRITY_FAILED


def summary(result: AuditResult) -> str:
    """The verdict first, then every pipeline fault, then the publishers' failing verdicts by severity."""
    verdict = "passed" if result.integrity_passed else "failed"
    faults = [
        f"  {fault.expectation_id}: {fault.exception_message or fault.unexpected_count} ({fault.description})"
        for fault in result.integrity_failures
    ]
    findings = [f"  {severity}: {count}" for severity, count in sorted(result.severity_counts.items())]
    return "\n".join([f"integrity {verdict}", *faults, "failing verdicts", *(findings or ["  none"])])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m expectations", description="Audit a build file before publishing.")
    parser.add_argument("database", type=Path, help="DuckDB file that dbt has built")
    parser.add_argument("--docs", type=Path, metavar="DIR", help="folder to write Data Docs to")
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
