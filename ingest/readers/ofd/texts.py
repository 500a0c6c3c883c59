"""Texts of OFD as characters with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain, repeat
from math import hypot, inf
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from ingest.documents import UNMAPPED
from ingest.readers.ofd.colours import opacity_of
from ingest.readers.ofd.objects import Drawn
from ingest.readers.ofd.values import all_named, box, first_named, is_true, number, steps
from ingest.readers.paged.chars import Char
from ingest.readers.paged.page import LEFT_OUT, printed

# A character that XML cannot hold, or a space, is escaped.
ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
# Halves of characters.
SURROGATES = (0xD800, 0xDFFF)
SOURCE_LINES = re.compile(r"\s*\n\s*")
# What programs write for a glyph of which they know the number only.
NO_CHARACTER = re.compile("[\u00a4\ue000-\uf8ff]")
# Shares of the type size. Fonts set ideographs in a square and figures in half of one ...
WIDE, NARROW = 1.0, 0.5
# ... and no figure in less than this. With less of it within the box of its text it is not known which it is.
NARROWEST = 0.25
# The share of its box's width by which a character may begin before it: side bearing, not ink.
SPARE = 0.25


def is_seen(element: Element) -> bool:
    """Whether a text is printed, and not only there to be found or copied, as what is recognised in a scan."""
    is_inked = is_true(element.get("Fill"), otherwise=True) or is_true(element.get("Stroke"), otherwise=False)
    return is_inked and opacity_of(element) > 0


def chars_of(drawn: Drawn) -> Iterator[Char]:
    """The characters of one text, level on the page.

    Raises:
        ValueError: a number that places them is none.
        KeyError: its size is not told.
    """
    element, (a, b, c, d, e, f) = drawn.element, drawn.placed
    size = number(element.attrib["Size"])
    across, down = hypot(a, b) * number(element.get("HScale") or "1"), hypot(c, d)
    has_glyphs = first_named(element, "CGTransform") is not None
    x = y = 0.0
    for code in all_named(element, "TextCode"):
        x, y = number(code.get("X") or str(x)), number(code.get("Y") or str(y))
        text = _text(code)
        widths = [WIDE if east_asian_width(character) in "WF" else NARROW for character in text]
        for character, width, along, below in zip(text, *_places(code, widths, size), strict=False):
            if kept := printed(character):
                right, under = x + along, y + below
                room = _room(drawn, right, under) / size if size else 0.0
                if room <= (NARROWEST if character.isdecimal() else 0):
                    kept = LEFT_OUT
                elif has_glyphs and NO_CHARACTER.match(character):
                    kept = UNMAPPED
                left, base = a * right + c * under + e, b * right + d * under + f
                wide = min(width, room) if room > 0 else width
                yield Char(kept, left, left + wide * size * across, base, size * down)


def _text(code: Element) -> str:
    """The characters; where the source breaks its lines says nothing."""
    text = SOURCE_LINES.sub("", code.text or "")
    return ESCAPED.sub(lambda escape: _character(int(escape[1], 16)), text) if "\\" in text else text


def _character(code: int) -> str:
    return UNMAPPED if SURROGATES[0] <= code <= SURROGATES[1] else chr(code)


def _places(code: Element, widths: list[float], size: float) -> tuple[list[float], Iterator[float], Iterator[float]]:
    """How wide each character is, as a share of the type size, and how far it stands from the first.

    A text without distances is set by the widths of its font. A character is as wide as its font makes it, unless the
    next one follows sooner.
    """
    most = len(widths) - 1
    told, below = steps(code.get("DeltaX"), most), steps(code.get("DeltaY"), most)
    is_down = bool(below) and not told
    missing = [0.0 if is_down else width * size for width in widths[len(told) :]]
    room = [step / size if step > 0 and size else inf for step in told]
    taken = [min(width, space) for width, space in zip(widths, chain(room, repeat(inf)), strict=False)]
    return taken, accumulate([*told, *missing], initial=0.0), accumulate(chain(below, repeat(0.0)), initial=0.0)


def _room(drawn: Drawn, x: float, y: float) -> float:
    """How far the box of a text, which cuts off what is drawn beyond it, reaches to the right of a character.

    Nothing where the character begins to the left of it; without end where the box has no room, or the text is turned.
    """
    start, _, width, _ = box(drawn.element.get("Boundary", ""))
    a, b, c, _, e, _ = drawn.own
    if width <= 0 or abs(b) >= a:
        return inf
    left = a * x + c * y + e
    return (start + width - left) / a if left > start - SPARE * width else 0.0
