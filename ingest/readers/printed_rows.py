"""Text of a PDF without its layout (``pdftotext -raw`` and plain, or what is copied out of a viewer): whose figures?

Where a page is printed row by row a line of figures stands below the name of its row. Where it is printed column by
column, or names and figures each for themselves, the line above says nothing. One line out of order is enough to
believe none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.documents import Block, Line
from ingest.forms import SIDE_BY_SIDE
from ingest.looks import MOST_PARTS, PAGE_MARK, ends_in_value, is_value, names_row, table_labels
from ingest.normalise import squeeze

# A figure alone on its line may be any column's: so many of them, and the page was not printed row by row.
FEWEST_ALONE = 3
# Fewer figures in a line may be those of some columns only, the others printed elsewhere.
FEWEST_FIGURES = 3


def told_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with every line of figures marked as prose that may be another row's than that of the line above."""
    lines = [b for b in blocks if isinstance(b, Line) and not PAGE_MARK.match(squeeze(b.text))]
    in_order = _in_order(lines)
    # What is broken over two lines in a narrow cell ends below its row: the row is not whole.
    broken = {
        line.locator
        for line, below in pairwise(lines)
        if _is_of_figures(below) and ends_in_value(line.text) and not _is_of_figures(line)
    }
    return [
        block._replace(
            is_prose=block.locator in broken or (is_value(block.text) and not (in_order and _is_whole(block)))
        )
        if isinstance(block, Line)
        else block
        for block in blocks
    ]


def _is_of_figures(line: Line) -> bool:
    words = line.text.split()
    return bool(words) and all(map(is_value, words))


def _is_whole(line: Line) -> bool:
    return len(line.text.split()) >= FEWEST_FIGURES


def _in_order(lines: Sequence[Line]) -> bool:
    """Whether each line of figures stands below the name of a row that has none yet, or below headers of section 4."""
    alone = 0
    for number, line in enumerate(lines):
        if not _is_of_figures(line):
            continue
        if not _is_whole(line):
            alone += 1
        elif not _is_named(lines, number):
            return False
    return alone < FEWEST_ALONE


def _is_named(lines: Sequence[Line], number: int) -> bool:
    """Whether the lines right above end in the name of a row, and what stands above that is no other row's name."""
    above = [line.text for line in lines[max(0, number - 2 * MOST_PARTS) : number]]
    for count in range(1, min(MOST_PARTS, len(above)) + 1):
        labels = table_labels("\n".join(above[-count:])).labels
        if any(label.table_code == SIDE_BY_SIDE and label.axis == "column" for label in labels):
            return len(lines[number].text.split()) >= 2 * FEWEST_FIGURES
        if any(label.axis == "row" for label in labels):
            return not _names_row(above[: len(above) - count])
    return False


def _names_row(above: Sequence[str]) -> bool:
    return any(names_row("\n".join(above[-count:])) for count in range(1, min(MOST_PARTS, len(above)) + 1))
