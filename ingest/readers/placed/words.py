"""Words by where they stand, in points on a page or in characters on a line of text; their lines."""

from __future__ import annotations

from typing import NamedTuple

HALF_HEIGHT = 0.35
"""From the baseline to the middle of a figure or an ideograph."""


class Word(NamedTuple):
    """Characters of one line without a wide gap between them; ``y`` is the baseline."""

    text: str
    left: float
    right: float
    y: float
    size: float

    @property
    def centre(self) -> float:
        """The middle between left and right."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Its height on the page: half that of a figure or an ideograph above the baseline."""
        return self.y - HALF_HEIGHT * self.size

    def overlaps(self, left: float, right: float) -> bool:
        """Whether the word reaches into an interval of the line."""
        return self.left < right and left < self.right


PrintedLine = tuple[Word, ...]


class PageLine(NamedTuple):
    """One line of print: its page, its words, where to look for it, and how wide a word is prose."""

    page: int
    locator: str
    words: PrintedLine
    prose_width: float

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def y(self) -> float:
        """The baseline."""
        return self.words[0].y

    @property
    def is_prose(self) -> bool:
        """Whether one stretch of the line without gaps is too long for a cell."""
        return any(word.right - word.left > self.prose_width for word in self.words)
