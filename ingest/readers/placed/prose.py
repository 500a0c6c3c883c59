"""Lines of print outside tables: sentences broken over lines are whole again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.documents import Line
from ingest.readers.placed.words import PageLine

# A line that ends within so many ems of the right edge of the text is full: its sentence goes on in the next.
FULL = 2.5
# Lines that begin further to the right than the text do by so many ems begin a paragraph.
INDENT = 0.9
SENTENCE_ENDS = "。；：！？"
WESTERN = re.compile(r"[0-9A-Za-z]")


def continues(line: PageLine, following: PageLine, column: Sequence[PageLine]) -> bool:
    """Whether a sentence goes on in the following line: the first is full and the second not indented.

    ``column`` is all the text around, which says where its edges are.
    """
    size = line.words[0].size
    left = min(other.words[0].left for other in column)
    right = max(other.words[-1].right for other in column)
    if following.words[0].left - left > INDENT * size:
        return False
    is_rest = len(following.words) == 1 and line.text[-1] not in SENTENCE_ENDS
    return line.is_prose and right - line.words[-1].right < FULL * size and (following.is_prose or is_rest)


def paragraphs(lines: Sequence[PageLine], column: Sequence[PageLine]) -> Iterator[Line]:
    """Lines whose sentence goes on are put together, over page breaks too."""
    text = locator = ""
    for line, before in zip(lines, [None, *lines], strict=False):
        if before and continues(before, line, column):
            text += (" " if WESTERN.match(text[-1]) and WESTERN.match(line.text) else "") + line.text
            continue
        if text:
            yield Line(text, locator, is_prose=True)
        text, locator = line.text, line.locator
    if text:
        yield Line(text, locator, is_prose=True)
