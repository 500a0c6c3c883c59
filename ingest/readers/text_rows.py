"""Rows of a text that programs wrote: each on one line, whatever stood in its cells.

A table copied out of a browser or a word processor parts cells by tabs and rows by line breaks, but line breaks within
a cell are copied too (商业, break, 企业). Where cells hold paragraphs, a tab alone on its line is left between them.
Other programs draw the rules of a table in characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from ingest.looks import LONGEST_LABEL, MOST_PARTS, is_long, is_value, names_row, swallows_another, table_labels, units
from ingest.normalise import squeeze

TAKEN = "\x1a"
"""In place of a line that was put behind the one before it, so that lines keep their numbers."""
LONE_TABS = re.compile(r"^[ \u00a0\u3000]*\t[\t \u00a0\u3000]*$")
# Fewer tabs alone on their line are an accident.
FEWEST_LONE_TABS = 10
UPRIGHT = str.maketrans("│┃║┆┇┊┋", "|||||||")
UPRIGHTS = frozenset(map(chr, UPRIGHT))
DRAWN_RULE = re.compile(r"^[\s|]*[\u2500-\u257f][\s|\u2500-\u257f]*$")
RULE = "|---|"
EMPTY_CELL = "|\t"
# Rows of section 3 in one line; prose has hardly a label with figures behind it.
FEWEST_ROWS = 10


def whole_rows(lines: list[str]) -> list[str]:
    """As many lines, rows whole: drawn rules in the signs of Markdown, lone tabs as lone bars, broken labels joined."""
    if any(not UPRIGHTS.isdisjoint(line) for line in lines):
        lines = [RULE if DRAWN_RULE.match(line) else line.translate(UPRIGHT) for line in lines]
    if not any("\t" in line for line in lines):
        return lines
    lone = sum(1 for line in lines if LONE_TABS.match(line))
    if lone < FEWEST_LONE_TABS:
        return _with_labels_joined(lines)
    if any(line.startswith("\t") and not LONE_TABS.match(line) for line in lines):
        return lines
    return [_bars(line) if LONE_TABS.match(line) else line for line in lines]


def _bars(line: str) -> str:
    """As many bars as tabs; a tab between two of them is an empty cell."""
    return EMPTY_CELL * (line.count("\t") - 1) + "|"


def _with_labels_joined(lines: list[str]) -> list[str]:
    joined: list[str] = []
    number = 0
    while number < len(lines):
        row, end = lines[number], number + 1
        while taken := _lines_of_rest(row, lines[end : end + MOST_PARTS - 1]):
            row, end = "\n".join((row, *lines[end : end + taken])), end + taken
        if "\t" not in row.strip("\t"):
            # One cell a line, a tab before each: there a line without one goes on with the cell anyway.
            row, end = lines[number], number + 1
        joined += [row, *[TAKEN] * (end - number - 1)]
        number = end
    return joined


def _lines_of_rest(row: str, below: Sequence[str]) -> int:
    """How many of the lines below a row go on with the label that its last cell begins; 0 where that is whole."""
    parts = [row.rpartition("\t")[2]]
    if not parts[0].strip() or is_value(parts[0]) or is_long(parts[0]):
        return 0
    found = 0
    for count, line in enumerate(below, start=1):
        first, tab, _ = line.partition("\t")
        # 人 counts people, and ends 自然人.
        if not first.strip() or (is_value(first) and squeeze(first) not in units()):
            break
        parts.append(first)
        text = "\n".join(parts)
        if len(text) > LONGEST_LABEL + MOST_PARTS:
            break
        labels = table_labels(text).labels
        if labels and not swallows_another(parts, labels):
            found = count
        if tab:
            break
    return found


def whole_figures(above: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """A row whose last figures a program broke off and put on a line by themselves; None where they are a row.

    What was broken off is narrower than the row, and holds nothing but figures; what is left ends in a figure, or in
    nothing where the line ended in the mark behind one.
    """
    figures = [text for text in below if text]
    head = list(above[:-1]) if above and not above[-1] else list(above)
    is_rest = bool(figures) and len(below) < len(above) and all(is_value(text) for text in figures)
    return [*head, *below] if is_rest and head and is_value(head[-1]) else None


def holds_table(line: str) -> bool:
    """Whether a line holds so many labels of rows with a figure right behind them that it is a table, row by row."""
    words = line.split()
    rows = (word for word, after in pairwise(words) if is_value(after) and not is_value(word) and names_row(word))
    return sum(1 for _ in islice(rows, FEWEST_ROWS)) == FEWEST_ROWS
