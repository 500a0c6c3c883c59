"""Paths of OFD as ruled lines."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.readers.ofd.values import first_named, is_true, number, text_of
from ingest.readers.paged.rulings import Matrix, Point, Ruling, drawn_by

# How many numbers stand behind each letter of a path; the last two are where it ends.
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}
MOVES, LINE, CLOSES = ("S", "M"), "L", ("C", "Z")


def rulings_of(element: Element, placed: Matrix) -> Iterator[Ruling]:
    """The lines that a path rules on its page.

    Raises:
        ValueError: its data is no path.
    """
    is_stroked = is_true(element.get("Stroke"), otherwise=True)
    if is_stroked or is_true(element.get("Fill"), otherwise=False):
        for points in _parts(text_of(first_named(element, "AbbreviatedData")), placed):
            yield from drawn_by(points, is_stroked)


def _parts(data: str, placed: Matrix) -> Iterator[list[Point]]:
    """The corners of each connected part, closed ones ending where they began; curves are left out."""
    points: list[Point] = []
    words = iter(data.split())
    for letter in words:
        operands = [number(next(words, "")) for _ in range(OPERANDS.get(letter, 0))]
        if letter not in OPERANDS:
            raise ValueError(f"no letter of a path: {letter}")
        if letter in CLOSES:
            points += points[:1] if len(points) > 1 else []
            continue
        if letter != LINE and len(points) > 1:
            yield points
        place = _placed(operands[-2], operands[-1], placed)
        points = [*points, place] if letter == LINE else [place]
    if len(points) > 1:
        yield points


def _placed(x: float, y: float, m: Matrix) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
