"""What pages repeat in their margins: page numbers and running titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.documents import MARKS
from ingest.normalise import squeeze
from ingest.readers.paged.cells import Ruled
from ingest.readers.paged.page import Page
from ingest.readers.placed.words import PageLine

# The share of a page's height at its head and at its foot where page numbers and running titles stand.
MARGIN = 0.12
PAGE_NUMBER = re.compile(r"[-·.~/|]?\d{1,3}[-·.~/|]?|第\d{1,3}页(?:.{0,3}共\d{1,3}页)?|\d{1,3}/\d{1,3}")
DIGITS = re.compile(r"\d+")
# A character that is not known may be a digit, and in a page number is one.
AS_DIGITS = dict.fromkeys(map(ord, MARKS), "0")
WORD = re.compile(r"[^\W\d_]")
# A running title stands on so many pages at least, always at the same height (points).
FEWEST_REPEATS = 2
SAME_HEIGHT = 3.0


Piece = Ruled | PageLine
LaidOut = tuple[Page, Sequence[Piece]]


def without_margins(pages: Sequence[LaidOut]) -> Iterator[Piece]:
    """Tables and lines in reading order without page numbers, and with each running title once.

    It stays where it stands at the head of the first page, where a title is looked for. Anywhere else it would part a
    table from its rest on the next page, and comes last.
    """
    running = _running(pages)
    seen: set[tuple[str, int]] = set()
    behind: list[Piece] = []
    for page, pieces in pages:
        for piece in pieces:
            if isinstance(piece, Ruled) or not _in_margin(page, piece):
                yield piece
            elif (look := _look(piece)) not in running:
                if not PAGE_NUMBER.fullmatch(squeeze(piece.text).translate(AS_DIGITS)):
                    yield piece
            elif look not in seen:
                seen.add(look)
                if page.number == 1 and piece.y < page.height / 2:
                    yield piece
                else:
                    behind.append(piece)
    yield from behind


def _running(pages: Sequence[LaidOut]) -> frozenset[tuple[str, int]]:
    """What stands at the same height of several pages; figures without a word may, as rows of tables that are alike."""
    lines = [p for page, pieces in pages for p in pieces if isinstance(p, PageLine) and _in_margin(page, p)]
    looks = Counter([_look(line) for line in lines if WORD.search(line.text)])
    return frozenset([look for look, count in looks.items() if count >= FEWEST_REPEATS and not _is_page_number(look)])


def _is_page_number(look: tuple[str, int]) -> bool:
    return bool(PAGE_NUMBER.fullmatch(look[0].replace("#", "1")))


def _in_margin(page: Page, line: PageLine) -> bool:
    return not MARGIN * page.height < line.y < (1 - MARGIN) * page.height


def _look(line: PageLine) -> tuple[str, int]:
    return DIGITS.sub("#", squeeze(line.text).translate(AS_DIGITS)), round(line.y / SAME_HEIGHT)
