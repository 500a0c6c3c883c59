"""The pages of a file in order: tables joined over them, all else lines; or the reason why they hold no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.documents import UNMAPPED, Block, Document
from ingest.errors import Rejection
from ingest.normalise import has_ideograph
from ingest.readers.paged.breaks import continued
from ingest.readers.paged.cells import Placed, Ruled, as_table, fill
from ingest.readers.paged.chars import Char
from ingest.readers.paged.doubted import doubted
from ingest.readers.paged.drawings import drawn_in_cells
from ingest.readers.paged.lattice import lattices_of
from ingest.readers.paged.margins import without_margins
from ingest.readers.paged.marked import worded
from ingest.readers.paged.page import LEFT_OUT, MIDDLE, Page
from ingest.readers.paged.spilt import with_spilt
from ingest.readers.paged.words import lines_of
from ingest.readers.placed.labels import by_place
from ingest.readers.placed.tables import Setting, blocks_of_run
from ingest.readers.placed.words import PageLine

TO_SCALE = Setting(by_place, is_to_scale=True)
# The longest report seen has 40 pages; more is a yearbook, and costs memory.
MOST_PAGES = 400
# Text of which more than this share has no known character cannot be read.
UNMAPPED_LIMIT = 0.2
# The share of the page's width from which on a line without gaps is prose.
PROSE_WIDTH = 0.5
# What may hang over the end of a line, and of a cell: its ink stands in the left half of its room.
HANGING = frozenset("，。、；：）》”’！？")
INKED_LEFT = 0.25


def require_few(pages: int) -> None:
    """Reject what is no report but a yearbook.

    Raises:
        Rejection: ``too_large``.
    """
    if pages > MOST_PAGES:
        raise Rejection("too_large", f"{pages} > {MOST_PAGES} pages")


def document_of(source_format: str, pages: Sequence[Page]) -> Document:
    """The document that pages make.

    Raises:
        Rejection: ``scanned_document`` or ``undecodable``.
    """
    _require_text(pages)
    return Document(source_format, "", tuple(_blocks(pages)))


def _require_text(pages: Sequence[Page]) -> None:
    chars = [char for page in pages for char in page.chars if char.text != LEFT_OUT]
    if not chars:
        pictures = [str(page.number) for page in pages if page.has_image]
        hidden = ", recognised text only" if any(page.has_hidden_text for page in pages) else ""
        raise Rejection("scanned_document", f"{len(pages)} pages, {len(pictures)} with images{hidden}")
    unmapped = sum(1 for char in chars if char.text == UNMAPPED)
    if unmapped > UNMAPPED_LIMIT * len(chars):
        raise Rejection("undecodable", f"{unmapped} of {len(chars)} characters have no code in the fonts")


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """Tables and lines in reading order; a table at the foot of a page waits for its rest on the next."""
    waiting: Ruled | None = None
    run: list[PageLine] = []
    beside: list[PageLine] = []
    for piece in without_margins(list(map(_laid_out, pages))):
        if isinstance(piece, PageLine):
            is_beside = waiting is not None and waiting.is_beside(piece)
            (beside if is_beside else run).append(piece)
            continue
        whole = None
        if waiting and waiting.pages[-1][0] < piece.pages[0][0]:
            named = with_spilt(waiting, run)
            whole = continued(named, piece) if named else None
            # Whatever stands between them without a word is no heading of another table.
            if whole is None and not any(has_ideograph(line.text) for line in run):
                waiting, piece = doubted(waiting, piece)
        if whole is None:
            yield from _ended(waiting, beside + run)
            beside = []
        waiting, run = whole or piece, []
    yield from _ended(waiting, beside + run)


def _ended(table: Ruled | None, run: list[PageLine]) -> Iterator[Block]:
    if table:
        yield as_table(table)
    yield from blocks_of_run(run, TO_SCALE)


def _laid_out(page: Page) -> tuple[Page, list[Ruled | PageLine]]:
    tables = lattices_of(page.rulings)
    inside: list[list[Placed]] = [[] for _ in tables]
    frames = [(*table.reach, table, held) for table, held in zip(tables, inside, strict=True)]
    outside: list[Char] = []
    for char in page.chars:
        text, left, right, y, size = char
        middle = y - MIDDLE * size
        inked = left + (right - left) * (INKED_LEFT if text in HANGING else 0.5)
        for top, bottom, table, held in frames:
            if top <= middle <= bottom and (place := table.at(inked, middle)):
                held.append((char, place))
                break
        else:
            if -size <= left and right <= page.width + size:
                outside.append(char)
    drawn = drawn_in_cells(page.drawings, tables)
    pieces: list[tuple[float, Ruled | PageLine]] = [
        (table.ys[0], fill(table, page.number, chars, marks))
        for table, chars, marks in zip(tables, inside, drawn, strict=True)
        if chars
    ]
    for number, line in enumerate(lines_of(outside), start=1):
        words = worded(line)
        if not words:
            continue
        locator = f"page {page.number} line {number}"
        pieces.append((words[0].y, PageLine(page.number, locator, words, PROSE_WIDTH * page.width)))
    return page, [piece for _, piece in sorted(pieces, key=lambda pair: pair[0])]
