"""Lines of print to tables, by where their words stand.

A figure belongs to the column whose header, or whose other figures, it overlaps; where places on the page cannot be
compared, to the column that its number in a whole row says. A row whose figures cannot be told apart so is handed over
as one merged cell; one whose label cannot be told in exactly one way keeps its figures to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.documents import Block, Line
from ingest.looks import PAGE_MARK
from ingest.normalise import squeeze
from ingest.readers.placed.columns import heads_column
from ingest.readers.placed.labels import FigureRow, Options, choose_labels, row_of
from ingest.readers.placed.levels import levelled, of_whole_figures, unslipped
from ingest.readers.placed.places import Group
from ingest.readers.placed.prose import continues, paragraphs
from ingest.readers.placed.rows import table_of_group
from ingest.readers.placed.words import PageLine, Word


class Setting(NamedTuple):
    """What places mean: which labels a row may have, and whether headers and figures stand in the same places."""

    options: Options
    is_to_scale: bool


def blocks_of_run(run: Sequence[PageLine], setting: Setting) -> Iterator[Block]:
    """The blocks of a run of lines without ruled tables between: tables, and wrapped sentences whole again."""
    text: list[PageLine] = []
    for is_prose, group in groupby(run, key=lambda line: line.is_prose and row_of(line) is None):
        lines = list(group)
        while not is_prose and lines and text and continues(text[-1], lines[0], run):
            text.append(lines.pop(0))
        if is_prose or not any(row_of(line) and len(line.words) > 1 for line in lines):
            text += lines
            continue
        yield from paragraphs(text, run)
        text = []
        yield from tables_of(lines, setting)
    yield from paragraphs(text, run)


def tables_of(lines: Sequence[PageLine], setting: Setting) -> Iterator[Block]:
    """The tables that lines without prose among them make, a table for each header."""
    rows: list[FigureRow] = []
    gaps: list[list[PageLine]] = [[]]
    for line in levelled(lines) if setting.is_to_scale else lines:
        if row := row_of(line):
            rows.append(row)
            gaps.append([])
        elif not PAGE_MARK.match(squeeze(line.text)):
            gaps[-1].append(line)
    labels = of_whole_figures(rows, gaps, choose_labels(rows, gaps, setting.options))
    if setting.is_to_scale:
        labels = unslipped(rows, labels)
    used = {(p.line, word) for label in labels if label for p in label.above + label.below for word in p.words}
    loose = [[left for line in gap if (left := _without(line, used)).words] for gap in gaps]
    start = 0
    for n in range(1, len(rows) + 1):
        if n == len(rows) or _is_header(loose[n], rows[start:n]):
            yield from table_of_group(Group(rows[start:n], labels[start:n], loose[start:n]), setting.is_to_scale)
            start = n
    yield from (Line(line.text, line.locator, is_prose=True) for line in loose[-1])


def _without(line: PageLine, used: set[tuple[PageLine, Word]]) -> PageLine:
    return line._replace(words=tuple(word for word in line.words if (line, word) not in used))


def _is_header(lines: Sequence[PageLine], above: Sequence[FigureRow]) -> bool:
    """Whether lines head other columns than those above: they reach over figures, or say that they do."""
    edge = min(row.figures[0].left for row in above)
    return any(line.words[-1].right > edge or sum(heads_column(word.text) for word in line.words) > 1 for line in lines)
