"""The rows of one table below one header, laid out cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.documents import Block, Cell, Line, Row, Table
from ingest.looks import UNPLACED, names_row, table_labels
from ingest.normalise import has_ideograph
from ingest.readers.placed.columns import Column, Headers, is_organisations, read_headers, spans_of
from ingest.readers.placed.labels import FigureRow, Label
from ingest.readers.placed.places import Group, Places, placed, places_by_page, tells_columns
from ingest.readers.placed.titles import cut_at_title, is_title
from ingest.readers.placed.words import Word


def table_of_group(group: Group, is_to_scale: bool) -> Iterator[Block]:
    """The lines above a table that are none of its, and the table; ``is_to_scale``: places on the page mean columns."""
    first = group.rows[0].line.page
    spans = spans_of(row for row in group.rows if row.line.page == first) if is_to_scale else []
    above, lines = cut_at_title(group.loose[0])
    yield from (Line(line.text, line.locator, is_prose=True) for line in above)
    titles: list[Word] = []
    while lines and is_title(lines[0], lines[1:]):
        line = lines.pop(0)
        if table_labels(line.text).labels:
            titles += [] if is_organisations(line.text) else line.words
        else:
            yield Line(line.text, line.locator, is_prose=True)
    headers = read_headers(lines, spans)
    if not is_to_scale and not tells_columns(headers, group.rows):
        headers = headers._replace(columns=None)
    # Text not to scale moves whole rows to the right of a longer label: only a row without blanks tells its columns.
    places = places_by_page(group, headers) if is_to_scale else {}
    width = max((len(_beside(row, label)) for row, label in zip(group.rows, group.labels, strict=True)), default=0) + 1
    grid = _Grid(width, len(headers.columns or ()) or 1)
    grid.add_headers(titles, headers, lines[0].locator if lines else group.rows[0].line.locator)
    size = (width, len(headers.columns or ()))
    for n, (row, label) in enumerate(zip(group.rows, group.labels, strict=True)):
        cells = _row(row, label, places.get(row.line.page), size, not n)
        if is_to_scale and _fills_a_blank(row, cells[-size[1] :] if size[1] else (), headers.columns or ()):
            cells = _of_unknown_columns(row, size)
        grid.add(cells, row.line.locator)
    yield Table(tuple(grid.rows), has_spans=True)


class _Grid:
    """Rows of a table, cell by cell."""

    def __init__(self, width: int, columns: int) -> None:
        self.rows: list[Row] = []
        self.width, self.columns = width, columns

    def add_headers(self, titles: Sequence[Word], headers: Headers, locator: str) -> None:
        """Titles over all of the table, headings over some columns, and the headers of the columns."""
        for title in titles:
            self.add([(title.text, 0, self.width + self.columns)], locator)
        for words in headers.above:
            self.add(_above(words, headers.columns or (), self.width), locator)
        cells = [(headers.beside, 0, self.width)] if headers.beside else []
        named = enumerate(headers.columns or (), start=self.width)
        self.add([*cells, *((column.text, n, n + 1) for n, column in named)], locator)

    def add(self, cells: Sequence[tuple[str, int, int]], locator: str) -> None:
        """One more row: texts with the columns they begin and end at."""
        number = len(self.rows)
        if cells:
            printed = (Cell(text, a, b, number, f"{locator} cell {n}") for n, (text, a, b) in enumerate(cells, start=1))
            self.rows.append(Row(number, tuple(printed)))


def _above(words: Sequence[Word], columns: Sequence[Column], width: int) -> list[tuple[str, int, int]]:
    """What heads several columns, each above those it reaches over; the last one's place is not known to end there."""
    cells: list[tuple[str, int, int]] = []
    for word in words:
        if is_organisations(word.text):
            continue
        if not columns or word.right <= columns[0].span.left:
            cells.append((word.text, 0, width))
            continue
        below = [n for n, column in enumerate(columns) if word.overlaps(*column.span)]
        if not below:
            left = sum(column.span.right <= word.left for column in columns)
            below = [min(left, max(len(columns) - 1, 0))]
        start = max(width + below[0], cells[-1][2] if cells else 0)
        cells.append((word.text, start, max(width + below[-1] + 1, start + 1)))
    return cells


def _beside(row: FigureRow, label: Label | None) -> tuple[Word, ...]:
    """What stands on the row's line before its label: the name of its group, letters of a vertical text."""
    return tuple(word for word in row.words if not label or word not in label.own)


def _row(
    row: FigureRow, label: Label | None, places: Places | None, size: tuple[int, int], is_first: bool
) -> list[tuple[str, int, int]]:
    """A row's cells: other words, label, and a cell for each column, or one for all where they cannot be told."""
    width, columns = size
    texts = placed(row.figures, places, columns)
    if label is None or not (label.text or is_first) or _has_another_name(row, label):
        return _of_unknown_columns(row, size)
    cells = [(word.text, n, n + 1) for n, word in enumerate(_beside(row, label))]
    if label.text:
        cells.append((label.text, width - 1, width))
    if texts is not None:
        return [*cells, *((text, width + n, width + n + 1) for n, text in enumerate(texts))]
    if columns and len(row.figures) != columns:
        # Beyond the last header no figure is under any, and there are not as many as headers.
        outside = width + columns
        return [*cells, *((word.text, outside + n, outside + n + 1) for n, word in enumerate(row.figures))]
    return [*cells, (UNPLACED.join([*(word.text for word in row.figures), ""]), width, width + max(columns, 1))]


def _of_unknown_columns(row: FigureRow, size: tuple[int, int]) -> list[tuple[str, int, int]]:
    """A row as one cell over names and columns."""
    width, columns = size
    return [(UNPLACED.join([*(word.text for word in row.line.words), ""]), 0, width + max(columns, 1))]


def _fills_a_blank(row: FigureRow, cells: Sequence[tuple[str, int, int]], columns: Sequence[Column]) -> bool:
    """Whether what stands before the figures reaches below the header of a column that has none: its cell, in words."""
    if len(cells) != len(columns):
        return False
    blank = [column for (text, _, _), column in zip(cells, columns, strict=True) if not text]
    return any(word.overlaps(*column.span) for column in blank for word in row.words)


def _has_another_name(row: FigureRow, label: Label) -> bool:
    """Whether the line names a row, but not right before what was taken for its figures, or holds a figure that is not
    understood."""
    others = [word.text for word in _beside(row, label)]
    is_own = bool(label.own) and names_row(label.text)
    return any(not has_ideograph(text) and has_digit(text) for text in others) or (
        not is_own and any(map(names_row, others))
    )


def has_digit(text: str) -> bool:
    """Whether a text could be a figure, misprinted."""
    return any(character.isdigit() for character in text)
