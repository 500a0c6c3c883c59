"""The colours of what OFD draws, and what of it is a ground that pale text is seen on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from ingest.readers.ofd.objects import IMAGE, PATH, Drawn
from ingest.readers.ofd.paths import image_of
from ingest.readers.ofd.values import first_named, is_true, number
from ingest.readers.paged.page import Area
from ingest.readers.paged.pale import PAPER, is_pale

GREY, RED_GREEN_BLUE = 1, 3
BLACK = (0.0, 0.0, 0.0)


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


def is_filled_pale(element: Element) -> bool:
    """Whether the filling of a text or an area is hardly seen on paper; not where its colour cannot be told.

    Raises:
        ValueError: the number that says how opaque it is is none.
    """
    colour = first_named(element, "FillColor")
    parts = _parts("" if colour is None else colour.get("Value", ""))
    is_filled = is_true(element.get("Fill"), otherwise=True)
    return is_filled and len(parts) in (GREY, RED_GREEN_BLUE) and is_pale(parts, opacity_of(element))


def _parts(value: str) -> tuple[float, ...]:
    """The parts of a colour, some as ``#FF``; black where there are none, nothing where one is no number."""
    try:
        return tuple(float(int(part[1:], 16)) if part[0] == "#" else number(part) for part in value.split()) or BLACK
    except ValueError:
        return ()


def grounds_in(drawn: Sequence[Drawn]) -> Iterator[Area]:
    """Pictures, and areas filled with anything but a pale colour, by the boxes they are cut to.

    Raises:
        ValueError: a number that an object needs is none.
    """
    for each in drawn:
        is_filled = each.kind == PATH and is_true(each.element.get("Fill"), otherwise=False)
        if each.kind == IMAGE or (is_filled and not is_filled_pale(each.element)):
            yield image_of(each)
