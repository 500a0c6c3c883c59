"""Lines of print some characters of which are not known."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents import MARKS
from ingest.looks import is_value
from ingest.normalise import has_ideograph
from ingest.readers.paged.chars import Char
from ingest.readers.paged.words import words_of
from ingest.readers.placed.words import PrintedLine, Word


def worded(line: Sequence[Char]) -> PrintedLine:
    """The words of a line. A glyph that cannot be read says nothing among words, or alone, for it is often a space.

    In or beside a figure it may be a digit; and what stands apart from the words of its line is printed.
    """
    words = words_of(line)
    if not any(char.text in MARKS for char in line):
        return words
    if all(set(word.text) <= MARKS for word in words):
        return ()
    if any(map(_may_be_figure, words)):
        return words
    return words_of([char for n, char in enumerate(line) if char.text not in MARKS or _is_beside_digit(line, n)])


def _may_be_figure(word: Word) -> bool:
    text = word.text
    if has_ideograph(text):
        return not MARKS.isdisjoint(text) and is_value(text)
    return any(each.isdecimal() or each in MARKS for each in text)


def _is_beside_digit(line: Sequence[Char], place: int) -> bool:
    """Whether nothing but such glyphs stands between a place and a digit."""
    before = next((char for char in reversed(line[:place]) if char.text not in MARKS), None)
    behind = next((char for char in line[place:] if char.text not in MARKS), None)
    return any(char is not None and char.text.isdecimal() for char in (before, behind))
