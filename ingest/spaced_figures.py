"""Figures that hold a space, among bare lines of one figure each: 1 234 reads as two and pushes those behind it on.

One such figure in a row that lacks another, for its blank left no line, would make the row seem whole. So where figures
stand a line each, a row in which only some do is not read. Two on a line may be a row of two as well, or one figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.bare_items import FIGURES, SPACED, Item

# So many on one line are a row printed on it.
FEWEST_ON_ONE_LINE = 3


def with_spaced(items: Sequence[Item]) -> Sequence[Item]:
    """The items of one table, figures that may be parts of one as such."""
    runs = list(_runs_of_figures(items))
    lines = [[items[n].first_line for n in run] for run in runs]
    shared = sum(len(numbers) - len(set(numbers)) for numbers in lines)
    apart = sum(len(set(numbers)) - 1 for numbers in lines)
    if not shared or shared > apart:
        return items
    doubtful = {n for run, numbers in zip(runs, lines, strict=True) if _may_be_parts(numbers) for n in run}
    return [item._replace(kind=SPACED) if n in doubtful else item for n, item in enumerate(items)]


def _may_be_parts(lines: Sequence[int]) -> bool:
    """Whether of the figures of one row, on these lines, some may be one."""
    different = len(set(lines))
    return different < len(lines) and not (different == 1 and len(lines) >= FEWEST_ON_ONE_LINE)


def _runs_of_figures(items: Sequence[Item]) -> Iterator[list[int]]:
    """The numbers of items that are figures one behind the other: those of a row."""
    numbers = [n for n, item in enumerate(items) if item.kind != "mark"]
    for is_figure, run in groupby(numbers, key=lambda n: items[n].kind in FIGURES):
        if is_figure:
            yield list(run)
