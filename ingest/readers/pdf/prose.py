"""Lines of print outside tables: what pages repeat in their margins is left out, paragraphs are put together again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.documents import Line
from ingest.normalise import squeeze
from ingest.readers.pdf.page import Page
from ingest.readers.pdf.words import Word

# The share of a page's height at its head and at its foot where page numbers and running titles stand.
MARGIN = 0.12
PAGE_NUMBER = re.compile(r"[-·.]?\d{1,3}[-·.]?|第\d{1,3}页(?:.{0,3}共\d{1,3}页)?|\d{1,3}/\d{1,3}")
DIGITS = re.compile(r"\d+")
# A running title stands on so many pages at least, always at the same height (points).
FEWEST_REPEATS = 2
SAME_HEIGHT = 3.0
# A line that ends within so many ems of the right edge of the text is full: its sentence goes on in the next.
FULL = 2.5
# Lines that begin further to the right than the text do by so many ems begin a paragraph.
INDENT = 0.9
# The share of the page's width from which on a line without gaps is prose.
PROSE_WIDTH = 0.5
SENTENCE_ENDS = "。；：！？"
WESTERN = re.compile(r"[0-9A-Za-z]")


class PageLine(NamedTuple):
    """One line of print: its page, its number there, its words."""

    page: int
    number: int
    words: tuple[Word, ...]
    page_width: float

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def locator(self) -> str:
        """Where to look."""
        return f"page {self.page} line {self.number}"

    @property
    def y(self) -> float:
        """The baseline."""
        return self.words[0].y

    @property
    def is_prose(self) -> bool:
        """Whether one stretch of the line without gaps is too long for a cell."""
        return any(word.right - word.left > PROSE_WIDTH * self.page_width for word in self.words)


class Margins:
    """Page numbers, and lines that stand at the same height of several pages."""

    def __init__(self, pages: Iterable[tuple[Page, list[PageLine]]]) -> None:
        lines = [(page, line) for page, all_lines in pages for line in all_lines if _in_margin(page, line)]
        self._repeated = Counter(_look(line) for _, line in lines)

    def hold(self, page: Page, line: PageLine) -> bool:
        """Whether a line is one of them (the first of a running title is kept)."""
        if not _in_margin(page, line):
            return False
        if PAGE_NUMBER.fullmatch(squeeze(line.text)):
            return True
        return page.number > 1 and self._repeated[_look(line)] >= FEWEST_REPEATS


def _in_margin(page: Page, line: PageLine) -> bool:
    return not MARGIN * page.height < line.y < (1 - MARGIN) * page.height


def _look(line: PageLine) -> tuple[str, int]:
    return DIGITS.sub("#", squeeze(line.text)), round(line.y / SAME_HEIGHT)


def continues(line: PageLine, following: PageLine, column: Sequence[PageLine]) -> bool:
    """Whether a sentence goes on in the following line: the first is full and the second not indented.

    ``column`` is all the text around, which says where its edges are.
    """
    size = line.words[0].size
    left = min(other.words[0].left for other in column)
    right = max(other.words[-1].right for other in column)
    if following.words[0].left - left > INDENT * size:
        return False
    is_rest = len(following.words) == 1 and line.text[-1] not in SENTENCE_ENDS
    return line.is_prose and right - line.words[-1].right < FULL * size and (following.is_prose or is_rest)


def paragraphs(lines: Sequence[PageLine], column: Sequence[PageLine]) -> Iterator[Line]:
    """Lines whose sentence goes on are put together, over page breaks too."""
    text = locator = ""
    for line, before in zip(lines, [None, *lines], strict=False):
        if before and continues(before, line, column):
            text += (" " if WESTERN.match(text[-1]) and WESTERN.match(line.text) else "") + line.text
            continue
        if text:
            yield Line(text, locator)
        text, locator = line.text, line.locator
    if text:
        yield Line(text, locator)
