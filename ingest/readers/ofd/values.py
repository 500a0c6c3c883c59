"""Attributes of OFD as numbers. Lengths are millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from xml.etree.ElementTree import Element

from ingest.readers.paged.rulings import UPRIGHT, Matrix

Box = tuple[float, float, float, float]
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


def name_of(element: Element) -> str:
    """The name of an element without its namespace: programs declare several."""
    return element.tag.rpartition("}")[2]


def all_named(element: Element, name: str) -> Iterator[Element]:
    """The children of this name."""
    return (child for child in element if name_of(child) == name)


def first_named(element: Element, *names: str) -> Element | None:
    """The first child of the first child ... of these names."""
    found: Element | None = element
    for name in names:
        found = None if found is None else next(all_named(found, name), None)
    return found


def text_of(element: Element | None) -> str:
    """What an element says, without the white space around it."""
    return (element.text or "").strip() if element is not None else ""


def number(printed: str) -> float:
    """One number.

    Raises:
        ValueError: it is none.
    """
    value = float(printed)
    if not isfinite(value):
        raise ValueError(f"not a number: {printed}")
    return value


def box(printed: str) -> Box:
    """Left, top, width and height; nothing where nothing is printed.

    Raises:
        ValueError: it is not four numbers.
    """
    if not printed.strip():
        return NOWHERE
    left, top, width, height = map(number, printed.split())
    return left, top, width, height


def matrix(printed: str | None) -> Matrix:
    """Six numbers; upright where nothing is printed.

    Raises:
        ValueError: it is not six numbers.
    """
    if not printed or not printed.strip():
        return UPRIGHT
    a, b, c, d, e, f = map(number, printed.split())
    return a, b, c, d, e, f


def steps(printed: str | None, most: int) -> list[float]:
    """Distances between characters, at most so many; ``g 3 5.6`` is three times 5.6.

    Raises:
        ValueError: it is no such list.
    """
    found: list[float] = []
    words = iter((printed or "").split())
    for word in words:
        if word.lower() == "g":
            times, step = int(next(words, "")), number(next(words, ""))
            found += [step] * min(max(times, 0), most - len(found))
        elif len(found) < most:
            found.append(number(word))
    return found


def is_true(printed: str | None, otherwise: bool) -> bool:
    """A yes or no."""
    return otherwise if printed is None else printed.strip().lower() in ("true", "1")
