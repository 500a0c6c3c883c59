"""The colours of what OFD draws, and what of it is a ground that pale text is seen on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from ingest.readers.ofd.objects import PATH, Drawn
from ingest.readers.ofd.paths import area_of
from ingest.readers.ofd.values import first_named, is_true, number
from ingest.readers.paged.page import Area
from ingest.readers.paged.pale import BLACK, PAPER, Ink

GREY, RED_GREEN_BLUE = 1, 3


def opacity_of(element: Element) -> float:
    """How opaque the filling of an object is, from 0 to 1.

    Raises:
        ValueError: a number that says so is none.
    """
    colour = first_named(element, "FillColor")
    alphas = (element.get("Alpha"), None if colour is None else colour.get("Alpha"))
    opacity = 1.0
    for alpha in alphas:
        opacity *= number(alpha) / PAPER if alpha is not None else 1.0
    return opacity


def ink_of(element: Element) -> Ink | None:
    """What fills a text or an area, black by itself; None where that cannot be told (a gradient, other colours).

    Raises:
        ValueError: the number that says how opaque it is is none.
    """
    colour = first_named(element, "FillColor")
    if colour is None:
        return BLACK._replace(opacity=opacity_of(element))
    try:
        parts = tuple(map(_part, colour.get("Value", "").split())) or (() if len(colour) else BLACK.parts)
    except ValueError:
        return None
    return Ink(parts, opacity_of(element)) if len(parts) in (GREY, RED_GREEN_BLUE) else None


def _part(printed: str) -> float:
    return float(int(printed[1:], 16)) if printed.startswith("#") else number(printed)


def is_printed_pale(element: Element) -> bool:
    """Whether a text is filled with an ink hardly seen on paper.

    Raises:
        ValueError: as ``ink_of``.
    """
    ink = ink_of(element) if is_true(element.get("Fill"), otherwise=True) else None
    return ink is not None and ink.is_pale


def grounds_in(drawn: Sequence[Drawn]) -> Iterator[Area]:
    """Areas filled with a colour that is known not to be pale, by the boxes they are cut to.

    Raises:
        ValueError: a number that an object needs is none.
    """
    for each in drawn:
        if each.kind == PATH and is_true(each.element.get("Fill"), otherwise=False):
            ink = ink_of(each.element)
            if ink is not None and not ink.is_pale:
                yield area_of(each)
