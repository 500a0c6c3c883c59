"""One page as PDFium sees it: characters with their places and the lines ruled on it, everything else forgotten.

All places are in points, ``x`` to the right and ``y`` downwards, as the page is displayed. PDFium is told nothing
twice: one call a fact and character, no text is searched or assembled by it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf.clipped import is_cut
from ingest.readers.pdf.rulings import Ruling, rulings_of
from ingest.readers.pdf.turned import Handle, Turn, turn_of

UNMAPPED = "\ufffd"
"""What a glyph is read as whose font does not say which character it is."""
LEFT_OUT = "\ufffc"
"""Where something is printed that PDFium passes over: a lone ideograph, or a lone space."""
INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
OUTERMOST = 15.0
"""Points from the rightmost character in which those stand that the edge of what is printed may cut."""
NO_WIDTH = 0.05
"""Points."""
# Points. Type is never so large; the box of a font whose metrics are wrong (as of upright characters in vertical
# lines) is.
LARGEST_TYPE = 60.0


class Char(NamedTuple):
    """One printed character; ``y`` is its baseline, ``size`` the height of its line of type."""

    text: str
    left: float
    right: float
    y: float
    size: float

    @property
    def middle(self) -> float:
        """Half the height of an ideograph above the baseline: what cells are told by."""
        return self.y - 0.3 * self.size


class Page(NamedTuple):
    """One page; ``has_image`` and ``has_hidden_text`` are what tells a scan."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rulings: tuple[Ruling, ...]
    has_image: bool
    has_hidden_text: bool


def read_page(document: Handle, index: int) -> Page:
    """Read one page of an open document; PDFium's handles are closed again."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return Page(index + 1, 0.0, 0.0, (), (), False, False)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        turn = turn_of(page)
        drawn = rulings_of(page, turn)
        chars = _visible(text, turn, drawn.hides_text) if text else ()
        if drawn.borrowed_text:
            chars += _left_out(text, turn, drawn.borrowed_text)
        return Page(index + 1, turn.width, turn.height, chars, drawn.rulings, drawn.has_image, drawn.hides_text)
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _visible(text: Handle, turn: Turn, some_hidden: bool) -> tuple[Char, ...]:
    """Characters that print something, on the page."""
    is_hidden = _hidden_on(text) if some_hidden else None
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[Char] = []
    numbers: list[int] = []
    for index in range(pdfium.FPDFText_CountChars(text)):
        character = _character(pdfium.FPDFText_GetUnicode(text, index))
        if not character or (is_hidden and is_hidden(index)):
            continue
        if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            character = UNMAPPED
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        left, top, right, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        char = Char(character, left, right, turn.point(x.value, y.value)[1], bottom - top)
        if char.size > LARGEST_TYPE:
            char = _by_its_ink(text, index, turn, char)
        if 0 <= char.left <= turn.width and 0 <= char.y <= turn.height:
            found.append(char)
            numbers.append(index)
    edge = max((char.right for char in found), default=0.0) - OUTERMOST
    for place, char in enumerate(found):
        if char.right > edge and is_cut(text, numbers[place]):
            found[place] = char._replace(text=UNMAPPED)
    return tuple(found)


def _by_its_ink(text: Handle, index: int, turn: Turn, char: Char) -> Char:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    x0, y0, x1, y1 = turn.box(left.value, bottom.value, right.value, top.value)
    return char._replace(left=x0, right=x1, y=y1, size=max(x1 - x0, y1 - y0))


def _character(code: int) -> str:
    """The character of a code; nothing for white space, which gaps tell better, and for joints."""
    character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNMAPPED
    return "" if character.isspace() or code in (0x02, 0xFEFF, 0xFFFE, 0x200B, 0xAD) else character


def _left_out(text: Handle, turn: Turn, drawn: Sequence[Handle]) -> tuple[Char, ...]:
    """A mark for each piece of text in a font the file does not carry that PDFium passes over.

    It measures such text by a font of its own, and leaves out what that font has no glyph for: a lone ideograph, which
    might be the dash or 无 of a cell that would otherwise seem blank.
    """
    narrow = [piece for piece in drawn if _is_without_width(piece)]
    if not narrow:
        return ()
    read = {
        ctypes.cast(pdfium.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value
        for index in range(pdfium.FPDFText_CountChars(text))
    }
    marks: list[Char] = []
    for piece in narrow:
        if ctypes.cast(piece, ctypes.c_void_p).value not in read:
            m, size = pdfium.FS_MATRIX(), ctypes.c_float()
            pdfium.FPDFPageObj_GetMatrix(piece, ctypes.byref(m))
            pdfium.FPDFTextObj_GetFontSize(piece, ctypes.byref(size))
            height = max(abs(m.a), abs(m.b)) * size.value
            x, y = turn.point(m.e, m.f)
            marks.append(Char(LEFT_OUT, x, x + height, y, height))
    return tuple(marks)


def _is_without_width(piece: Handle) -> bool:
    """Whether that is why it was passed over; what PDFium takes for bold print has a width."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(piece, left, bottom, right, top)
    return max(abs(right.value - left.value), abs(top.value - bottom.value)) < NO_WIDTH


def _hidden_on(text: Handle) -> Callable[[int], bool]:
    def is_hidden(index: int) -> bool:
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == INVISIBLE

    return is_hidden
