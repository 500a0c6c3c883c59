"""Characters to words and lines of print, by their places alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.readers.pdf.page import Char
from ingest.readers.placed.words import PrintedLine, Word

# Shares of the type size. Baselines nearer than this are one line (raised notes included) ...
SAME_LINE = 0.4
# ... characters further apart than this are parted by a space ...
SPACE = 0.2
# ... and by more than this they are separate words of a table without lines. Chinese prose sets no such gaps.
WORD_GAP = 0.38


# The same character again within this share of its size is bold print, not a second character.
OVERPRINT = 0.15


def lines_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Characters line by line from top to bottom, each line from left to right."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.y):
        if lines and char.y - lines[-1][0].y <= SAME_LINE * min(char.size, lines[-1][0].size):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [_once(sorted(line, key=lambda c: c.left)) for line in lines]


def _once(line: list[Char]) -> list[Char]:
    """A line without what was printed twice to make it bold."""
    return [
        char
        for n, char in enumerate(line)
        if not n or char.text != line[n - 1].text or char.left - line[n - 1].left > OVERPRINT * char.size
    ]


def text_of(chars: Iterable[Char]) -> str:
    """The text of one cell: its lines as lines, gaps as spaces; two figures never run together."""
    return "\n".join(_spaced(line) for line in lines_of(chars))


def words_of(line: Sequence[Char], gap: float = WORD_GAP) -> PrintedLine:
    """One line cut wherever the gap is wider than ``gap``."""
    parts: list[list[Char]] = []
    for char in line:
        if parts and char.left - parts[-1][-1].right <= gap * min(char.size, parts[-1][-1].size):
            parts[-1].append(char)
        else:
            parts.append([char])
    return tuple(_word(part) for part in parts)


def _word(chars: Sequence[Char]) -> Word:
    size = max(char.size for char in chars)
    return Word(_spaced(chars), chars[0].left, max(c.right for c in chars), chars[0].y, size)


def _spaced(line: Sequence[Char]) -> str:
    text = ""
    for n, char in enumerate(line):
        if n and char.left - line[n - 1].right > SPACE * min(char.size, line[n - 1].size):
            text += " "
        text += char.text
    return text
