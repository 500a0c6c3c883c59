"""Rows next to a page break that may be half a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from ingest.documents import OBJECT_MARK
from ingest.looks import is_value
from ingest.readers.paged.cells import Ruled
from ingest.readers.paged.halves import NUMBERED, Half, cells_of, is_word
from ingest.readers.paged.lattice import SNAP


class _Row(NamedTuple):
    """The name of a row and what stands behind it."""

    name: str
    behind: Sequence[Half]

    @property
    def has_figures(self) -> bool:
        """Whether any cell behind the name holds one."""
        return any(is_value(half.text) for half in self.behind)


def doubted(upper: Ruled, lower: Ruled) -> tuple[Ruled, Ruled]:
    """Tables on either side of a page break, with marks in what may be half a row: its figures are in either half.

    It is where one half has no name; and, where no line rules the upper row off, where the name below is no beginning
    (most names of the form have numbers) and figures stand in one half or in both.
    """
    last = [(_edge(upper, half), half) for half in cells_of(upper) if half.box.end_row == len(upper.pages)]
    first = [(_edge(lower, half), half) for half in cells_of(lower) if half.box.first_row == 0]
    edge = max((x for x, half in (*last, *first) if is_word(half)), default=-inf)
    above, below = _row(last, edge), _row(first, edge)
    if any(name and is_value(name) for name in (above.name, below.name)):
        return upper, lower  # a header and the first figures below it
    if not above.name or not below.name:
        is_above, is_below = not below.name and below.has_figures, not above.name and above.has_figures
    elif NUMBERED.match(below.name) or not above.behind or upper.is_closed_below(above.behind[0].box):
        return upper, lower
    else:
        is_above = above.has_figures or below.has_figures
        is_below = is_above
    return (
        _marked(upper, above.behind) if above.name and is_above else upper,
        _marked(lower, below.behind) if below.name and is_below else lower,
    )


def _row(cells: Sequence[tuple[float, Half]], edge: float) -> _Row:
    """A row whose name ends at ``edge``, as that of its other half may: what stands before it names a group.

    A table of other columns ends its names elsewhere.
    """
    if not any(abs(x - edge) <= SNAP for x, _ in cells):
        edge = max((x for x, half in cells if is_word(half)), default=-inf)
    names = [half.text for x, half in cells if abs(x - edge) <= SNAP]
    return _Row("".join(names), [half for x, half in cells if x > edge + SNAP])


def _edge(table: Ruled, half: Half) -> float:
    return table.lattice.xs[half.box.end_column]


def _marked(table: Ruled, cells: Sequence[Half]) -> Ruled:
    marked = {half.number for half in cells}
    texts = (text + OBJECT_MARK if n in marked else text for n, text in enumerate(table.texts))
    return replace(table, texts=tuple(texts))
