"""Which words are the header of which column, where no ruled line says so.

What stands in one column overlaps: the lines of a header do (商业/企业), the figures below it do. A word that reaches
over several others of one line heads several columns, and so does a word that only ever heads rows (未经复议直接起诉).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.forms import column_order
from ingest.labels import Label
from ingest.looks import table_labels
from ingest.readers.placed.labels import FigureRow
from ingest.readers.placed.words import PageLine, Word

ORGANISATIONS = "organisations"
"""The heading above five of the columns of section 3; which five, its width does not say."""
# Single characters set no further apart than this (ems, or characters of text) are one word: 总 计.
SET_APART = 1.6


class Span(NamedTuple):
    """The width that a column takes."""

    left: float
    right: float

    def overlaps(self, other: Span) -> bool:
        """Whether two stand in one column."""
        return self.left < other.right and other.left < self.right


class Column(NamedTuple):
    """One column: the width of its header, and the header read downwards."""

    span: Span
    text: str
    locator: str


class Headers(NamedTuple):
    """The header of some rows: what stands above several columns line by line, what stands above the labels, and the
    columns from left to right, None where they are not certain."""

    above: tuple[tuple[Word, ...], ...]
    beside: str
    columns: tuple[Column, ...] | None


class _Placed(NamedTuple):
    """A word of a header with the number of its line."""

    line: int
    word: Word


def read_headers(lines: Sequence[PageLine], figures: Sequence[Span]) -> Headers:
    """Take the lines above some rows of figures apart; ``figures``: the columns below where places can be compared."""
    words = [_Placed(n, word) for n, line in enumerate(lines) for word in _set_apart_joined(line.words)]
    wide = [placed for placed in words if heads_others(placed.word.text) or _heads_several(placed, words)]
    stacks = _stacks([placed for placed in words if placed not in wide])
    above = {n: [placed.word for placed in wide if placed.line == n] for n in range(len(lines))}
    columns: list[Column] = []
    beside: list[str] = []
    is_certain = True
    for stack in stacks:
        rest = stack
        while top := _heading(rest):
            above[top[0].line].append(_joined(top))
            rest = rest[len(top) :]
        if rest:
            text = "".join(placed.word.text for placed in rest)
            is_certain &= len({placed.line for placed in rest}) == len(rest)
            # A header that is whole in one of several lines stands there with parts of another.
            is_certain &= heads_column(text) or not any(heads_column(placed.word.text) for placed in rest)
            span = _span(placed.word for placed in rest)
            if columns or heads_column(text) or any(span.overlaps(other) for other in figures):
                columns.append(Column(span, text, lines[rest[0].line].locator))
            else:
                beside.append(text)
    rows = tuple(tuple(sorted(found, key=lambda w: w.left)) for found in above.values() if found)
    return Headers(rows, "".join(beside), tuple(columns) if columns and is_certain else None)


def spans_of(rows: Iterable[FigureRow]) -> list[Span]:
    """Intervals that the figures of several rows take between them."""
    spans: list[Span] = []
    for word in sorted((word for row in rows for word in row.figures), key=lambda w: w.left):
        if spans and word.left < spans[-1].right:
            spans[-1] = Span(spans[-1].left, max(spans[-1].right, word.right))
        else:
            spans.append(Span(word.left, word.right))
    return spans


def in_certain_order(columns: Sequence[Column]) -> bool:
    """Whether the order of headers is certain in text that is not to scale, where each line is laid out for itself.

    On one line it is. Of several lines a longer label may have pushed one to the right of the next (总计 on one line,
    其他 on the line below): there only the form's own order is believed.
    """
    if len({column.locator for column in columns}) <= 1:
        return True
    known = [[label for label in _meanings(column.text) if label.axis == "column"] for column in columns]
    known = [labels for column, labels in zip(columns, known, strict=True) if labels or not _is_unit(column.text)]
    return any(_are_in_order(known, table) for table in {label.table_code for labels in known for label in labels})


def _is_unit(text: str) -> bool:
    return any(label.code == "unit" for label in _meanings(text))


def _are_in_order(known: Sequence[Sequence[Label]], table: str) -> bool:
    """Whether each header is one column of the table, in its order; side by side each row has all of them."""
    codes = [[label.code for label in labels if label.table_code == table] for labels in known]
    if any(len(found) != 1 for found in codes):
        return False
    printed, order = tuple(found[0] for found in codes), column_order(table)
    sides = len(printed) // len(order)
    return printed == tuple(code for code in order if code in printed) or (sides > 1 and printed == order * sides)


def heads_column(text: str) -> bool:
    """Whether a text is the header of a column of figures or of units."""
    return any(label.axis == "column" or label.code == "unit" for label in _meanings(text))


def heads_others(text: str) -> bool:
    """Whether a text can only stand above several columns: the name of a row, of a group, a heading."""
    return bool(_meanings(text)) and not heads_column(text)


@lru_cache(maxsize=65536)
def _meanings(text: str) -> tuple[Label, ...]:
    return table_labels(text).labels


def is_organisations(text: str) -> bool:
    """Whether a text is the heading 法人或其他组织."""
    return any(label.code == ORGANISATIONS for label in _meanings(text))


def _set_apart_joined(words: Sequence[Word]) -> list[Word]:
    """Single characters that make a header together (总 计) as one word."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        if (
            before is not None
            and len(before.text) == len(word.text) == 1
            and word.left - before.right <= SET_APART * word.size
            and heads_column(before.text + word.text)
        ):
            joined[-1] = before._replace(text=before.text + word.text, right=word.right)
        else:
            joined.append(word)
    return joined


def _heads_several(placed: _Placed, words: Sequence[_Placed]) -> bool:
    below = [other.line for other in words if other.line != placed.line and _overlap(other.word, placed.word)]
    return len(below) > len(set(below))


def _overlap(word: Word, other: Word) -> bool:
    return word.left < other.right and other.left < word.right


def _stacks(words: Sequence[_Placed]) -> list[list[_Placed]]:
    """Words that overlap, from left to right, each stack from top to bottom."""
    stacks: list[list[_Placed]] = []
    end = 0.0
    for placed in sorted(words, key=lambda p: p.word.left):
        if stacks and placed.word.left < end:
            stacks[-1].append(placed)
        else:
            stacks.append([placed])
            end = placed.word.right
        end = max(end, placed.word.right)
    return [sorted(stack, key=lambda p: (p.line, p.word.left)) for stack in stacks]


def _heading(stack: list[_Placed]) -> list[_Placed]:
    """The words at the top of a stack that head several columns, if any."""
    for count in range(len(stack), 0, -1):
        if heads_others("".join(placed.word.text for placed in stack[:count])):
            return stack[:count]
    return []


def _joined(placed: Sequence[_Placed]) -> Word:
    span = _span(p.word for p in placed)
    first = placed[0].word
    return first._replace(text="".join(p.word.text for p in placed), left=span.left, right=span.right)


def _span(words: Iterable[Word]) -> Span:
    found = list(words)
    return Span(min(w.left for w in found), max(w.right for w in found))
