"""Figures too long for their column, which goes on with them on the next line: 1381 above 0 for 13810."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.paged.chars import Char
from ingest.readers.paged.lattice import Box

CellLines = Sequence[Sequence[Char]]

DIGITS = frozenset("0123456789０１２３４５６７８９,.，．")
# Points that word processors leave free on either side of a cell, at most.
PADDING = 6.0
# Type of one figure is of one size, give or take this share; a note below a figure is smaller.
SAME_SIZE = 0.1
# Shares of the type size: from one baseline to the next of a figure, and how far the middle of all its lines may stand
# from that of the figures beside it.
NEXT_LINE = 2.0
OFF_MIDDLE = 0.35


def wrapped_figures(xs: Sequence[float], boxes: Sequence[Box], cells: Sequence[CellLines]) -> frozenset[int]:
    """The numbers of the cells whose lines are one figure; where that is not certain they are two.

    It is where the figure fills its column, where no figure of this column has more digits on its line, and where all
    other figures of the row stand on one line, at the height of its middle: else a line might be missing between two
    rows of figures.
    """
    figures = [n for n, lines in enumerate(cells) if lines and all(c.text in DIGITS for line in lines for c in line)]
    long = [n for n in figures if len(cells[n]) > 1]
    if not long:
        return frozenset()
    rows: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    widest: defaultdict[tuple[int, int], int] = defaultdict(int)
    for n in figures:
        rows[boxes[n][2:]].append(n)
        if len(cells[n]) == 1:
            widest[boxes[n][:2]] = max(widest[boxes[n][:2]], len(cells[n][0]))
    whole = {n for n in long if len(cells[n][0]) >= widest[boxes[n][:2]] and _is_full(xs, boxes[n], cells[n])}
    return frozenset(n for n in whole if _is_one_row([(m, cells[m]) for m in rows[boxes[n][2:]]], whole))


def _is_full(xs: Sequence[float], box: Box, lines: CellLines) -> bool:
    """Whether one more digit had no room on any line but the last, and the lines follow each other."""
    sizes = [char.size for line in lines for char in line]
    if max(sizes) > (1 + SAME_SIZE) * min(sizes):
        return False
    room = xs[box.end_column] - xs[box.first_column] - 2 * PADDING
    digit = max(char.right - char.left for line in lines for char in line)
    size = lines[0][0].size
    is_close = all(after[0].y - line[0].y <= NEXT_LINE * size for line, after in pairwise(lines))
    are_full = all(line[-1].right - line[0].left + digit > room for line in lines[:-1])
    return is_close and are_full and len({len(line) for line in lines[:-1]}) == 1 and len(lines[-1]) <= len(lines[0])


def _is_one_row(row: Sequence[tuple[int, CellLines]], whole: set[int]) -> bool:
    single = [lines for _, lines in row if len(lines) == 1]
    several = [lines for n, lines in row if len(lines) > 1 if n in whole]
    if not single or len(single) + len(several) < len(row):
        return False
    middles = [(lines[0][0].y + lines[-1][0].y) / 2 for lines in (*single, *several)]
    return max(middles) - min(middles) <= OFF_MIDDLE * single[0][0][0].size
