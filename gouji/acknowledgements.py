"""``expectations/known_discrepancies.csv``: failing verdicts that somebody found to be what the agency printed.

The models read the file where it lies. Here its rows are checked before a build, so that a slip of the pen is told with
its line, not by whichever model meets it first, and new rows are written with the figures as the warehouse has them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from duckdb import DuckDBPyConnection

from gouji.errors import AcknowledgementInvalid, NothingToAcknowledge
from gouji.transform import PROJECT_ROOT

KNOWN_DISCREPANCIES = PROJECT_ROOT / "expectations" / "known_discrepancies.csv"
RULES = PROJECT_ROOT / "expectations" / "rules" / "reconciliation_rules.csv"


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One row of the file; ``expires_on`` is its last day, empty where it has none."""

    report_id: str
    rule_id: str
    scope_code: str
    printed_values: str
    reason: str
    evidence: str
    acknowledged_by: str
    expires_on: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """The verdict it is about."""
        return self.report_id, self.rule_id, self.scope_code


COLUMNS = tuple(field.name for field in fields(Acknowledgement))
NEEDED = COLUMNS[:-1]


def read_acknowledgements(path: Path = KNOWN_DISCREPANCIES, rules: Path = RULES) -> tuple[Acknowledgement, ...]:
    """Every row of the file.

    Raises:
        AcknowledgementInvalid: a column or a value is missing, a rule does not exist, a date is none,
            or a row is there twice.
    """
    known_rules = {row["rule_id"] for row in _rows(rules)}
    lines = path.read_text(encoding="utf-8-sig")
    reader = csv.DictReader(io.StringIO(lines, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise AcknowledgementInvalid(
            path, 1, f"表头应为 {','.join(COLUMNS)}", f"the header must be {','.join(COLUMNS)}"
        )
    entries: dict[tuple[str, str, str, str], Acknowledgement] = {}
    for row in reader:
        entry = _checked(row, known_rules, path, reader.line_num)
        if (*entry.place, entry.printed_values) in entries:
            raise AcknowledgementInvalid(path, reader.line_num, "与前面的一行重复", "repeats a row above it")
        entries[(*entry.place, entry.printed_values)] = entry
    return tuple(entries.values())


def _checked(row: dict[str, str | None], rules: set[str], path: Path, line: int) -> Acknowledgement:
    """A row as an entry, or what is wrong with it."""
    if None in row:
        raise AcknowledgementInvalid(path, line, "列数多于表头，含逗号的内容应加引号", "has more values than columns")
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in NEEDED:
        if not values[name]:
            raise AcknowledgementInvalid(path, line, f"缺少 {name}", f"has no {name}")
    if values["rule_id"] not in rules:
        rule = values["rule_id"]
        raise AcknowledgementInvalid(path, line, f"没有规则 {rule}", f"names rule {rule}, which does not exist")
    if values["expires_on"] and not _is_date(values["expires_on"]):
        written = values["expires_on"]
        raise AcknowledgementInvalid(
            path, line, f"日期 {written} 应写作 2026-12-31", f"has {written} for a date; write it as 2026-12-31"
        )
    return Acknowledgement(**values)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def failing_verdicts(connection: DuckDBPyConnection, report_id: str, rule_id: str) -> dict[str, str]:
    """What a rule fails for in a report, and the two values as the models write them."""
    rows: Sequence[tuple[str, Decimal, Decimal]] = connection.execute(
        """
        select scope_code, left_value, right_value from marts.fct_rule_results
        where report_id = ? and rule_id = ? and verdict = 'fail' order by scope_code
        """,
        [report_id, rule_id],
    ).fetchall()
    return {scope: f"{_plain(left)} vs {_plain(right)}" for scope, left, right in rows}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def acknowledge(
    connection: DuckDBPyConnection, entry: Acknowledgement, path: Path = KNOWN_DISCREPANCIES, rules: Path = RULES
) -> Acknowledgement:
    """Write a row with the figures as they are printed now; an older row about the same verdict gives way to it.

    Raises:
        NothingToAcknowledge: the rule does not fail there.
        AcknowledgementInvalid: the entry, or what is in the file already, is not well formed.
    """
    failing = failing_verdicts(connection, entry.report_id, entry.rule_id)
    if entry.scope_code not in failing:
        raise NothingToAcknowledge(entry.report_id, entry.rule_id, entry.scope_code, tuple(failing))
    filled = replace(entry, printed_values=failing[entry.scope_code])
    others = [known for known in read_acknowledgements(path, rules) if known.place != entry.place]
    _checked(dict(zip(COLUMNS, astuple(filled), strict=True)), {row["rule_id"] for row in _rows(rules)}, path, 0)
    _write(path, [*others, filled])
    return filled


def _write(path: Path, entries: Sequence[Acknowledgement]) -> None:
    """In one step: a build that reads the file meanwhile sees the old rows or the new ones."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(entry) for entry in entries)
    incoming = path.with_name(f".{path.name}.incoming")
    incoming.write_text(text.getvalue(), encoding="utf-8")
    incoming.replace(path)
