"""Tables whose merged cells were taken apart, their text left in every place that they had covered.

Programs that turn documents into grids do so: 申请人情况 stands seven times side by side, 自然人 twice, one below the
other, and a figure as often as its header. Only labels prove it; figures are taken together under a header that was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Cell, Row, Table
from ingest.layouts import LAYOUTS_KEPT, Layout
from ingest.looks import is_value, tables_named
from ingest.normalise import squeeze

# Narrower tables have nothing to merge.
NARROWEST = 3


class _Run(NamedTuple):
    """Cells of one row that were one: columns half-open, and whether it is a label."""

    start: int
    end: int
    is_label: bool


def merged_again(table: Table) -> Table:
    """The table with its cells merged as they were; as it is where nothing proves that they were."""
    if not _is_plain(table.layout):
        return table
    lines = [row.cells for row in table.rows]
    if not any(run.is_label and run.end - run.start > 1 for line in lines for run in _label_runs(line)):
        return table
    heads: dict[int, _Run] = {}
    above: dict[_Run, Cell] = {}
    rows: list[Row] = []
    for row in table.rows:
        cells: dict[_Run, Cell] = {}
        for run in _runs(row.cells, heads):
            first = row.cells[run.start]
            upper = above.get(run)
            goes_on = run.is_label and upper is not None and squeeze(upper.text) == squeeze(first.text)
            cells[run] = upper if goes_on and upper is not None else first._replace(end_column=run.end)
        heads.update((column, run) for run in cells if run.is_label for column in range(run.start, run.end))
        rows.append(Row(row.number, tuple(cells.values())))
        above = cells
    return Table(tuple(rows), has_spans=True)


@lru_cache(maxsize=LAYOUTS_KEPT)
def _is_plain(layout: Layout) -> bool:
    """Rows of one width, and every cell in one place of its own."""
    widths = {len(cells) for _, cells in layout.rows}
    if any(end - first != 1 for first, end, _ in layout.places):
        return False
    return len(widths) == 1 and min(widths) >= NARROWEST and len(layout.places) == len(layout.rows) * min(widths)


def _label_runs(cells: Sequence[Cell]) -> Iterator[_Run]:
    """Cells side by side with the same text, which labels a statutory table; every other cell alone."""
    start = 0
    for end in range(1, len(cells) + 1):
        text = squeeze(cells[start].text)
        is_label = bool(text) and not is_value(text) and bool(tables_named(cells[start].text))
        if end == len(cells) or not is_label or squeeze(cells[end].text) != text:
            yield _Run(start, end, is_label)
            start = end


def _runs(cells: Sequence[Cell], heads: dict[int, _Run]) -> Iterator[_Run]:
    """``_label_runs``, and figures taken together that stand alike under all of one header."""
    taken = 0
    for run in _label_runs(cells):
        if run.start < taken:
            continue
        head = heads.get(run.start)
        end = run.end
        if head is not None and not run.is_label and head.start == run.start:
            is_lowest = all(heads.get(column) == head for column in range(head.start, head.end))
            texts = {squeeze(cell.text) for cell in cells[head.start : head.end]}
            end = head.end if is_lowest and len(texts) == 1 else end
        taken = end
        yield run._replace(end=end)
