"""Paths and images of OFD: the lines they rule, and where they draw what is no line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.readers.ofd.objects import Drawn
from ingest.readers.ofd.values import box, first_named, is_true, number, text_of
from ingest.readers.paged.page import Area
from ingest.readers.paged.rulings import SIMPLE_PATH, Matrix, Point, Ruling, drawn_by, moved

# How many numbers stand behind each letter of a path: places, but for the first five of an arc.
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}
LINE, CLOSES = "L", ("C", "Z")

Command = tuple[str, list[Point]]


def path_of(drawn: Drawn) -> tuple[list[Ruling], list[Area]]:
    """The lines that a path rules; where it stands, if it is more than a line or a box.

    Raises:
        ValueError: its data is no path.
    """
    is_stroked = is_true(drawn.element.get("Stroke"), otherwise=True)
    if not (is_stroked or is_true(drawn.element.get("Fill"), otherwise=False)):
        return [], []
    commands = list(_commands(text_of(first_named(drawn.element, "AbbreviatedData")), drawn.placed))
    rulings = [ruling for part in _parts(commands) for ruling in drawn_by(part, is_stroked)]
    places = [places for _, places in commands if places]
    return rulings, [_around([place for each in places for place in each])] if len(places) > SIMPLE_PATH else []


def area_of(drawn: Drawn) -> Area:
    """Where an image, or the box of a path, stands.

    Raises:
        ValueError: its box is none.
    """
    left, top, width, height = box(drawn.element.get("Boundary", ""))
    return _around([moved(x, y, drawn.outer) for x in (left, left + width) for y in (top, top + height)])


def _around(places: Sequence[Point]) -> Area:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Area(min(xs), min(ys), max(xs), max(ys))


def _commands(data: str, placed: Matrix) -> Iterator[Command]:
    words = iter(data.split())
    for letter in words:
        if letter not in OPERANDS:
            raise ValueError(f"no letter of a path: {letter}")
        operands = [number(next(words, "")) for _ in range(OPERANDS[letter])]
        places = operands[-2:] if letter == "A" else operands
        yield letter, [moved(x, y, placed) for x, y in zip(places[::2], places[1::2], strict=True)]


def _parts(commands: Sequence[Command]) -> Iterator[list[Point]]:
    """The corners of each connected part, closed ones ending where they began; curves are left out."""
    points: list[Point] = []
    for letter, places in commands:
        if letter in CLOSES:
            points += points[:1] if len(points) > 1 else []
            continue
        if letter != LINE and len(points) > 1:
            yield points
        points = [*points, places[-1]] if letter == LINE else [places[-1]]
    if len(points) > 1:
        yield points
