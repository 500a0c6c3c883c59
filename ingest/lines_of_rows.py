"""Lines of rows that keep figures in line: a name with its figures behind it, and names that were torn to lines.

Programs that take the text out of a PDF print the lines of a name as they stand on the page, and the figures of the
row behind the last of them, or at the height of the middle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.documents import Line
from ingest.looks import LONGEST_LABEL, MOST_PARTS, is_value, swallows_another, table_labels, units
from ingest.normalise import squeeze

DIGITS = re.compile(r"^\d[\d,，.．]*$")
REST_OF_FIGURE = re.compile(r"^\d+[\d,，.．]*$")

# The number of a row on a line by itself (4.) and a figure that goes on below end so.
OPEN_ENDS = ".．、,，"


class InLine(NamedTuple):
    """A line in two: what stands before its figures, and the figures at its end."""

    head: str
    figures: tuple[str, ...]


class TornRow(NamedTuple):
    """A row whose name was torn: the name, its figures, on which of its lines they stand, and how many it takes."""

    name: str
    figures: tuple[str, ...]
    place: int
    lines: int


def in_line(text: str) -> InLine:
    """The figures at the end of a line, parted by spaces, and what is before them."""
    parts = _whole_words(text.split())
    count = 0
    while count < len(parts) and is_value(parts[-1 - count]):
        count += 1
    return InLine(" ".join(parts[: len(parts) - count]), tuple(parts[len(parts) - count :]))


def torn_row(lines: Sequence[Line], number: int) -> TornRow | None:
    """The row that begins at a line with a part of its name: all parts together are a name that none of them is.

    The figures stand on one of its lines, alone or behind a part. None for anything else, and where it is open which
    of the lines below belong to it.
    """
    names: list[str] = []
    row: tuple[tuple[str, ...], int] | None = None
    found: TornRow | None = None
    for place, line in enumerate(lines[number : number + MOST_PARTS + 1]):
        if line.is_cell or line.is_prose or not line.text.strip():
            break
        head, figures = in_line(line.text)
        if (figures and row is not None) or any(figure[-1] in OPEN_ENDS for figure in figures):
            break
        if head:
            names.append(head)
        elif not names:
            break
        elif len(figures) == 1 and _names_row(names, "\n".join(names)):
            break  # a figure a line: more of them stand below
        row = (figures, place) if figures else row
        text = "\n".join(names)
        if len(names) > MOST_PARTS or len(text) > LONGEST_LABEL + MOST_PARTS:
            break
        if row is not None and len(names) > 1 and _names_row(names, text):
            found = TornRow(text, *row, place + 1)
    return found


def _names_row(parts: Sequence[str], whole: str) -> bool:
    labels = table_labels(whole).labels
    return any(label.axis == "row" for label in labels) and not swallows_another(parts, labels)


def _whole_words(words: Sequence[str]) -> list[str]:
    """Words of a line, a unit put back behind its figure (``105 件``), digits behind their thousands (``1, 033``)."""
    parts: list[str] = []
    for word in words:
        if parts and squeeze(word) in units() and squeeze(parts[-1])[-1:].isdecimal():
            parts[-1] = f"{parts[-1]} {word}"
        elif parts and DIGITS.match(parts[-1]) and parts[-1][-1] in ",，" and REST_OF_FIGURE.match(word):
            parts[-1] += word
        else:
            parts.append(word)
    return parts
