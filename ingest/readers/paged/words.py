"""Characters to words and lines of print, by their places alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from operator import attrgetter

from ingest.readers.paged.chars import Char
from ingest.readers.placed.words import PrintedLine, Word

# Shares of the type size. Baselines nearer than this are one line (raised notes included) ...
SAME_LINE = 0.4
# ... characters further apart than this are parted by a space ...
SPACE = 0.2
# ... and by more than this they are separate words of a table without lines. Chinese prose sets no such gaps.
WORD_GAP = 0.38


# The same character again within this share of its size is bold print, not a second character.
OVERPRINT = 0.15


_baseline, _left = attrgetter("y"), attrgetter("left")


def lines_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters line by line from top to bottom, each line from left to right."""
    lines: list[list[Char]] = []
    top, size = 0.0, 0.0
    for char in sorted(chars, key=_baseline):
        if lines and char.y - top <= SAME_LINE * (char.size if char.size < size else size):
            lines[-1].append(char)
        else:
            lines.append([char])
            top, size = char.y, char.size
    return [_once(line) for line in lines]


def _once(line: list[Char]) -> list[Char]:
    """A line from left to right, without what was printed twice to make it bold."""
    line.sort(key=_left)
    return [
        char
        for before, char in zip([None, *line], line, strict=False)
        if before is None or char.text != before.text or char.left - before.left > OVERPRINT * char.size
    ]


def text_of(lines: Sequence[Sequence[Char]], between: str = "\n") -> str:
    """The text of one cell: its lines parted by ``between``, gaps as spaces."""
    return between.join([_spaced(line) for line in lines])


def words_of(line: Sequence[Char], gap: float = WORD_GAP) -> PrintedLine:
    """One line cut wherever the gap is wider than ``gap``."""
    parts: list[list[Char]] = []
    right, size = -inf, 0.0
    for char in line:
        if char.left - right <= gap * (char.size if char.size < size else size):
            parts[-1].append(char)
        else:
            parts.append([char])
        right, size = char.right, char.size
    return tuple(_word(part) for part in parts)


def _word(chars: Sequence[Char]) -> Word:
    size = max(char.size for char in chars)
    return Word(_spaced(chars), chars[0].left, max(c.right for c in chars), chars[0].y, size)


def _spaced(line: Sequence[Char]) -> str:
    parts: list[str] = []
    right, size = inf, 0.0
    for text, left, its_right, _, its_size in line:
        if left - right > SPACE * (its_size if its_size < size else size):
            parts.append(" ")
        parts.append(text)
        right, size = its_right, its_size
    return "".join(parts)
