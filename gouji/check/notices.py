"""Findings that say the same of many cells of one row or column, told once.

Only cells that were left blank are put together, and only where nothing fails: a broken equation always has a notice of
its own. JSON and SARIF keep one a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gouji.check.model import Finding
from ingest.records import record

BLANK = "left_blank"
"""The cause of ``seeds/explanation_causes.csv`` that a blank cell's finding has."""
SHARED = "notice"
TOGETHER = 2
"""From how many cells on the line itself is the better heading."""

Line = tuple[str | None, str | None, str | None, str | None]
"""Rule, table, row and column; None for the row of a whole column and the column of a whole row."""


@record
class Notice:
    """One finding, or those of blank cells on one line of a table; ``line`` is None for a finding by itself."""

    findings: tuple[Finding, ...]
    line: Line | None = None

    @property
    def first(self) -> Finding:
        """The finding that decides its place and stands for the others."""
        return self.findings[0]

    @property
    def numbers(self) -> str:
        """``[3]``, ``[3]–[7]``, or ``[3][5]`` where others stand between."""
        numbers = [finding.shown.number for finding in self.findings]
        if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
            return f"[{numbers[0]}]–[{numbers[-1]}]"
        return "".join(f"[{number}]" for number in numbers)


def notices(findings: Iterable[Finding]) -> tuple[Notice, ...]:
    """Every finding in exactly one notice, in the order of the first of each."""
    findings = tuple(findings)
    blanks = [finding for finding in findings if _is_shared(finding)]
    together = tuple(_together(blanks))
    grouped = {finding.finding_id for notice in together for finding in notice.findings}
    alone = (Notice((finding,)) for finding in findings if finding.finding_id not in grouped)
    return tuple(sorted((*alone, *together), key=lambda notice: notice.first.shown.number))


def _is_shared(finding: Finding) -> bool:
    shown = finding.shown
    is_of_a_cell = None not in (shown.table_code, shown.row_code, shown.column_code)
    is_open = finding.equation is None and not shown.is_acknowledged
    return finding.cause_code == BLANK and shown.severity == SHARED and is_of_a_cell and is_open


def _together(blanks: list[Finding]) -> Iterator[Notice]:
    """The line that holds most of them first, so that a blank column is not told row by row."""
    while blanks:
        line, count = Counter(line for finding in blanks for line in _lines(finding)).most_common(1)[0]
        if count < TOGETHER:
            return
        yield Notice(tuple(finding for finding in blanks if line in _lines(finding)), line)
        blanks = [finding for finding in blanks if line not in _lines(finding)]


def _lines(finding: Finding) -> tuple[Line, Line]:
    shown = finding.shown
    return (
        (shown.rule_id, shown.table_code, None, shown.column_code),
        (shown.rule_id, shown.table_code, shown.row_code, None),
    )
