"""The statistical table up to 2018: parts add up to their total, and the cumulative column grows by the year's."""

from __future__ import annotations

from collections.abc import Iterator

from forge.drawing.base import Draw, Line, attempt
from forge.form import CellCode, FormRow, FormTable

# Exclusive upper bound of documents disclosed through one channel in a year; requests and replies are far fewer.
DOCUMENTS = 400
# About how many years' figures the cumulative column holds when a chain of reports begins.
YEARS_BEFORE = 8


def draw_legacy(table: FormTable, alternative: str, draw: Draw) -> dict[CellCode, str]:
    """The indicators of the year and cumulated; totals stand above the rows that add up to them."""
    rows = table.rows_printed(alternative)
    blocks = list(_blocks(rows))

    def figures() -> list[Line]:
        return [line for block in blocks for line in _draw_block(table, block, draw)]

    printed = attempt(figures, draw.settles)
    return {
        CellCode(table.code, row.code, column.code): str(figure)
        for row, line in zip(rows, printed, strict=True)
        for column, figure in zip(table.columns, line, strict=True)
    }


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
    year = draw.figure(limit)
    before = draw.prior.number(table.code, row.code, "cumulative")
    return [year, year + (before if before is not None else draw.rng.randrange(1, limit * YEARS_BEFORE))]
