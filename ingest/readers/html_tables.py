"""One HTML table laid out on its grid, spans and all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from turbohtml import Element, Text

from ingest.documents import OBJECT_MARK, Table
from ingest.layouts import LAYOUTS_KEPT, Layout, Place, layout_of
from ingest.readers.html_lines import BLOCK_TAGS, CELL_TAGS, SOURCE_SPACE, lines_of, one_line

# What fills a cell without any text in it.
FIELDS = "input, img, canvas"
NO_FIELD = frozenset(("hidden", "checkbox", "radio", "button", "submit", "reset", "image"))
PIXEL = frozenset(("0", "1", "0px", "1px"))
# What ends a line inside a cell; the cells of an inner table do so with their table.
BREAK_TAGS = tuple(sorted({"br", *BLOCK_TAGS} - {"body", "html", "tbody", "thead", "tfoot", "tr", "td", "th"}))
TABLE_TAGS = ("tr", *sorted(CELL_TAGS), *BREAK_TAGS)
# HTML's own limits; larger spans are typing errors that would only cost memory.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534


def read_table(element: Element, number: int) -> Table:
    """Lay one ``<table>`` out on its grid; a cell appears in every row it covers."""
    cells, starts, of_many_lines = _cells_and_rows(element)
    texts = [one_line(cell.text) for cell in cells]
    for broken in of_many_lines:
        texts[broken] = lines_of(cells[broken])
    for number, text in enumerate(texts):
        if not text:
            texts[number] = _shown_instead(cells[number])
    layout, places = _laid_out(tuple(starts), len(cells), _spans(element, cells))
    return Table.laid_out(layout, texts, _locators(places, number))


def _cells_and_rows(table: Element) -> tuple[list[Element], list[int], list[int]]:
    """The cells of a table in reading order, how many stand above each row, and the numbers of those of many lines."""
    if next(table.iter_elements("table"), None) is not None:
        return _around_inner_tables(table)
    cells: list[Element] = []
    starts: list[int] = []
    of_many_lines: list[int] = []
    cell: Element | None = None
    for element in table.iter_elements(TABLE_TAGS):
        tag = element.tag
        if tag in CELL_TAGS:
            cell = element
            cells.append(cell)
        elif tag == "tr":
            starts.append(len(cells))
        elif cell is None or (tag != "br" and len(cell) == 1 and element.parent is cell):
            continue  # a caption, a cell known to be broken, or one paragraph around all the text of its cell
        elif _breaks_lines(element, cell):
            of_many_lines.append(len(cells) - 1)
            cell = None
    return cells, starts, of_many_lines


def _breaks_lines(element: Element, cell: Element) -> bool:
    """Whether an element that breaks lines does so inside the cell that began last; it may stand in a caption."""
    parent = element.parent
    if parent is cell:
        return element.tag == "br" or not _stands_alone(element, cell)
    return cell in element.ancestors


def _around_inner_tables(table: Element) -> tuple[list[Element], list[int], list[int]]:
    cells: list[Element] = []
    starts: list[int] = []
    for row in _table_rows(table):
        starts.append(len(cells))
        cells += _row_cells(row)
    broken = _cells_of_many_lines(table)
    return cells, starts, [number for number, cell in enumerate(cells) if cell in broken]


def _spans(table: Element, cells: list[Element]) -> tuple[tuple[int, int, int], ...]:
    """Number, columns and rows of each cell that does not simply fill one place."""
    spanned = table.select("[colspan], [rowspan]")
    numbers = {cell: number for number, cell in enumerate(cells)} if spanned else {}
    found: list[tuple[int, int, int]] = []
    for cell in spanned:
        number = numbers.get(cell)
        if number is not None:
            width, height = _span(cell.attr("colspan"), 1, MAX_COLSPAN), _span(cell.attr("rowspan"), 0, MAX_ROWSPAN)
            if (width, height) != (1, 1):
                found.append((number, width, height))
    return tuple(found)


@lru_cache(maxsize=LAYOUTS_KEPT)
def _laid_out(
    starts: tuple[int, ...], count: int, spans: tuple[tuple[int, int, int], ...]
) -> tuple[Layout, tuple[tuple[int, int], ...]]:
    """The layout of a table whose cells take the next free places, and the row and position of each cell."""
    sizes = {number: (width, height) for number, width, height in spans}
    places: list[Place] = []
    positions: list[tuple[int, int]] = []
    rows: list[tuple[int, tuple[int, ...]]] = []
    hanging: list[tuple[int, int]] = []
    for index, start in enumerate(starts):
        hanging = [(cell, end) for cell, end in hanging if end > index]
        covering = [cell for cell, _ in hanging]
        taken = {column for cell in covering for column in range(*places[cell][:2])}
        column = 0
        end_of_row = starts[index + 1] if index + 1 < len(starts) else count
        for number in range(start, end_of_row):
            while column in taken:
                column += 1
            width, height = sizes.get(number, (1, 1))
            places.append((column, column + width, index))
            positions.append((index + 1, number - start + 1))
            covering.append(number)
            column += width
            if height != 1:
                hanging.append((number, index + height if height else MAX_ROWSPAN))
        if taken:
            covering.sort(key=lambda number: places[number][0])
        rows.append((index, tuple(covering)))
    return layout_of(tuple(places), tuple(rows)), tuple(positions)


@lru_cache(maxsize=LAYOUTS_KEPT)
def _locators(positions: tuple[tuple[int, int], ...], number: int) -> tuple[str, ...]:
    return tuple([f"table {number} row {row} cell {cell}" for row, cell in positions])


def _shown_instead(cell: Element) -> str:
    """What fills a cell without text: the value of a field, a mark for a picture; ``''`` for a cell that is blank."""
    if not len(cell):
        return ""
    shown = (_field_value(element) for element in cell.select(FIELDS))
    return " ".join(value for value in shown if value)


def _field_value(element: Element) -> str:
    if element.tag == "input":
        is_field = str(element.attr("type") or "text").lower() not in NO_FIELD
        return str(element.attr("value") or "").strip() if is_field else ""
    is_spacer = str(element.attr("width")).strip() in PIXEL or str(element.attr("height")).strip() in PIXEL
    return "" if is_spacer else OBJECT_MARK


def _table_rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("tbody", "thead", "tfoot"):
                yield from (row for row in child.children if isinstance(row, Element) and row.tag == "tr")


def _row_cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if isinstance(cell, Element) and cell.tag in CELL_TAGS]


def _span(printed: str | None, least: int, limit: int) -> int:
    """How far a cell reaches. A rowspan of 0 means to the end of the table; what is unreadable counts as 1."""
    if printed is None:
        return 1
    digits = printed.strip()
    return max(least, min(int(digits[:6]), limit)) if digits.isascii() and digits.isdigit() else 1


def _cells_of_many_lines(table: Element) -> set[Element]:
    """The cells in which something breaks a line, unless it is one paragraph around all their text."""
    found: set[Element] = set()
    for element in table.iter_elements(BREAK_TAGS):
        parent = element.parent
        if not isinstance(parent, Element):
            continue
        if parent.tag in CELL_TAGS and element.tag != "br" and _stands_alone(element, parent):
            continue
        found.update(
            cell for cell in (parent, *parent.ancestors) if isinstance(cell, Element) and cell.tag in CELL_TAGS
        )
    return found


def _stands_alone(element: Element, parent: Element) -> bool:
    """Whether nothing but white space is printed beside an element."""
    if len(parent) == 1:
        return True
    return not any(
        child.text.strip(SOURCE_SPACE) if isinstance(child, Text) else isinstance(child, Element) and child != element
        for child in parent.children
    )
