"""Rows that a page break cut in two, as one again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.looks import is_value
from ingest.readers.paged.cells import Ruled
from ingest.readers.paged.lattice import Box

NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]+\s*、|[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|\d{1,2}\s*[.、．])"
)
"""How a label begins, whose second half never does."""
# The number of a cell that a page does not have: of a group, whose name no line rules off there.
NOWHERE = -1


class Half(NamedTuple):
    """One cell of a row next to a page break: its number in the table, its place and its text."""

    number: int
    box: Box
    text: str


def halves(upper: Ruled, lower: Ruled) -> list[tuple[Half, Half]]:
    """The cells of a row that the break cut in two, each with its other half; empty where it surely cut none.

    One half holds all figures of the row and the other, besides blanks, only what its label lacks; or one half has the
    label and figures stand in either.
    """
    last = len(upper.pages) - 1
    above = [half for half in cells_of(upper) if half.box.end_row - 1 == last and half.box.first_row == last]
    starts = {half.box[:2]: half for half in cells_of(lower) if half.box.first_row == 0}
    if len(above) < 2:
        return []
    pairs = [(half, starts.get(half.box[:2]) or Half(NOWHERE, half.box, "")) for half in above]
    words = [n for n, pair in enumerate(pairs) if any(map(is_word, pair))]
    if any(is_value(half.text) for n in words for half in pairs[n] if half.text):
        return []  # a header with the first figure below it
    if not words or words[-1] + 1 == len(pairs) or not all(_is_first_row(half) for _, half in pairs[words[-1] :]):
        return []
    first, rest = (half.text for half in pairs[words[-1]])
    is_open, behind = not upper.is_closed_below(above[-1].box), pairs[words[-1] + 1 :]
    if first and rest and not is_open and len(lower.pages) == 1:
        return []  # as likely a row of its own
    if first and not rest and _is_rest_of_group(pairs[: words[-1]], pairs[words[-1] :]):
        return pairs
    return pairs if _are_halves(first, rest, behind, is_open) else []


def _is_rest_of_group(groups: Sequence[tuple[Half, Half]], own: Sequence[tuple[Half, Half]]) -> bool:
    """Whether the break left nothing but the end of a group's name below it."""
    ends = [other.text for _, other in groups if other.text]
    return bool(ends) and not any(map(NUMBERED.match, ends)) and not any(other.text for _, other in own)


def _are_halves(first: str, rest: str, behind: Sequence[tuple[Half, Half]], is_open: bool) -> bool:
    """Whether names and figures are of one row: no row has figures without a name, or only the end of one."""
    above, below = any(half.text for half, _ in behind), any(half.text for _, half in behind)
    if first and rest:
        return (above != below or (is_open and not above)) and not NUMBERED.match(rest)
    return (above if rest else below) and not any(half.text and other.text for half, other in behind)


def _is_first_row(half: Half) -> bool:
    """Whether a cell is there, and no more than the first row of its table."""
    return half.number != NOWHERE and half.box.end_row == 1


def is_word(half: Half) -> bool:
    """Whether it holds anything but a value."""
    return bool(half.text) and not is_value(half.text)


def cells_of(ruled: Ruled) -> list[Half]:
    """All cells of a table with their numbers."""
    cells = zip(ruled.lattice.boxes, ruled.texts, strict=True)
    return [Half(number, box, text) for number, (box, text) in enumerate(cells)]


def joined(upper: Ruled, lower: Ruled, parts: list[tuple[Half, Half]]) -> tuple[Ruled, Ruled]:
    """The upper table with the whole row, the lower one without its first."""
    rests = {above.number: below for above, below in parts}
    texts = tuple(
        "\n".join(filter(None, (text, rests[n].text))) if n in rests else text for n, text in enumerate(upper.texts)
    )
    kept = [half for half in cells_of(lower) if half.box.end_row > 1]
    boxes = tuple(h.box._replace(first_row=max(h.box.first_row - 1, 0), end_row=h.box.end_row - 1) for h in kept)
    remaining = Ruled(lower.lattice._replace(boxes=boxes), tuple(h.text for h in kept), lower.pages[1:])
    return replace(upper, texts=texts), remaining
