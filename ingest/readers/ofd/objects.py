"""What a page of an OFD file draws, wherever it is kept: on the page, in its templates, in graphics drawn as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ingest.readers.ofd.values import box, is_true, matrix, name_of
from ingest.readers.paged.rulings import Matrix, times

TEXT, PATH, IMAGE, COMPOSITE = "TextObject", "PathObject", "ImageObject", "CompositeObject"
DRAWN = frozenset((TEXT, PATH, IMAGE, COMPOSITE))
BLOCKS = frozenset(("Layer", "PageBlock"))
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

    What is neither text nor a path, or cannot be found, is an image: something is drawn there.

    Raises:
        ValueError: a number that an object needs is none.
    """
    for element in block:
        kind = name_of(element)
        content = graphics.get(element.get("ResourceID", "")) if kind == COMPOSITE and depth else None
        if kind in BLOCKS:
            yield from drawn_in(element, graphics, outer, depth)
        elif kind not in DRAWN and "Boundary" not in element.attrib:
            continue  # what is not drawn: actions, clips, colours
        elif not is_true(element.get("Visible"), otherwise=True):
            continue
        elif content is not None:
            yield from drawn_in(content, graphics, times(_own(element), outer), depth - 1)
        else:
            yield Drawn(kind if kind in (TEXT, PATH) else IMAGE, element, _own(element), outer)


def _own(element: Element) -> Matrix:
    """From an object's coordinates to those of what it stands in: turned, then moved to its box."""
    a, b, c, d, e, f = matrix(element.get("CTM"))
    left, top, _, _ = box(element.get("Boundary", ""))
    return a, b, c, d, e + left, f + top
