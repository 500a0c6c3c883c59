"""Tables without lines: figures of one row share a baseline, a label over several lines is centred on it.

What comes out are bare lines, cell by cell, as a text file would print them; ``locate`` finds the tables in them. A row
whose label cannot be told in exactly one way is handed over so that nothing can take its figures for another row's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.documents import Line
from ingest.readers.pdf.labelled import FigureRow, Label, choose_labels, row_of
from ingest.readers.pdf.prose import PageLine, continues, paragraphs
from ingest.readers.pdf.words import Word

# A share of the type size: two lines of figures as near as this are one row that has slipped.
SLIPPED_ROW = 1.0
# A line of one word of so many characters at the head of a header stands above all of it.
SHORTEST_TITLE = 4
# ... and this far from the middle it is still centred.
CENTRED = 1.5
# A header over several columns is wider than this; those of single columns are broken into lines before.
WIDEST_BARE_HEADER = 4.3
UNPLACED = "|"
"""Between figures whose row is not known, so that they are figures of none."""


class Span(NamedTuple):
    """The width that a column of figures takes."""

    left: float
    right: float


def lines_of_run(run: Sequence[PageLine]) -> Iterator[Line]:
    """The lines between two ruled tables, labels before their figures, wrapped sentences whole again."""
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
        yield from _table(lines)
    yield from paragraphs(text, run)


def _table(lines: Sequence[PageLine]) -> Iterator[Line]:
    rows: list[FigureRow] = []
    gaps: list[list[PageLine]] = [[]]
    for line in lines:
        if row := row_of(line):
            rows.append(row)
            gaps.append([])
        else:
            gaps[-1].append(line)
    labels = choose_labels(rows, gaps)
    used = {(piece.page, piece.word) for label in labels if label for piece in label.aside}
    loose = [[_without(line, used) for line in gap] for gap in gaps]
    spans = _spans(rows, loose)
    edge = min(line.words[0].left for line in lines)
    for n, row in enumerate(rows):
        between = [line for line in loose[n] if line.words]
        yield from _header(between, spans[n], edge)
        yield from _row(row, labels[n], spans[n], bool(between) or not n)
    yield from (line for rest in loose[-1] if rest.words for line in _words(rest))


def _without(line: PageLine, used: set[tuple[int, Word]]) -> PageLine:
    return line._replace(words=tuple(word for word in line.words if (line.page, word) not in used))


def _words(line: PageLine) -> Iterator[Line]:
    return (Line(word.text, line.locator) for word in line.words)


def _spans(rows: Sequence[FigureRow], loose: Sequence[Sequence[PageLine]]) -> list[list[Span]]:
    """The columns of each row's figures; rows without a header between them share theirs."""
    spans: list[list[Span]] = []
    start = 0
    for n in range(1, len(rows) + 1):
        if n == len(rows) or rows[n].line.page != rows[n - 1].line.page or _is_header(loose[n], rows[n]):
            spans += [_with_bare_headers(_columns(rows[start:n]), loose[start])] * (n - start)
            start = n
    return spans


def _is_header(lines: Sequence[PageLine], row: FigureRow) -> bool:
    return any(line.words and line.words[-1].right > row.figures[0].left for line in lines)


def _columns(rows: Sequence[FigureRow]) -> list[Span]:
    """Intervals that the figures of several rows take between them."""
    spans: list[Span] = []
    for word in sorted((word for row in rows for word in row.figures), key=lambda w: w.left):
        if spans and word.left < spans[-1].right:
            spans[-1] = Span(spans[-1].left, max(spans[-1].right, word.right))
        else:
            spans.append(Span(word.left, word.right))
    return spans


def _with_bare_headers(spans: list[Span], header: Sequence[PageLine]) -> list[Span]:
    """The columns together with those that only a header stands in, every figure being blank."""
    bare: list[Span] = []
    for word in sorted((word for line in header for word in line.words), key=lambda w: w.left):
        is_narrow = word.right - word.left < WIDEST_BARE_HEADER * word.size
        if is_narrow and word.left > spans[0].left and not any(word.overlaps(*span) for span in spans):
            if bare and word.left < bare[-1].right:
                bare[-1] = Span(bare[-1].left, max(bare[-1].right, word.right))
            else:
                bare.append(Span(word.left, word.right))
    return sorted([*spans, *bare])


def _header(lines: Sequence[PageLine], spans: Sequence[Span], edge: float) -> Iterator[Line]:
    """Headers column by column, so that what is broken over lines comes together; titles first, as they stand."""
    rest = list(lines)
    while rest and _is_title(rest[0], spans, edge):
        yield from _words(rest.pop(0))
    placed = [(_column_of(word, spans), n, word, line) for n, line in enumerate(rest) for word in line.words]
    pieces: list[tuple[int, Line]] = []
    for column, _, word, line in sorted(placed, key=lambda entry: entry[:2]):
        if pieces and pieces[-1][0] == column and len(word.text) == 1:
            # A single character is the end of what stands above it, whatever it means alone (自然/人).
            above = pieces[-1][1]
            pieces[-1] = (column, above._replace(text=above.text + word.text))
        else:
            pieces.append((column, Line(word.text, line.locator)))
    yield from (line for _, line in pieces)


def _is_title(line: PageLine, spans: Sequence[Span], edge: float) -> bool:
    """Whether a line stands above all columns: it begins above the labels, or is centred on labels and columns."""
    word = line.words[0]
    if len(line.words) > 1 or len(word.text) < SHORTEST_TITLE:
        return False
    middle = (min(edge, spans[0].left) + spans[-1].right) / 2
    return word.left < spans[0].left - word.size or abs(word.centre - middle) < CENTRED * word.size


def _column_of(word: Word, spans: Sequence[Span]) -> int:
    """The column whose middle is nearest; -1 for what stands above the labels."""
    if word.right <= spans[0].left:
        return -1
    return min(range(len(spans)), key=lambda n: abs((spans[n].left + spans[n].right) / 2 - word.centre))


def _row(row: FigureRow, label: Label | None, spans: Sequence[Span], has_header: bool) -> Iterator[Line]:
    locator = row.line.locator
    named = bool(label and (label.own or label.aside))
    if not named and not (label and has_header):
        yield Line(UNPLACED.join(word.text for word in row.figures), locator)
        return
    if label:
        yield from (Line(word.text, locator) for word in row.words if word not in label.own)
        if label.text:
            yield Line(label.text, locator)
    for text in _with_blanks(row.figures, spans):
        yield Line(text, locator, is_cell=True)


def _with_blanks(figures: Sequence[Word], spans: Sequence[Span]) -> list[str]:
    """Figures by column, blanks where a column has none in this row; as they are where columns are not clear."""
    places = [[n for n, span in enumerate(spans) if word.overlaps(*span)] for word in figures]
    if any(len(place) != 1 for place in places) or len({place[0] for place in places}) != len(places):
        return [word.text for word in figures]
    held = {place[0]: word.text for place, word in zip(places, figures, strict=True)}
    return [held.get(n, "") for n in range(len(spans))]
