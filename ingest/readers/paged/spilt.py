"""Names that run on below a table which a page break cut: printed under its open foot, by browsers above all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.normalise import has_ideograph
from ingest.readers.paged.cells import Ruled
from ingest.readers.paged.halves import NUMBERED
from ingest.readers.paged.lattice import SNAP, Box
from ingest.readers.placed.words import PageLine, Word

# From a baseline to that of the next line of a cell, as a share of the type size.
NEXT_LINE = 2.5


def with_spilt(table: Ruled, lines: Sequence[PageLine]) -> Ruled | None:
    """The table with the rest of its names, which ``lines`` are; None where one of them may be anything else.

    A figure is never taken in: it may be the number of the page.
    """
    texts = list(table.texts)
    last = [(n, box) for n, box in enumerate(table.lattice.boxes) if box.end_row == len(table.pages)]
    cut = [(n, box) for n, box in last if not table.is_closed_below(box)]
    above = table.lattice.foot.y
    for line in lines:
        if line.page != table.pages[-1][0] or not above - line.words[0].size < line.y < above + _reach(line):
            return None
        for word in line.words:
            cell = next((n for n, box in cut if _holds(table, box, word)), None)
            if cell is None or not _is_rest(word.text):
                return None
            texts[cell] = f"{texts[cell]}\n{word.text}".strip()
        above = line.y
    return replace(table, texts=tuple(texts))


def _reach(line: PageLine) -> float:
    return NEXT_LINE * line.words[0].size


def _holds(table: Ruled, box: Box, word: Word) -> bool:
    left, right = table.lattice.xs[box.first_column], table.lattice.xs[box.end_column]
    return left - SNAP <= word.left and word.right <= right + SNAP


def _is_rest(text: str) -> bool:
    is_figure = any(character.isnumeric() and not has_ideograph(character) for character in text)
    return has_ideograph(text) and not is_figure and not NUMBERED.match(text)
