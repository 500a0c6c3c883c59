"""Tables that a page break cut in two, and rows that it cut in two, as one again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ingest.documents import OBJECT_MARK
from ingest.looks import is_value
from ingest.readers.pdf.cells import Ruled
from ingest.readers.pdf.lattice import SNAP, Box

NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]+\s*、|[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|\d{1,2}\s*[.、．])"
)
"""How a label begins, whose second half never does."""
# Columns closer than this (points) on two pages are not surely different ones.
NARROWEST_COLUMN = 7.0
# The number of a cell that a page does not have: of a group, whose name no line rules off there.
NOWHERE = -1
# Lines between columns that a table has to share with another which has more.
FEWEST_SHARED = 5


class _Half(NamedTuple):
    """One cell of a row next to a page break: its number in the table, its place and its text."""

    number: int
    box: Box
    text: str


def continued(upper: Ruled, lower: Ruled) -> Ruled | None:
    """Two tables, the first at the foot of a page and the second at the head of the next, as one.

    None where their columns do not certainly agree: then each keeps its own.
    """
    shift = _shift(upper.lattice.xs, lower.lattice.xs)
    if shift is None:
        return None
    moved = tuple(x + shift for x in lower.lattice.xs)
    xs = list(upper.lattice.xs)
    for x in moved:
        if all(abs(x - known) > SNAP for known in upper.lattice.xs):
            xs.append(x)
    xs.sort()
    if any(right - left < NARROWEST_COLUMN for left, right in pairwise(xs)):
        return None
    above, below = _respread(upper, upper.lattice.xs, xs), _respread(lower, moved, xs)
    if parts := _halves(above, below):
        above, below = _joined(above, below, parts)
    else:
        above, below = doubted(above, below)
    height = len(above.pages)
    moved_down = (b._replace(first_row=b.first_row + height, end_row=b.end_row + height) for b in below.lattice.boxes)
    foot = lower.lattice.foot
    ruled = tuple((start + shift, end + shift) for start, end in foot.ruled)
    lattice = above.lattice._replace(boxes=(*above.lattice.boxes, *moved_down), foot=foot._replace(ruled=ruled))
    return Ruled(lattice, above.texts + below.texts, above.pages + below.pages)


def doubted(upper: Ruled, lower: Ruled) -> tuple[Ruled, Ruled]:
    """Tables on either side of a page break, with marks for blanks next to it that may be half a row's.

    Where one half holds the beginning of a name, the other its end, the figures stand in either. What begins with a
    number is no end of a name.
    """
    last = [half for half in _cells(upper) if half.box.end_row == len(upper.pages)]
    first = [half for half in _cells(lower) if half.box.first_row == 0]
    name, blanks_above = _named(last)
    end, blanks_below = _named(first)
    if not name or not end or NUMBERED.match(end):
        return upper, lower
    if blanks_below and any(is_value(half.text) for half in last):
        return upper, _marked(lower, blanks_below)
    if blanks_above and any(is_value(half.text) for half in first):
        return _marked(upper, blanks_above), lower
    return upper, lower


def _named(row: Sequence[_Half]) -> tuple[str, list[_Half]]:
    """The name of a row, and what is behind it if all of it is blank."""
    words = [n for n, half in enumerate(row) if _is_word(half)]
    behind = list(row[words[-1] + 1 :]) if words else []
    return (row[words[-1]].text if words else ""), [] if any(half.text for half in behind) else behind


def _marked(table: Ruled, blanks: Sequence[_Half]) -> Ruled:
    marked = {half.number for half in blanks}
    texts = (OBJECT_MARK if n in marked else text for n, text in enumerate(table.texts))
    return replace(table, texts=tuple(texts))


def _shift(upper: Sequence[float], lower: Sequence[float]) -> float | None:
    """How far the lower table stands to the left of the upper one; None where not all columns can be the same.

    A column without a line across it (of a cell over many rows) is no column of a page's table.
    """
    left, right = upper[0] - lower[0], upper[-1] - lower[-1]
    if abs(left - right) <= 2 * SNAP:
        return left
    fits = [shift for shift in (left, right) if _share(upper, [x + shift for x in lower])]
    in_place = [shift for shift in fits if abs(shift) <= 2 * SNAP]
    # Columns of one width fit one further on as well; then only pages with the same margins tell.
    return next(iter(in_place or (fits if len(fits) == 1 else ())), None)


def _share(upper: Sequence[float], lower: Sequence[float]) -> bool:
    """Whether one table has all columns of the other."""
    few, many = sorted((upper, lower), key=len)
    return len(few) >= FEWEST_SHARED and all(any(abs(x - other) <= SNAP for other in many) for x in few)


def _respread(ruled: Ruled, own: Sequence[float], xs: Sequence[float]) -> Ruled:
    """The same cells on a grid that has further columns."""
    place = [min(range(len(xs)), key=lambda n: abs(xs[n] - x)) for x in own]
    boxes = tuple(
        b._replace(first_column=place[b.first_column], end_column=place[b.end_column]) for b in ruled.lattice.boxes
    )
    return replace(ruled, lattice=ruled.lattice._replace(xs=tuple(xs), boxes=boxes))


def _halves(upper: Ruled, lower: Ruled) -> list[tuple[_Half, _Half]]:
    """The cells of a row that the break cut in two, each with its other half; empty where it surely cut none.

    One half holds all figures of the row and the other, besides blanks, only what its label lacks.
    """
    last = len(upper.pages) - 1
    above = [half for half in _cells(upper) if half.box.end_row - 1 == last and half.box.first_row == last]
    starts = {half.box[:2]: half for half in _cells(lower) if half.box.first_row == 0}
    if len(lower.pages) < 2 or len(above) < 2:
        return []
    pairs = [(half, starts.get(half.box[:2]) or _Half(NOWHERE, half.box, "")) for half in above]
    words = [n for n, pair in enumerate(pairs) if any(map(_is_word, pair))]
    if any(is_value(half.text) for n in words for half in pairs[n] if half.text):
        return []  # a header with the first figure below it
    if not words or words[-1] + 1 == len(pairs) or not all(_is_first_row(half) for _, half in pairs[words[-1] :]):
        return []
    figures = [any(pair[side].text for pair in pairs[words[-1] + 1 :]) for side in (0, 1)]
    first, rest = (half.text for half in pairs[words[-1]])
    if not first or figures[0] == figures[1] or NUMBERED.match(rest) or (not rest and figures[0]):
        return []
    return pairs


def _is_first_row(half: _Half) -> bool:
    """Whether a cell is there, and no more than the first row of its table."""
    return half.number != NOWHERE and half.box.end_row == 1


def _is_word(half: _Half) -> bool:
    return bool(half.text) and not is_value(half.text)


def _cells(ruled: Ruled) -> list[_Half]:
    cells = zip(ruled.lattice.boxes, ruled.texts, strict=True)
    return [_Half(number, box, text) for number, (box, text) in enumerate(cells)]


def _joined(upper: Ruled, lower: Ruled, parts: list[tuple[_Half, _Half]]) -> tuple[Ruled, Ruled]:
    """The upper table with the whole row, the lower one without its first."""
    rests = {above.number: below for above, below in parts}
    texts = tuple(
        "\n".join(filter(None, (text, rests[n].text))) if n in rests else text for n, text in enumerate(upper.texts)
    )
    kept = [half for half in _cells(lower) if half.box.end_row > 1]
    boxes = tuple(h.box._replace(first_row=max(h.box.first_row - 1, 0), end_row=h.box.end_row - 1) for h in kept)
    remaining = Ruled(lower.lattice._replace(boxes=boxes), tuple(h.text for h in kept), lower.pages[1:])
    return replace(upper, texts=texts), remaining
