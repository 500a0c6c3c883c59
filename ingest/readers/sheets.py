"""Worksheets to blocks, whatever the file format: what has borders is a table, what stands alone in its row is text.

A worksheet has no paragraphs: title, prose and tables all stand in cells. Rows are grouped as a person sees them,
parted by empty rows; rows of one unframed text become lines, the rest of each group is a table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from ingest.documents import OBJECT_MARK, Block, Cell, Line, Row, Table
from ingest.normalise import has_ideograph

# A single text in a row that is longer is prose; no label of a form is.
LONGEST_LABEL = 60
# Columns up to which every place of a table counts as a printed cell, blank or not; beyond lie stray cells.
WIDEST_TABLE = 256
SENTENCE_END = "。"
SPACE = " \t\r\n"


class SheetCell(NamedTuple):
    """One cell: its text as shown, and whether a border is drawn around any of it."""

    text: str
    has_border: bool


class Range(NamedTuple):
    """A merged range, half-open."""

    first_row: int
    end_row: int
    first_column: int
    end_column: int


class Anchor(NamedTuple):
    """The cells in which something drawn over a worksheet begins and ends."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """One worksheet that is not hidden. Rows and columns count from 0.

    ``lengths``: how many cells a row has, where that is known; behind them is nothing, where else there are blanks.
    """

    name: str
    cells: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    lengths: dict[int, int] = field(default_factory=dict)


class _Place(NamedTuple):
    """A cell or merged range where it crosses one row."""

    range: Range
    text: str
    has_border: bool
    locator: str


@dataclass(slots=True)
class _SheetRow:
    number: int
    places: list[_Place]

    @property
    def texts(self) -> list[str]:
        return [place.text for place in self.places if place.text]

    @property
    def has_border(self) -> bool:
        return any(place.has_border for place in self.places)


def sheet_blocks(sheet: Sheet) -> Iterator[Block]:
    """Lines and tables of one worksheet from top to bottom."""
    printed: set[Range] = set()
    for group in _groups(_rows(sheet), sheet.hidden_rows):
        texts = {row.number for row in _text_rows(group)}
        for is_text, rows in groupby(group, key=lambda row: row.number in texts):
            if is_text:
                for row in rows:
                    yield from _lines(row, printed)
            else:
                yield _table(list(rows), sheet)


def mark_drawn_cells(sheet: Sheet, drawn: Iterable[Anchor]) -> None:
    """Put a mark into each blank cell, or merged range, that something drawn is in alone; a seal is over several."""
    for anchor in drawn:
        first, last = anchor[:2], anchor[2:]
        whole = next((area for area in sheet.merged if _holds(area, *first)), None)
        if whole is not None and _holds(whole, *last):
            row, column = whole.first_row, whole.first_column
        elif first == last:
            row, column = first
        else:
            continue
        cell = sheet.cells.setdefault(row, {}).get(column, SheetCell("", has_border=False))
        if not cell.text:
            sheet.cells[row][column] = cell._replace(text=OBJECT_MARK)


def _holds(area: Range, row: int, column: int) -> bool:
    return area.first_row <= row < area.end_row and area.first_column <= column < area.end_column


def seen(text: str, is_veiled: bool) -> str:
    """A cell's text as a reader sees it: a figure that is struck out, or white on white, becomes a mark."""
    return OBJECT_MARK if is_veiled and text and not has_ideograph(text) else text


