"""The statistical table up to 2018: parts add up to their total, and the cumulative column grows by the year's."""

from __future__ import annotations

from collections.abc import Iterator

from forge.drawing.base import Draw, Line, attempt, steady
from forge.form import NATIONAL, CellCode, FormRow, FormTable

# Exclusive upper bound of documents disclosed through one channel in a year; requests and replies are far fewer.
DOCUMENTS = 400
# About how many years' figures the cumulative column holds when a chain of reports begins.
YEARS_BEFORE = 8
# Parts of the long national table that add up to the row they stand below.
SUMMED_GROUPS = frozenset(
    ("request_channel", "completion", "reply", "denial_reason", "reconsideration_result", "litigation_result", "staff")
)


def draw_legacy(table: FormTable, alternative: str, draw: Draw) -> dict[CellCode, str]:
    """The indicators of the year and, in the short tables, cumulated; totals stand above their parts."""
    rows = tuple(row for row in table.rows_printed(alternative) if row.code)

    def figures() -> list[Line]:
        if alternative == NATIONAL:
            return _draw_nested(rows, draw)
        return [line for block in _blocks(rows) for line in _draw_block(table, block, draw)]

    printed = attempt(figures, draw.settles)
    return {
        CellCode(table.code, row.code, column.code): str(figure)
        for row, line in zip(rows, printed, strict=True)
        for column, figure in zip(table.columns, line, strict=True)
    }


def _draw_nested(rows: tuple[FormRow, ...], draw: Draw) -> list[Line]:
    """One figure a row, from the last row up: the parts right below a row add up to it, or are some of it."""
    drawn: dict[int, int] = {}
    for index in reversed(range(len(rows))):
        parts = list(_parts(rows, index))
        limit = DOCUMENTS if rows[index].code.startswith("proactive") else draw.volume.natural_person
        is_sum = any(rows[part].group in SUMMED_GROUPS for part in parts)
        drawn[index] = sum(drawn[part] for part in parts) + (0 if is_sum else draw.figure(limit))
    return [[drawn[index]] for index in range(len(rows))]


def _parts(rows: tuple[FormRow, ...], index: int) -> Iterator[int]:
    """The rows one level below a row."""
    for part in range(index + 1, len(rows)):
        if rows[part].level <= rows[index].level:
            return
        if rows[part].level == rows[index].level + 1:
            yield part


def _blocks(rows: tuple[FormRow, ...]) -> Iterator[list[FormRow]]:
    """Runs of rows: an ungrouped row and the grouped rows below it."""
    block: list[FormRow] = []
    for row in rows:
        if block and not row.group:
            yield block
            block = []
        block.append(row)
    yield block


def _draw_block(table: FormTable, block: list[FormRow], draw: Draw) -> list[Line]:
    head, *parts = block
    if not parts:
        return [_draw_indicator(table, head, draw)]
    lines = [_draw_indicator(table, part, draw) for part in parts]
    return [[sum(column) for column in zip(*lines, strict=True)], *lines]


def _draw_indicator(table: FormTable, row: FormRow, draw: Draw) -> Line:
    limit = DOCUMENTS if row.group.startswith("proactive") else draw.volume.natural_person
    year = steady(draw.figure(limit), draw.prior.number(table.code, row.code, "year"))
    before = draw.prior.number(table.code, row.code, "cumulative")
    return [year, year + (before if before is not None else draw.rng.randrange(1, limit * YEARS_BEFORE))]
