"""Which lines of print are the label of which row of figures, where no ruled line says so.

Every piece of print belongs to one label at most. Of all ways to share the pieces out those count that name most rows
of a statutory form, and among these those that use most pieces; a row that they name differently is left without a
label. Which labels a row may have at all is told by where its pieces stand (``by_place``) or, where places say little,
by what they spell (``by_wording``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.labels import label_key, load_labels
from ingest.looks import is_value, names_row
from ingest.readers.placed.words import PageLine, Word

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
# Lines of text above or below the figures that may belong to their label, and words of a line that may be its part.
MOST_LINES_ASIDE = 4
MOST_WORDS_OF_LINE = 3
# Lines of the names of groups that may stand, further to the left, between lines of a label on either side.
MOST_LINES_PASSED = 2


class Piece(NamedTuple):
    """One stretch of print without figures: the last words of a line, which the line's label ends in."""

    line: PageLine
    words: tuple[Word, ...]

    @property
    def word(self) -> Word:
        """Where it begins."""
        return self.words[0]

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return self.word.middle


class FigureRow(NamedTuple):
    """One line that ends in figures."""

    line: PageLine
    words: tuple[Word, ...]
    figures: tuple[Word, ...]

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return self.figures[0].middle


class Label(NamedTuple):
    """One way to read a row's label: pieces above, words on the line itself (if any), pieces below."""

    above: tuple[Piece, ...]
    own: tuple[Word, ...]
    below: tuple[Piece, ...]

    @property
    def aside(self) -> frozenset[PageLine]:
        """The lines besides the row's own that it takes words of."""
        return frozenset(piece.line for piece in self.above + self.below)

    @property
    def text(self) -> str:
        """The label, read downwards."""
        parts = (*(p.words for p in self.above), self.own, *(p.words for p in self.below))
        return "".join(word.text for words in parts for word in words)

    @property
    def score(self) -> tuple[int, int]:
        """Whether it names a row, and how many pieces it uses."""
        return int(names_row(self.text)), len(self.above) + bool(self.own) + len(self.below)


Options = Callable[[FigureRow, Sequence[PageLine], Sequence[PageLine]], Iterator[Label]]
"""The labels a row may have, given the lines above and below it."""


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


@lru_cache(maxsize=65536)
@lru_cache(maxsize=1)
def _wordings() -> str:
    """The wordings of all rows, one after the other."""
    index = load_labels()
    known = [*index.exact.items(), *index.variants.items()]
    return "|".join(key for key, labels in known if any(label.axis == "row" for label in labels))


@lru_cache(maxsize=65536)
def _is_part(text: str) -> bool:
    """Whether a text is part of the wording of a row."""
    return label_key(text) in _wordings()


def choose_labels(
    rows: Sequence[FigureRow], gaps: Sequence[Sequence[PageLine]], options: Options
) -> list[Label | None]:
    """The label of each row; ``gaps`` holds the lines before, between and behind the rows.

    None where the best ways to share the pieces out do not agree on it.
    """
    possible = [list(dict.fromkeys(options(row, gaps[n], gaps[n + 1]))) for n, row in enumerate(rows)]
    forward = _best_up_to(possible)
    backward = _best_up_to(possible[::-1])[::-1]
    chosen: list[Label | None] = []
    for labels, before, behind in zip(possible, forward, backward, strict=True):
        totals = [
            (b[0] + f[0] - label.score[0], b[1] + f[1] - label.score[1])
            for label, b, f in zip(labels, before, behind, strict=True)
        ]
        best = [label for label, total in zip(labels, totals, strict=True) if total == max(totals)]
        chosen.append(best[0] if len(best) == 1 else None)
    return chosen


