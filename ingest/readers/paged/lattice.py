"""Rulings to tables: lines that meet are one table, and what no line parts is one cell.

A side that is not drawn (tables are often open to the left and right, and at a page break above and below) is where
the drawn lines end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from ingest.readers.paged.rulings import Ruling

# Points. Lines nearer to each other than this are one line drawn in pieces, or its two edges.
SNAP = 2.5
# How far a line may stop short of the one it meets.
REACH = 3.0
# Of columns: fewer have no line between them.
FEWEST_EDGES = 3
# The share of a cell's side that must be ruled to part it from its neighbour.
RULED_SHARE = 0.6


_place, _start = attrgetter("place"), attrgetter("start")


class Box(NamedTuple):
    """A cell on the grid: columns and rows half-open."""

    first_column: int
    end_column: int
    first_row: int
    end_row: int


class Foot(NamedTuple):
    """Where a table ends down its page, and from where to where a line rules it off there."""

    y: float
    ruled: tuple[tuple[float, float], ...]


class Lattice(NamedTuple):
    """One ruled table: where its columns and rows are parted, its cells from the top left, and its foot."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]
    foot: Foot

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where down the page it holds what stands there."""
        return self.ys[0] - SNAP, self.ys[-1] + SNAP

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Column and row of a place; None outside the table."""
        xs, ys = self.xs, self.ys
        if not (xs[0] - SNAP <= x <= xs[-1] + SNAP and ys[0] - SNAP <= y <= ys[-1] + SNAP):
            return None
        # What stands on the outermost lines or just outside them is in the outermost cells.
        column = bisect_right(xs, x, 1, len(xs) - 1) - 1
        return column, bisect_right(ys, y, 1, len(ys) - 1) - 1


def lattices_of(rulings: Sequence[Ruling]) -> list[Lattice]:
    """The tables that the lines of one page rule, from top to bottom."""
    lines = _joined(rulings)
    tables = [lattice for group in _groups(lines) if (lattice := _lattice(group)) is not None]
    return sorted(_outermost(tables), key=lambda table: (table.ys[0], table.xs[0]))


def _joined(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Lines drawn in pieces as one line each."""
    joined: list[Ruling] = []
    for direction in (True, False):
        pieces = sorted([ruling for ruling in rulings if ruling.is_horizontal == direction], key=_place)
        band: list[Ruling] = []
        for piece in pieces:
            if band and piece.place - band[0].place > SNAP:
                joined.extend(_end_to_end(band))
                band = []
            band.append(piece)
        joined.extend(_end_to_end(band))
    return joined


def _end_to_end(band: list[Ruling]) -> list[Ruling]:
    """Lines of a band; each stands where its own pieces do, for another table's may stand beside them."""
    lines: list[list[Ruling]] = []
    end = 0.0
    for piece in sorted(band, key=_start):
        if lines and piece.start <= end + REACH:
            lines[-1].append(piece)
            end = max(end, piece.end)
        else:
            lines.append([piece])
            end = piece.end
    return [_whole(pieces) for pieces in lines]


def _whole(pieces: list[Ruling]) -> Ruling:
    place = sum([piece.place for piece in pieces]) / len(pieces)
    return Ruling(pieces[0].is_horizontal, place, pieces[0].start, max([piece.end for piece in pieces]))


def _meet(first: Ruling, second: Ruling) -> bool:
    return (
        first.is_horizontal != second.is_horizontal
        and first.start - REACH <= second.place <= first.end + REACH
        and second.start - REACH <= first.place <= second.end + REACH
    )


def _groups(lines: list[Ruling]) -> list[list[Ruling]]:
    """Lines connected by meeting each other."""
    group_of = list(range(len(lines)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    verticals = [n for n, line in enumerate(lines) if not line.is_horizontal]
    for n, line in enumerate(lines):
        if line.is_horizontal:
            for other in verticals:
                if _meet(line, lines[other]):
                    group_of[root(n)] = root(other)
    groups: dict[int, list[Ruling]] = {}
    for n, line in enumerate(lines):
        groups.setdefault(root(n), []).append(line)
    return list(groups.values())


def _lattice(lines: list[Ruling]) -> Lattice | None:
    across = [line for line in lines if line.is_horizontal]
    down = [line for line in lines if not line.is_horizontal]
    if not across or not down:
        return None
    xs = _places([line.place for line in down], [end for line in across for end in (line.start, line.end)])
    ys = _places([line.place for line in across], [end for line in down for end in (line.start, line.end)])
    # Lines that part rows only, within a frame or without, leave columns to be told by where words stand.
    if len(xs) < FEWEST_EDGES or len(ys) < 2 or len(xs) * len(ys) < 6:
        return None
    foot = Foot(ys[-1], tuple((line.start, line.end) for line in _at(across, ys[-1])))
    return Lattice(tuple(xs), tuple(ys), tuple(_boxes(xs, ys, across, down)), foot)


def _places(ruled: list[float], ends: list[float]) -> list[float]:
    """Where lines stand, and the outermost ends of those that meet them where no line stands."""
    places: list[float] = []
    for place in sorted(ruled):
        if not places or place - places[-1] > SNAP:
            places.append(place)
    low, high = min(ends), max(ends)
    before = [low] if low < places[0] - REACH else []
    behind = [high] if high > places[-1] + REACH else []
    return [*before, *places, *behind]


def _boxes(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[Box]:
    """Cells: neighbours that no line parts, as far as they make a rectangle."""
    down_at, across_at = [_at(down, x) for x in xs], [_at(across, y) for y in ys]
    beside = [[_parts(down_at[c + 1], ys[r], ys[r + 1]) for c in range(len(xs) - 2)] for r in range(len(ys) - 1)]
    below = [[_parts(across_at[r + 1], xs[c], xs[c + 1]) for c in range(len(xs) - 1)] for r in range(len(ys) - 2)]
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            end = column + 1
            while end < len(xs) - 1 and not beside[row][end - 1] and (row, end) not in taken:
                end += 1
            last = row + 1
            while last < len(ys) - 1 and _open(row, last, column, end, beside, below):
                last += 1
            boxes.append(Box(column, end, row, last))
            taken.update((r, c) for r in range(row, last) for c in range(column, end))
    return boxes


def _open(row: int, last: int, column: int, end: int, beside: list[list[bool]], below: list[list[bool]]) -> bool:
    """Whether a cell goes on into the next row: no line above it there, and none between its own columns."""
    return not any(below[last - 1][column:end]) and not any(beside[last][column : end - 1])


def _at(lines: list[Ruling], place: float) -> list[Ruling]:
    return [line for line in lines if abs(line.place - place) <= SNAP]


def _parts(lines: list[Ruling], start: float, end: float) -> bool:
    covered = 0.0
    for _, _, first, last in lines:
        reach = (last if last < end else end) - (first if first > start else start)
        if reach > 0.0:
            covered += reach
    return covered >= RULED_SHARE * (end - start)


def _outermost(tables: list[Lattice]) -> list[Lattice]:
    """Tables that lie in no other: a frame in a cell is decoration, the frame of a page is none (it is left out)."""
    return [
        table
        for table in tables
        if not any(other is not table and _inside(table, other) and len(other.boxes) > 1 for other in tables)
    ]


def _inside(inner: Lattice, outer: Lattice) -> bool:
    return (
        outer.xs[0] - SNAP <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + SNAP
        and outer.ys[0] - SNAP <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + SNAP
    )
