"""What pages repeat in their margins: page numbers and running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.normalise import squeeze
from ingest.readers.pdf.page import Page
from ingest.readers.placed.words import PageLine

# The share of a page's height at its head and at its foot where page numbers and running titles stand.
MARGIN = 0.12
PAGE_NUMBER = re.compile(r"[-·.]?\d{1,3}[-·.]?|第\d{1,3}页(?:.{0,3}共\d{1,3}页)?|\d{1,3}/\d{1,3}")
DIGITS = re.compile(r"\d+")
# A running title stands on so many pages at least, always at the same height (points).
FEWEST_REPEATS = 2
SAME_HEIGHT = 3.0


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
