"""CSV: a worksheet saved as text, told by its rows and never by its name.

Commas stand in sentences and in figures (1,234), so text counts as CSV only where rows of the form prove it, and a row
wider than the others is not read: a comma in it may belong to a figure.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from ingest.documents import Block, Line
from ingest.labels import load_labels
from ingest.looks import SENTENCE_END, UNPLACED, is_long, is_value, names_row
from ingest.readers.sheets import Sheet, SheetCell, clean, sheet_blocks

DELIMITERS = (",", ";", "\t")
FEWEST_ROWS = 3
# Fewer delimiters are punctuation; asked before the text is taken apart.
FEWEST_DELIMITERS = 20
QUOTE = '"'


def delimited_blocks(text: str) -> list[Block] | None:
    """Lines and tables of a text that is CSV; None for any other."""
    for delimiter in DELIMITERS:
        # Tabs alone are read elsewhere, line breaks within cells and all; with quotes they are a program's.
        if text.count(delimiter) < FEWEST_DELIMITERS or (delimiter == "\t" and QUOTE not in text):
            continue
        rows = _parsed(text, delimiter)
        if sum(map(_is_row_of_form, rows)) >= FEWEST_ROWS:
            return list(_blocks(rows))
    return None


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return [list(map(clean, row)) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        return []


def _is_row_of_form(row: Sequence[str]) -> bool:
    """Whether a row is a label of the form with figures, or nothing, behind it."""
    named = [n for n, text in enumerate(row) if names_row(text)]
    behind = [text for text in row[named[-1] + 1 :] if text] if len(named) == 1 else []
    return bool(behind) and all(map(is_value, behind))


def _blocks(rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """Sentences and headings of sections as lines, the rows between them as a worksheet each."""
    table: dict[int, Sequence[str]] = {}
    for number, row in enumerate(rows):
        texts = [text for text in row if text]
        if len(texts) == 1 and _is_prose(texts[0]):
            yield from sheet_blocks(_sheet(table))
            table = {}
            yield from (Line(line, f"row {number + 1}") for line in texts[0].split("\n"))
        elif texts:
            table[number] = row
    yield from sheet_blocks(_sheet(table))


def _sheet(rows: Mapping[int, Sequence[str]]) -> Sheet:
    """Rows by number as a worksheet."""
    widths = Counter(len(row) for row in rows.values() if sum(map(bool, row)) > 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    sheet = Sheet("csv")
    for number, row in rows.items():
        # Where rows go on in blanks to one width, one that ends in a blank before it has lost a cell somewhere.
        is_narrow = len(row) < usual and not row[-1]
        cells = _joined(row, is_narrow) if is_narrow or len(row) > usual else row
        sheet.lengths[number] = len(cells)
        sheet.cells[number] = {column: SheetCell(text, has_border=False) for column, text in enumerate(cells)}
    return sheet


def _is_prose(text: str) -> bool:
    is_section = any(label.axis == "section" for label in load_labels().match(text).labels)
    return is_section or is_long(text) or bool(SENTENCE_END.search(text))


def _joined(row: Sequence[str], is_narrow: bool) -> list[str]:
    """A row wider or narrower than the others, its figures as one text: which of them belong where is not known."""
    first = next((n for n, text in enumerate(row) if is_value(text)), len(row))
    figures = [text for text in row[first:] if text]
    is_placed = not figures or (len(figures) == 1 and not is_narrow)
    return list(row) if is_placed else [*row[:first], UNPLACED.join(figures) + (UNPLACED if is_narrow else "")]
