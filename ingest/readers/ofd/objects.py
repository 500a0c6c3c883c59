"""What a page of an OFD file draws, wherever it is kept: on the page, in its templates, in graphics drawn as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ingest.readers.ofd.values import box, is_true, matrix, name_of
from ingest.readers.paged.rulings import Matrix, times

DRAWN = frozenset(("TextObject", "PathObject", "ImageObject"))
BLOCKS = frozenset(("Layer", "PageBlock"))
COMPOSITE = "CompositeObject"
# Graphics inside graphics inside a page; deeper nesting is a loop.
DEEPEST = 6


class Drawn(NamedTuple):
    """One object: its kind, its element, what places its own coordinates in what it stands in, and that on the page."""

    kind: str
    element: Element
    own: Matrix
    outer: Matrix

    @property
    def placed(self) -> Matrix:
        """What places its own coordinates on the page."""
        return times(self.own, self.outer)


def drawn_in(block: Element, graphics: Mapping[str, Element], outer: Matrix, depth: int = DEEPEST) -> Iterator[Drawn]:
    """Every object below a block; ``graphics`` are the contents that objects are made of, by their number.

    Raises:
        ValueError: a number that an object needs is none.
    """
    for element in block:
        kind = name_of(element)
        if kind in BLOCKS:
            yield from drawn_in(element, graphics, outer, depth)
        elif kind in DRAWN and is_true(element.get("Visible"), otherwise=True):
            yield Drawn(kind, element, _own(element), outer)
        elif kind == COMPOSITE and depth and is_true(element.get("Visible"), otherwise=True):
            content = graphics.get(element.get("ResourceID", ""))
            if content is not None:
                yield from drawn_in(content, graphics, times(_own(element), outer), depth - 1)


def _own(element: Element) -> Matrix:
    """From an object's coordinates to those of what it stands in: turned, then moved to its box."""
    a, b, c, d, e, f = matrix(element.get("CTM"))
    left, top, _, _ = box(element.get("Boundary", ""))
    return a, b, c, d, e + left, f + top
