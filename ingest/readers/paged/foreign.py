"""Digits in the cells of a table that may not be the table's own: stamped over it, or a note's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median

from ingest.readers.paged.chars import IDEOGRAPH, Char

# Digits of one figure are of one size, but for what fonts say of their height.
MOST_UNLIKE = 1.25
# Digits larger than the type of a table's labels and of most of its digits are stamped over it; smaller ones were made
# to fit, and may be most.
LARGEST = 1.5
FEWEST_CHARS = 8
# The share of its width that a character may stand in another one's room: type is set no tighter.
TIGHTEST = 0.4


def foreign(cells: Sequence[Sequence[Sequence[Char]]]) -> set[int]:
    """Which cells, each given by its lines, hold digits that may be none of the table's."""
    digits = {
        n: found for n, lines in enumerate(cells) if (found := [c for line in lines for c in line if _is_digit(c)])
    }
    if not digits:
        return set()
    labels = [char.size for lines in cells for line in lines for char in line if IDEOGRAPH.match(char.text)]
    own = [char.size for found in digits.values() for char in found]
    is_told = min(len(labels), len(own)) >= FEWEST_CHARS
    largest = LARGEST * max(median(labels), median(own)) if is_told else inf
    return {n for n, found in digits.items() if _are_unlike(found, largest) or any(map(_overlap, cells[n]))}


def _is_digit(char: Char) -> bool:
    return char.text.isdecimal()


def _are_unlike(digits: Sequence[Char], largest: float) -> bool:
    sizes = [char.size for char in digits]
    return max(sizes) > min(MOST_UNLIKE * min(sizes), largest)


def _overlap(line: Sequence[Char]) -> bool:
    """Whether two characters of a line stand in one place."""
    return any(
        before.right - char.left > TIGHTEST * min(before.right - before.left, char.right - char.left)
        for before, char in pairwise(line)
    )
