"""Which lines stand above a table as a whole: its title, the heading of its section or item."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.labels import load_labels
from ingest.normalise import squeeze
from ingest.readers.placed.columns import heads_column
from ingest.readers.placed.words import PageLine

# A line of one word of so many characters at the head of a header stands above all of it.
SHORTEST_TITLE = 4
ITEM = "item_"
"""How the codes of the headings of section 2 begin (第二十条第（一）项)."""


def is_title(line: PageLine, below: Sequence[PageLine]) -> bool:
    """Whether a line stands above labels and columns alike; one above a single word may be the first of its header."""
    word = line.words[0]
    if len(line.words) > 1 or len(word.text) < SHORTEST_TITLE or heads_column(word.text):
        return False
    if load_labels().match(word.text).labels:
        return True
    under = [sum(word.overlaps(other.left, other.right) for other in header.words) for header in below]
    return max(under, default=0) != 1 and _is_whole(word.text)


def _is_whole(text: str) -> bool:
    """Whether every bracket of a text is closed in it: else it goes on elsewhere."""
    squeezed = squeeze(text)
    return squeezed.count("(") == squeezed.count(")")


def cut_at_title(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines below the last heading of a section or an item, with it: what stands above heads another table, all
    blank."""
    last = max((n for n, line in enumerate(lines) if _opens_table(line.text)), default=0)
    return list(lines[:last]), list(lines[last:])


def _opens_table(text: str) -> bool:
    labels = load_labels().match(text).labels
    return any(label.axis == "section" or label.code.startswith(ITEM) for label in labels)
