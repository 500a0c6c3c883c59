"""Which lines of print are the label of which row of figures, where no ruled line says so.

A label stands on the baseline of its figures; one of several lines is centred on it, its lines evenly spaced and begun,
or centred, one below the other. Every piece belongs to one label at most. Of all ways to share the pieces out that one
counts that uses most of them; where two ways use as many, the rows concerned are left without a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.locate import is_value
from ingest.readers.pdf.prose import PageLine
from ingest.readers.pdf.words import Word

# Shares of the type size. Two places are the same height, or begin or are centred alike, within these; ...
SAME_HEIGHT = 0.3
ALIGNED = 0.8
# ... lines of one label are spaced by no less and no more; ...
CLOSEST_LINES = 0.85
WIDEST_LINES = 2.2
# ... a label may reach this far over the left edge of its figures.
OVERHANG = 0.3
# A label of more than seven lines has not been seen.
MOST_PIECES_ASIDE = 3
HALF_HEIGHT = 0.35
"""From the baseline to the middle of a figure or an ideograph."""


class Piece(NamedTuple):
    """One stretch of print without figures, the rightmost of its line."""

    page: int
    word: Word

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return self.word.y - HALF_HEIGHT * self.word.size


class FigureRow(NamedTuple):
    """One line that ends in figures."""

    line: PageLine
    words: tuple[Word, ...]
    figures: tuple[Word, ...]

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return self.figures[0].y - HALF_HEIGHT * self.figures[0].size


class Label(NamedTuple):
    """One way to read a row's label: pieces above, the word on the line itself (if it is one), pieces below."""

    above: tuple[Piece, ...]
    own: tuple[Word, ...]
    below: tuple[Piece, ...]

    @property
    def aside(self) -> frozenset[Piece]:
        """The pieces on lines of their own."""
        return frozenset(self.above + self.below)

    @property
    def text(self) -> str:
        """The label, read downwards."""
        return "".join(w.text for w in (*(p.word for p in self.above), *self.own, *(p.word for p in self.below)))


def figures_of(line: PageLine) -> tuple[Word, ...]:
    """The figures that end a line."""
    count = 0
    while count < len(line.words) and is_value(line.words[-1 - count].text):
        count += 1
    return line.words[len(line.words) - count :]


def row_of(line: PageLine) -> FigureRow | None:
    """A line as a row of figures; None where it holds none."""
    figures = figures_of(line)
    return FigureRow(line, line.words[: len(line.words) - len(figures)], figures) if figures else None


def choose_labels(rows: Sequence[FigureRow], gaps: Sequence[Sequence[PageLine]]) -> list[Label | None]:
    """The label of each row; ``gaps`` holds the lines before, between and behind the rows.

    None where there is more than one way.
    """
    options = [list(_options(row, gaps[n], gaps[n + 1])) for n, row in enumerate(rows)]
    chosen: list[Label | None] = []
    start = 0
    for n in range(1, len(rows) + 1):
        if n == len(rows) or not gaps[n]:
            chosen.extend(_best(options[start:n]))
            start = n
    return chosen


def _best(options: Sequence[Sequence[Label]]) -> Sequence[Label | None]:
    """The one way to give each row a label that uses most pieces, none twice."""
    ways: list[tuple[int, int, tuple[Label, ...]]] = [(0, 1, ())]
    for labels in options:
        following: list[tuple[int, int, tuple[Label, ...]]] = []
        for label in labels:
            open_ways = [way for way in ways if not way[2] or not (way[2][-1].aside & label.aside)]
            best = max((score for score, _, _ in open_ways), default=-1)
            same = [way for way in open_ways if way[0] == best]
            if same:
                score = best + len(label.aside) + len(label.own)
                following.append((score, sum(count for _, count, _ in same), (*same[0][2], label)))
        ways = following
    best = max((score for score, _, _ in ways), default=-1)
    same = [way for way in ways if way[0] == best]
    unique = len(same) == 1 and same[0][1] == 1
    return same[0][2] if unique else [None] * len(options)


def _options(row: FigureRow, before: Sequence[PageLine], behind: Sequence[PageLine]) -> Iterator[Label]:
    above = _pieces(row, list(before)[::-1])
    below = _pieces(row, behind)
    own = _own_word(row)
    yield Label((), own, ())
    for first in above:
        stack = [piece for piece in above if _aligned(piece.word, first.word)]
        foot = [piece for piece in below if _aligned(piece.word, first.word)]
        if own and _aligned(own[-1], first.word):
            yield from _centred(row, stack, foot, own)
        elif not own or own[-1].right <= first.word.left + OVERHANG * first.word.size:
            yield from _centred(row, stack, foot, ())
        if stack[0] == first:
            break


def _pieces(row: FigureRow, lines: Sequence[PageLine]) -> list[Piece]:
    """What may belong to the row's label, nearest first: up to the first line that reaches among the figures."""
    found: list[Piece] = []
    for line in lines:
        word = line.words[-1]
        if line.page != row.line.page or word.right > row.figures[0].left + OVERHANG * word.size:
            break
        found.append(Piece(line.page, word))
    return found


def _own_word(row: FigureRow) -> tuple[Word, ...]:
    """The last word before the figures; characters set far apart (规   章) are one word."""
    if all(len(word.text) == 1 for word in row.words):
        return row.words
    return row.words[-1:]


def _centred(row: FigureRow, above: list[Piece], below: list[Piece], own: tuple[Word, ...]) -> Iterator[Label]:
    """Labels with 1, 2, 3 lines above and as many below the middle of the figures, evenly spaced."""
    for count in range(1, min(len(above), len(below), MOST_PIECES_ASIDE) + 1):
        upper, lower = above[:count], below[:count]
        size = upper[0].word.size
        spacing = (row.middle - upper[0].middle) * (1 if own else 2)
        if not CLOSEST_LINES * size <= spacing <= WIDEST_LINES * size:
            return
        for n, (over, under) in enumerate(zip(upper, lower, strict=True)):
            distance = spacing * (n + (1 if own else 0.5))
            off = max(abs(row.middle - over.middle - distance), abs(under.middle - row.middle - distance))
            if off > SAME_HEIGHT * size:
                return
        yield Label(tuple(upper[::-1]), own, tuple(lower))


def _aligned(word: Word, other: Word) -> bool:
    reach = ALIGNED * min(word.size, other.size)
    return abs(word.left - other.left) < reach or abs(word.centre - other.centre) < reach
