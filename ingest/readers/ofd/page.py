"""One page of an OFD file: characters with their places and the lines ruled on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ingest.errors import Rejection
from ingest.readers.ofd.colours import grounds_in, is_printed_pale
from ingest.readers.ofd.objects import IMAGE, PATH, TEXT, Drawn, drawn_in
from ingest.readers.ofd.paths import area_of, path_of
from ingest.readers.ofd.texts import chars_of, is_seen
from ingest.readers.ofd.values import Box
from ingest.readers.paged.chars import Char
from ingest.readers.paged.page import LEFT_OUT, LEVEL_SHARE, Area, Page, is_on
from ingest.readers.paged.pale import without_pale_figures
from ingest.readers.paged.rulings import MOST_SEGMENTS, Matrix, Ruling, runs_slanted, times

POINTS = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
# No page of a report draws so many; graphics that draw each other often can.
MOST_OBJECTS = 100_000
LEVEL, DOWN, UP, OVER = 0, 1, 2, 3
"""How texts run on a page: from left to right, downwards, upwards, upside down."""


class Printed(NamedTuple):
    """The contents that make one page, and the box it is cut to, in millimetres."""

    contents: tuple[Element, ...]
    box: Box


def read_page(number: int, printed: Printed, graphics: Mapping[str, Element]) -> Page:
    """Read one page.

    Raises:
        ValueError: a number on it is none.
        KeyError: a text has no size.
        Rejection: ``too_large``.
    """
    base, width, height = _upright(printed.box, LEVEL)
    drawn = _all(printed, graphics, base)
    texts = [each for each in drawn if each.kind == TEXT]
    seen = [each for each in texts if is_seen(each.element)]
    ways = Counter(_way(each.placed) for each in seen for _ in range(_length(each)))
    way = max(ways, key=lambda each: ways[each], default=LEVEL)
    if way != LEVEL:
        base, width, height = _upright(printed.box, way)
        drawn = _all(printed, graphics, base)
        seen = [each for each in drawn if each.kind == TEXT and is_seen(each.element)]
    chars = _chars(_level(seen), drawn, width, height)
    images = [area_of(each) for each in drawn if each.kind == IMAGE]
    rulings, outlines = _paths(drawn)
    return Page(number, width, height, chars, rulings, bool(images), len(seen) < len(texts), (*images, *outlines))


def _all(printed: Printed, graphics: Mapping[str, Element], base: Matrix) -> list[Drawn]:
    every = chain.from_iterable(drawn_in(content, graphics, base) for content in printed.contents)
    drawn = list(islice(every, MOST_OBJECTS + 1))
    if len(drawn) > MOST_OBJECTS:
        raise Rejection("too_large", f"> {MOST_OBJECTS} objects on a page")
    return drawn


def _upright(page: Box, way: int) -> tuple[Matrix, float, float]:
    """From millimetres of the page to points of it as it is read, and how wide and high it is then."""
    left, top, width, height = (POINTS * length for length in page)
    base: Matrix = (POINTS, 0.0, 0.0, POINTS, -left, -top)
    if way == DOWN:
        return times(base, (0.0, -1.0, 1.0, 0.0, 0.0, width)), height, width
    if way == UP:
        return times(base, (0.0, 1.0, -1.0, 0.0, height, 0.0)), height, width
    if way == OVER:
        return times(base, (-1.0, 0.0, 0.0, -1.0, width, height)), width, height
    return base, width, height


def _way(placed: Matrix) -> int:
    a, b = placed[:2]
    if abs(a) >= abs(b):
        return LEVEL if a >= 0 else OVER
    return DOWN if b > 0 else UP


def _length(drawn: Drawn) -> int:
    return sum(len(code.text or "") for code in drawn.element)


def _level(texts: Sequence[Drawn]) -> list[Drawn]:
    """Texts that do not run at a slant, as what is stamped over a page does; all of a page that is crooked."""
    level = [each for each in texts if not runs_slanted(each.placed)]
    return level if sum(map(_length, level)) >= LEVEL_SHARE * sum(map(_length, texts)) else list(texts)


def _chars(texts: Sequence[Drawn], drawn: Sequence[Drawn], width: float, height: float) -> tuple[Char, ...]:
    """The characters of texts that are on the page; as marks what its edge cuts, and pale figures."""
    chars: list[Char] = []
    pale: list[bool] = []
    for each in texts:
        found = [char for char in chars_of(each) if 0 <= char.y <= height and char.size > 0]
        chars += [char if is_on(char, width) else char._replace(text=LEFT_OUT) for char in found]
        pale += [is_printed_pale(each.element)] * len(found)
    return tuple(without_pale_figures(chars, pale, list(grounds_in(drawn))) if any(pale) else chars)


def _paths(drawn: Sequence[Drawn]) -> tuple[tuple[Ruling, ...], tuple[Area, ...]]:
    rulings: list[Ruling] = []
    outlines: list[Area] = []
    for each in drawn:
        if each.kind == PATH:
            lines, areas = path_of(each)
            rulings += lines
            outlines += areas
            if len(rulings) > MOST_SEGMENTS:
                return (), ()
    return tuple(rulings), tuple(outlines)
