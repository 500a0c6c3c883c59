"""Columns of a Word table that are none: slivers left where the edges of cells were dragged almost into line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import accumulate

# Twentieths of a point. Between the margins that Word gives a cell nothing this narrow shows a digit.
NARROWEST_COLUMN = 100
EVERY_COLUMN = range(sys.maxsize)


def columns_of(widths: Sequence[int], extents: Iterable[tuple[int, int]]) -> Sequence[int]:
    """Which column of the table each column of its grid is, and the one behind the last.

    Args:
        widths: of the grid's columns, in twentieths of a point.
        extents: the columns of every cell, half-open.

    A sliver is the column to its left: all cells that begin or end on either side of it do so in one place. Every
    column is its own where a cell has nothing but slivers, where a cell is outside the grid, or where most are slivers.
    """
    is_column = [width >= NARROWEST_COLUMN for width in widths]
    if all(is_column) or 2 * sum(is_column) < len(widths):
        return EVERY_COLUMN
    places = [0, *accumulate(map(int, is_column))]
    fits = all(end < len(places) and places[start] < places[end] for start, end in extents)
    return places if fits else EVERY_COLUMN
