"""One page as PDFium sees it: characters with their places and the lines ruled on it, everything else forgotten.

PDFium is told nothing twice: one call a fact and character, no text is searched or assembled by it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

import pypdfium2.raw as pdfium

from ingest.documents import UNMAPPED
from ingest.readers.paged.chars import Char, squared
from ingest.readers.paged.page import LEFT_OUT, LEVEL_SHARE, Area, Page, is_on, printed
from ingest.readers.paged.pale import without_pale_figures
from ingest.readers.paged.rulings import runs_slanted
from ingest.readers.pdf import calls
from ingest.readers.pdf.clipped import is_cut
from ingest.readers.pdf.grounds import grounds_of
from ingest.readers.pdf.objects import Buffers, matrix_of
from ingest.readers.pdf.rulings import Drawn, rulings_of
from ingest.readers.pdf.turned import Handle, Turn, turn_of

OUTERMOST = 15.0
"""Points from the rightmost character in which those stand that the edge of what is printed may cut."""
NO_WIDTH = 0.05
"""Points."""
# Points. Type is never so large; the box of a font whose metrics are wrong (as of upright characters in vertical
# lines) is.
LARGEST_TYPE = 60.0


def read_page(document: Handle, index: int) -> Page:
    """Read one page of an open document; PDFium's handles are closed again."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Page(index + 1, 0.0, 0.0, (), (), False, False)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        turn = turn_of(page)
        drawn = rulings_of(calls.address_of(page), turn)
        grounds = list(grounds_of(calls.address_of(page), turn)) if drawn.pale_text else []
        chars = _visible(calls.address_of(text), turn, drawn, grounds) if text else ()
        if drawn.borrowed_text:
            chars += _left_out(calls.address_of(text), turn, drawn.borrowed_text)
        size = turn.width, turn.height
        return Page(index + 1, *size, chars, drawn.rulings, drawn.has_image, bool(drawn.hidden_text), drawn.drawings)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _visible(text: Handle, turn: Turn, drawn: Drawn, grounds: Sequence[Area]) -> tuple[Char, ...]:
    """Characters that print something; as marks what the page's edge cuts, what is beyond it, and pale figures.

    ``grounds`` are what pale text is seen on.
    """
    characters = list(map(_character, map(calls.unicode_of, repeat(text), range(calls.count_chars(text)))))
    numbers = [number for number, character in enumerate(characters) if character]
    if drawn.hidden_text:
        numbers = [number for number in numbers if calls.text_object(text, number) not in drawn.hidden_text]
    if drawn.has_slanted_text:
        numbers = _without_watermarks(text, numbers)
    width, height = turn.width, turn.height
    found: list[Char] = []
    printed: list[int] = []
    no_unicode = map(calls.has_no_unicode, repeat(text), numbers)
    for number, place, is_unmapped in zip(numbers, _places(text, turn, numbers), no_unicode, strict=True):
        char = Char(UNMAPPED if is_unmapped == 1 else characters[number], *place)
        if char.size > LARGEST_TYPE:
            char = _by_its_ink(text, number, turn, char)
        if 0 <= char.y <= height and char.size > 0:
            found.append(char if is_on(char, width) else char._replace(text=LEFT_OUT))
            printed.append(number)
    edge = max((char.right for char in found if char.text != LEFT_OUT), default=0.0) - OUTERMOST
    for place_, char in enumerate(found):
        if char.right > edge and char.text != LEFT_OUT and is_cut(text, printed[place_]):
            found[place_] = char._replace(text=UNMAPPED)
    if drawn.pale_text:
        pale = [calls.text_object(text, number) in drawn.pale_text for number in printed]
        found = without_pale_figures(found, pale, grounds)
    return tuple(squared(found))


def _places(text: Handle, turn: Turn, numbers: Sequence[int]) -> list[tuple[float, float, float, float]]:
    """Left, right, baseline and height of characters: all told by PDFium first, then turned, all at once."""
    boxes, origins = calls.Buffer(ctypes.c_float, 4 * len(numbers)), calls.Buffer(ctypes.c_double, 2 * len(numbers))
    for _ in map(calls.loose_box, repeat(text), numbers, boxes.every(4)):
        pass
    for _ in map(calls.origin, repeat(text), numbers, origins.every(2), origins.every(2, 1)):
        pass
    edges, points = iter(boxes.values), iter(origins.values)
    return turn.chars(zip(edges, edges, edges, edges, strict=True), zip(points, points, strict=True))


def _by_its_ink(text: Handle, index: int, turn: Turn, char: Char) -> Char:
    box = calls.Buffer(ctypes.c_double, 4)
    calls.ink_box(text, index, *box.places)
    left, right, bottom, top = box.values
    x0, y0, x1, y1 = turn.box(left, bottom, right, top)
    return char._replace(left=x0, right=x1, y=y1, size=max(x1 - x0, y1 - y0))


@lru_cache(maxsize=65536)
def _character(code: int) -> str:
    """The character of a code, as it is kept."""
    return printed(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNMAPPED)


def _left_out(text: Handle, turn: Turn, drawn: Sequence[Handle]) -> tuple[Char, ...]:
    """A mark for each piece of text in a font the file does not carry that PDFium passes over.

    It measures such text by a font of its own, and leaves out what that font has no glyph for: a lone ideograph, which
    might be the dash or 无 of a cell that would otherwise seem blank.
    """
    buffers = Buffers()
    narrow = [piece for piece in drawn if _is_without_width(buffers.box_of(piece))]
    if not narrow:
        return ()
    read = {calls.text_object(text, index) for index in range(calls.count_chars(text))}
    marks: list[Char] = []
    for piece in narrow:
        if piece not in read:
            a, b, _, _, e, f = matrix_of(piece)
            size = calls.Buffer(ctypes.c_float, 1)
            calls.font_size(piece, *size.places)
            height = max(abs(a), abs(b)) * size.values[0]
            x, y = turn.point(e, f)
            marks.append(Char(LEFT_OUT, x, x + height, y, height))
    return tuple(marks)


def _is_without_width(box: Sequence[float]) -> bool:
    """Whether that is why it was passed over; what PDFium takes for bold print has a width."""
    left, bottom, right, top = box
    return abs(right - left) < NO_WIDTH and abs(top - bottom) < NO_WIDTH


def _without_watermarks(text: Handle, numbers: Sequence[int]) -> list[int]:
    """Characters that do not run at a slant, as what is stamped over a page does; all of a page that is crooked."""
    matrix = calls.Buffer(ctypes.c_float, 6)
    (place, *_) = matrix.places
    level = [n for n in numbers if not (calls.char_matrix(text, n, place) and runs_slanted(matrix.values))]
    return level if len(level) >= LEVEL_SHARE * len(numbers) else list(numbers)