def _best_up_to(possible: Sequence[Sequence[Label]]) -> list[list[tuple[int, int]]]:
    """For each label of each row the best score of the rows up to it, no line shared by two labels."""
    best: list[list[tuple[int, int]]] = []
    for n, labels in enumerate(possible):
        scores: list[tuple[int, int]] = []
        for label in labels:
            before = (
                [
                    score
                    for other, score in zip(possible[n - 1], best[n - 1], strict=True)
                    if not (other.aside & label.aside)
                ]
                or [(-len(possible), 0)]
                if n
                else [(0, 0)]
            )
            named, pieces = max(before)
            scores.append((named + label.score[0], pieces + label.score[1]))
        best.append(scores)
    return best


def by_place(row: FigureRow, before: Sequence[PageLine], behind: Sequence[PageLine]) -> Iterator[Label]:
    """A label stands on the baseline of its figures; one of several lines is centred on it, its lines evenly spaced and
    begun, or centred, one below the other."""
    above = _pieces(row, before[::-1])
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
        found.append(Piece(line, (word,)))
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


def by_wording(row: FigureRow, before: Sequence[PageLine], behind: Sequence[PageLine]) -> Iterator[Label]:
    """Words that, read downwards from up to four lines above to four below, are the wording of a row; else its own."""
    ends = [row.words[n:] for n in range(max(0, len(row.words) - MOST_WORDS_OF_LINE), len(row.words))]
    own = [words for words in ends if label_key(words[0].text) and _is_part("".join(word.text for word in words))]
    if not row.words:
        yield Label((), (), ())
    elif not any(names_row("".join(word.text for word in words)) for words in own):
        yield Label((), row.words[-1:], ())
    below = list(_stacks(_nearest(row, behind)))
    for upper in _stacks(_nearest(row, before[::-1])):
        for lower in below:
            for words in (*own, ()):
                label = Label(upper.pieces[::-1], words, lower.pieces)
                if names_row(label.text) and _stands_right_of(label, row, upper.passed + lower.passed):
                    yield label


class _Stack(NamedTuple):
    """Pieces on one side of the figures, the nearest first, and the lines between that were passed over."""

    pieces: tuple[Piece, ...]
    passed: tuple[PageLine, ...]


def _nearest(row: FigureRow, lines: Sequence[PageLine]) -> list[tuple[PageLine, list[Piece]]]:
    """The lines next to the row, each with the words that end it, one, two or three of them, if part of a label."""
    found: list[tuple[PageLine, list[Piece]]] = []
    for line in lines[: MOST_LINES_ASIDE + MOST_LINES_PASSED]:
        if line.page != row.line.page or line.words[-1].left >= row.figures[0].left:
            break
        starts = range(max(0, len(line.words) - MOST_WORDS_OF_LINE), len(line.words))
        pieces = [Piece(line, line.words[n:]) for n in starts]
        found.append((line, [piece for piece in pieces if _is_part("".join(word.text for word in piece.words))]))
    return found


def _stacks(lines: Sequence[tuple[PageLine, list[Piece]]]) -> Iterator[_Stack]:
    """All ways to take or pass over lines, from the row outwards, that end in one taken."""
    yield _Stack((), ())
    stacks = [_Stack((), ())]
    for line, pieces in lines:
        grown = [
            _Stack((*stack.pieces, piece), stack.passed)
            for stack in stacks
            if len(stack.pieces) < MOST_LINES_ASIDE
            for piece in pieces
        ]
        yield from grown
        passing = [stack for stack in stacks if len(stack.passed) < MOST_LINES_PASSED]
        stacks = grown + [_Stack(stack.pieces, (*stack.passed, line)) for stack in passing]


def _stands_right_of(label: Label, row: FigureRow, passed: Sequence[PageLine]) -> bool:
    """Whether all words that are not taken, on the row's line and those passed over, end left of the label.

    So do the lines of a group's name (（三）不予公/开) and of vertical text; anything else may be the row's true name.
    """
    left = min(words[0].left for words in (label.own, *(p.words for p in label.above + label.below)) if words)
    others = [line.words[-1] for line in passed] + ([] if label.own else list(row.words[-1:]))
    return all(word.right <= left for word in others)
