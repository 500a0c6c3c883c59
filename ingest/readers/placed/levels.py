"""Which lines of print are one row: figures set smaller, rows that slipped, figures broken over lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.placed.labels import CLOSEST_LINES, SAME_HEIGHT, WIDEST_LINES, FigureRow, Label
from ingest.readers.placed.words import PageLine


def levelled(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Lines, those put together that stand at one height: figures set smaller have a baseline of their own."""
    waiting: PageLine | None = None
    for line in lines:
        if waiting and waiting.page == line.page and _are_level(waiting, line):
            words = sorted((*waiting.words, *line.words), key=lambda w: w.left)
            waiting = waiting._replace(words=tuple(words))
            continue
        if waiting:
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def _are_level(line: PageLine, other: PageLine) -> bool:
    size = max(line.words[0].size, other.words[0].size)
    apart = abs(line.words[0].middle - other.words[0].middle)
    return apart < SAME_HEIGHT * size and not any(a.overlaps(b.left, b.right) for a in line.words for b in other.words)


def unslipped(rows: Sequence[FigureRow], labels: Sequence[Label | None]) -> list[Label | None]:
    """The labels without those of rows that stand so near to each other that they may be one row that has slipped."""
    near = [
        before.line.page == row.line.page and row.middle - before.middle < CLOSEST_LINES * row.figures[0].size
        for before, row in pairwise(rows)
    ]
    slipped = [a or b for a, b in zip([False, *near], [*near, False], strict=True)]
    return [None if is_slipped else label for is_slipped, label in zip(slipped, labels, strict=True)]


def of_whole_figures(
    rows: Sequence[FigureRow], gaps: Sequence[Sequence[PageLine]], labels: Sequence[Label | None]
) -> list[Label | None]:
    """The labels without those of rows right beside a line of figures alone: narrow cells break figures over lines."""
    whole = list(labels)
    bare = [not row.words and not (label and label.text) for row, label in zip(rows, labels, strict=True)]
    for n, (row, below) in enumerate(pairwise(rows)):
        is_close = below.middle - row.middle < WIDEST_LINES * row.figures[0].size
        is_near = row.line.page == below.line.page and not gaps[n + 1] and is_close
        if is_near and (bare[n] or bare[n + 1]):
            whole[n] = whole[n + 1] = None
    return whole