def clean(text: str) -> str:
    """A cell's text without white space around its lines and without empty lines."""
    if not text or ("\n" not in text and "\r" not in text):
        return text.strip(SPACE)
    lines = (line.strip(SPACE) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def column_name(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _rows(sheet: Sheet) -> list[_SheetRow]:
    """Rows in which anything is shown, with every cell and merged range that crosses them."""
    crossing: dict[int, list[Range]] = {}
    numbers = sorted(sheet.cells)
    for area in sheet.merged:
        for number in numbers[bisect_left(numbers, area.first_row) : bisect_left(numbers, area.end_row)]:
            crossing.setdefault(number, []).append(area)
    rows = (
        _SheetRow(number, list(_places(sheet, number, crossing.get(number, []))))
        for number in numbers
        if number not in sheet.hidden_rows
    )
    return [row for row in rows if row.texts or row.has_border]


def _places(sheet: Sheet, number: int, merged: list[Range]) -> Iterator[_Place]:
    cells = sheet.cells[number]
    covered: set[int] = set()
    for area in merged:
        inside = {column for column in cells if area.first_column <= column < area.end_column}
        covered |= inside
        shown = sheet.cells.get(area.first_row, {}).get(area.first_column, SheetCell("", False))
        if not sheet.hidden_columns.issuperset(range(area.first_column, area.end_column)):
            has_border = any(cells[column].has_border for column in inside)
            yield _Place(area, shown.text, has_border, _locator(sheet, area.first_row, area.first_column))
    for column in cells.keys() - covered - sheet.hidden_columns:
        area = Range(number, number + 1, column, column + 1)
        yield _Place(area, *cells[column], _locator(sheet, number, column))


def _locator(sheet: Sheet, row: int, column: int) -> str:
    return f"sheet {sheet.name} cell {column_name(column)}{row + 1}"


def _groups(rows: list[_SheetRow], hidden: set[int]) -> Iterator[list[_SheetRow]]:
    """Rows that stand directly below each other; hidden rows between them do not part them."""
    group: list[_SheetRow] = []
    for row in rows:
        if group and any(between not in hidden for between in range(group[-1].number + 1, row.number)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _text_rows(group: list[_SheetRow]) -> list[_SheetRow]:
    """The rows of a group that are text: what stands outside its frame, or alone in a row and cannot be a table's."""
    columns = _columns(group)
    framed = [n for n, row in enumerate(group) if row.has_border]
    if framed:
        return [
            row
            for n, row in enumerate(group)
            if _is_prose(row, columns)
            or (not row.has_border and (len(row.texts) == 1 or not framed[0] < n < framed[-1]))
        ]
    several = next((n for n, row in enumerate(group) if len(row.texts) > 1), len(group))
    return [
        row
        for n, row in enumerate(group)
        if len(row.texts) == 1 and (n < several or _is_prose(row, columns) or _fills(row, columns))
    ]


def _is_prose(row: _SheetRow, columns: range) -> bool:
    """One text across all columns that is a sentence, or too long for a label."""
    text = row.texts[0] if len(row.texts) == 1 else ""
    return len(text) > LONGEST_LABEL or (text.endswith(SENTENCE_END) and _fills(row, columns))


def _fills(row: _SheetRow, columns: range) -> bool:
    """Whether the row's only text is merged across all columns of its group."""
    area = next(place.range for place in row.places if place.text)
    return area.end_column - area.first_column == len(columns) > 1


def _columns(rows: Sequence[_SheetRow]) -> range:
    """The columns that hold text or frames."""
    ranges = [place.range for row in rows for place in row.places if place.text or place.has_border]
    return range(min(area.first_column for area in ranges), max(area.end_column for area in ranges))


def _lines(row: _SheetRow, printed: set[Range]) -> Iterator[Line]:
    """The texts of a row; one merged over several rows is printed once."""
    places = sorted((place for place in row.places if place.text and place.range not in printed), key=_first_column)
    printed.update(place.range for place in places)
    if len(places) == 1:
        yield from (Line(text, places[0].locator) for text in places[0].text.split("\n"))
    elif places:
        yield Line(" ".join(place.text.replace("\n", " ") for place in places), places[0].locator)


def _first_column(place: _Place) -> int:
    return place.range.first_column


def _table(rows: list[_SheetRow], sheet: Sheet) -> Table:
    columns = _columns(rows)
    index_of = {row.number: index for index, row in enumerate(rows)}
    printed = []
    for index, row in enumerate(rows):
        cells = [_cell(place, index_of, index) for place in row.places if place.range.first_column in columns]
        if len(columns) <= WIDEST_TABLE:
            end = sheet.lengths.get(row.number, columns[-1] + 1)
            taken = {column for cell in cells for column in range(cell.first_column, cell.end_column)}
            cells += [
                Cell("", column, column + 1, index, _locator(sheet, row.number, column))
                for column in columns
                if column < end and column not in taken and column not in sheet.hidden_columns
            ]
        printed.append(Row(index, tuple(sorted(cells, key=lambda cell: cell.first_column))))
    return Table(tuple(printed), has_spans=True)


def _cell(place: _Place, index_of: dict[int, int], index: int) -> Cell:
    """A merged range begins in the first of its rows that is shown."""
    area = place.range
    first = next((index_of[number] for number in range(area.first_row, area.end_row) if number in index_of), index)
    return Cell(place.text, area.first_column, area.end_column, first, place.locator)
