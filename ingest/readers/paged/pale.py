"""Figures as light as the paper they are on: what a template left behind, or stamped over the page.

Such a figure is neither printed nor certainly none, so it becomes a mark. Labels stay: a row is known by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.readers.paged.chars import Char
from ingest.readers.paged.page import LEFT_OUT, MIDDLE, Area

PAPER = 255.0
# Every part of a colour is at least so light, on paper: silver, in which programs print a watermark.
LIGHTEST = 192.0


class Ink(NamedTuple):
    """A colour by its parts, red, green and blue or one grey, out of 255, and how opaque it is, out of 1."""

    parts: tuple[float, ...]
    opacity: float = 1.0

    @property
    def is_pale(self) -> bool:
        """Whether it is hardly seen on paper."""
        return all(PAPER - self.opacity * (PAPER - part) >= LIGHTEST for part in self.parts)


BLACK = Ink((0.0, 0.0, 0.0))


def without_pale_figures(chars: Sequence[Char], pale: Sequence[bool], grounds: Sequence[Area]) -> list[Char]:
    """The characters of a page, digits as marks that are pale and stand on none of these grounds."""
    marked = (n for n, char in enumerate(chars) if pale[n] and _is_digit(char) and not _stands_on(char, grounds))
    kept = list(chars)
    for n in marked:
        kept[n] = chars[n]._replace(text=LEFT_OUT)
    return kept


def _stands_on(char: Char, grounds: Sequence[Area]) -> bool:
    x, y = (char.left + char.right) / 2, char.y - MIDDLE * char.size
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in grounds)


def _is_digit(char: Char) -> bool:
    return char.text.isdecimal()
