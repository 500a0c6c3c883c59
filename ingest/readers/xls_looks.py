"""What the fonts of an XLS workbook say of its figures: struck out, white on white, raised or lowered."""

from __future__ import annotations

from collections.abc import Sequence

from xlrd.book import Book
from xlrd.formatting import XF, Font

from ingest.documents import OBJECT_MARK
from ingest.normalise import SUBSCRIPTS, SUPERSCRIPTS

WHITE = (255, 255, 255)
# The ground that a window has by itself, and no pattern at all.
GROUND_OF_WINDOW, NO_PATTERN = 65, 0
SCRIPTS = {1: SUPERSCRIPTS, 2: SUBSCRIPTS}
"""By the number of a font's escapement."""

Runs = Sequence[tuple[int, int]]
"""Where a text goes on in another font, and the number of that font."""


def is_veiled(style: XF, book: Book) -> bool:
    """Whether what stands in a cell of this style is struck out, or white on a white ground."""
    font = _font(style.font_index, book)
    if font is None:
        return False
    return bool(font.struck_out) or (book.colour_map.get(font.colour_index) == WHITE and not _is_filled(style, book))


def _is_filled(style: XF, book: Book) -> bool:
    """Whether a ground is drawn in another colour than white."""
    ground = style.background
    if ground is None or ground.fill_pattern == NO_PATTERN or ground.pattern_colour_index == GROUND_OF_WINDOW:
        return False
    return book.colour_map.get(ground.pattern_colour_index) != WHITE


def with_scripts(text: str, runs: Runs, book: Book) -> str:
    """A text set in several fonts: raised digits are a note, and what is struck out counts for nothing."""
    ends = [start for start, _ in runs[1:]] + [len(text)]
    pieces = (_piece(text[start:end], _font(number, book)) for (start, number), end in zip(runs, ends, strict=True))
    return text[: runs[0][0]] + "".join(pieces)


def _piece(text: str, font: Font | None) -> str:
    if font is None or not text.strip():
        return text
    if font.escapement in SCRIPTS:
        return text.translate(SCRIPTS[font.escapement])
    return OBJECT_MARK if font.struck_out else text


def _font(number: int, book: Book) -> Font | None:
    return book.font_list[number] if 0 <= number < len(book.font_list) else None
