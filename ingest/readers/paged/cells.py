"""Characters into the cells of ruled tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.documents import OBJECT_MARK, Cell, Row, Table
from ingest.looks import is_value
from ingest.readers.paged.chars import Char
from ingest.readers.paged.foreign import foreign
from ingest.readers.paged.lattice import Box, Lattice
from ingest.readers.paged.words import SAME_LINE, lines_of, text_of
from ingest.readers.paged.wrapped import wrapped_figures
from ingest.readers.placed.words import PageLine

# A figure printed over a line between two cells keeps its spacing (a share of the type size); two figures do not.
UNBROKEN = 0.15
IN_FIGURE = frozenset("0123456789０１２３４５６７８９.,．，-－%")


Placed = tuple[Char, tuple[int, int]]
"""A character with its column and row."""
_left = itemgetter(0)


@dataclass(frozen=True)
class Ruled:
    """One ruled table with its text; ``pages`` holds the page of each row and its number there."""

    lattice: Lattice
    texts: tuple[str, ...]
    pages: tuple[tuple[int, int], ...]

    def is_beside(self, line: PageLine) -> bool:
        """Whether a line stands beside the table, on the page where it ends."""
        return line.page == self.pages[-1][0] and line.y < self.lattice.foot.y

    def is_closed_below(self, box: Box) -> bool:
        """Whether a line rules a cell of the last row off."""
        middle = (self.lattice.xs[box.first_column] + self.lattice.xs[box.end_column]) / 2
        return any(start <= middle <= end for start, end in self.lattice.foot.ruled)


def fill(lattice: Lattice, page: int, chars: Sequence[Placed], drawn: Sequence[Placed] = ()) -> Ruled:
    """Each character, given with its column and row, into the cell there; two cells that share one figure are one.

    ``drawn`` are marks of what is drawn in one cell, which would else seem blank.
    """
    places = {(c, r): n for n, b in enumerate(lattice.boxes) for r in _rows(b) for c in _columns(b)}
    where = [(char, places[place]) for char, place in chars]
    printed = {cell for _, cell in where}
    where += [(mark, places[place]) for mark, place in drawn if places[place] not in printed]
    merged = _printed_across(where, lattice)
    held: defaultdict[int, list[Char]] = defaultdict(list)
    for char, cell in where:
        held[merged.get(cell, cell)].append(char)
    ends = {n: box.end_column for n, box in enumerate(lattice.boxes)}
    for part, whole in merged.items():
        ends[whole] = max(ends[whole], lattice.boxes[part].end_column)
    own = [(n, box) for n, box in enumerate(lattice.boxes) if merged.get(n, n) == n]
    boxes = [box if box.end_column == ends[n] else box._replace(end_column=ends[n]) for n, box in own]
    lines = [lines_of(held[n]) if n in held else [] for n, _ in own]
    wrapped = wrapped_figures(lattice.xs, boxes, lines)
    texts = [text_of(each, "" if n in wrapped else "\n") for n, each in enumerate(lines)]
    for n in foreign(lines):
        # A label keeps its words: what they name is told by them, and by nothing if they are not all its own.
        texts[n] += OBJECT_MARK if is_value(texts[n]) else ""
    rows = len(lattice.ys) - 1
    return Ruled(lattice._replace(boxes=tuple(boxes)), tuple(texts), tuple((page, n + 1) for n in range(rows)))


def _rows(box: Box) -> range:
    return range(box.first_row, box.end_row)


def _columns(box: Box) -> range:
    return range(box.first_column, box.end_column)


def _printed_across(where: list[tuple[Char, int]], lattice: Lattice) -> dict[int, int]:
    """Cells whose figure runs on from the cell to the left, each with the cell it runs on from."""
    digits = sorted([(char.left, char, cell) for char, cell in where if char.text in IN_FIGURE], key=_left)
    last = {cell: char for _, char, cell in digits}
    by_edge = {lattice.boxes[cell][1:3]: cell for cell in last}
    merged: dict[int, int] = {}
    for _, char, cell in digits:
        box = lattice.boxes[cell]
        other = by_edge.get((box.first_column, box.first_row))
        if other is not None and _runs_on(last[other], char):
            merged[cell] = merged.get(other, other)
    return merged


def _runs_on(before: Char, char: Char) -> bool:
    size = min(before.size, char.size)
    return abs(before.y - char.y) < SAME_LINE * size and before.left < char.left < before.right + UNBROKEN * size


def as_table(ruled: Ruled) -> Table:
    """The table with every cell repeated in each row it covers."""
    cells: list[list[Cell]] = [[] for _ in ruled.pages]
    counts = [0] * len(ruled.pages)
    order = sorted(
        zip(ruled.lattice.boxes, ruled.texts, strict=True), key=lambda p: (p[0].first_row, p[0].first_column)
    )
    for box, text in order:
        counts[box.first_row] += 1
        page, row = ruled.pages[box.first_row]
        locator = f"page {page} row {row} cell {counts[box.first_row]}"
        cell = Cell(text, box.first_column, box.end_column, box.first_row, locator)
        for covered in _rows(box):
            cells[covered].append(cell)
    rows = (Row(n, tuple(sorted(row, key=lambda c: c.first_column))) for n, row in enumerate(cells))
    return Table(tuple(rows), has_spans=True)
