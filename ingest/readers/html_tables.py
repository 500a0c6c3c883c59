"""One HTML table laid out on its grid, spans and all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element, Node, Text

from ingest.documents import OBJECT_MARK, Table
from ingest.layouts import LAYOUTS_KEPT, Layout, Place, layout_of
from ingest.readers.html_lines import BLOCK_TAGS, CELL_TAGS, SOURCE_SPACE, lines_of, one_line

# What fills a cell without any text in it.
FIELDS = "input, img, canvas"
NO_FIELD = frozenset(("hidden", "checkbox", "radio", "button", "submit", "reset", "image"))
PIXEL = frozenset(("0", "1", "0px", "1px"))
# What ends a line inside a cell; the cells of an inner table do so with their table.
BREAK_TAGS = tuple(sorted({"br", *BLOCK_TAGS} - {"body", "html", "tbody", "thead", "tfoot", "tr", "td", "th"}))
BREAKS = frozenset(BREAK_TAGS)
DEEP_BREAKS = {cell: tuple(f"{cell} * {tag}" for tag in BREAK_TAGS) for cell in sorted(CELL_TAGS)}
ROW_AND_CELL_TAGS = ("tr", *sorted(CELL_TAGS))
SPANNED = {cell: (f"{cell}[colspan]", f"{cell}[rowspan]") for cell in sorted(CELL_TAGS)}
# HTML's own limits; larger spans are typing errors that would only cost memory.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534


class Marked(NamedTuple):
    """What is out of the ordinary in the tables of a page, asked of the whole page at once: few cells are.

    ``spans``: columns and rows of cells that do not simply fill one place; ``broken``: cells in which something deeper
    than a child breaks a line; ``has_inner``: whether any table stands in another.
    """

    spans: Mapping[Element, tuple[int, int]]
    broken: frozenset[Element]
    has_inner: bool

    @classmethod
    def of(cls, page: Node) -> Marked:
        """Ask the page; what is asked for one tag is answered from an index."""
        kinds = [tag for tag in sorted(CELL_TAGS) if page.select(tag)]
        spanned = [element for tag in kinds for selector in SPANNED[tag] for element in page.select(selector)]
        sizes = {element: _size(element) for element in spanned}
        spans = {element: size for element, size in sizes.items() if size != (1, 1)}
        deep = [element for tag in kinds for selector in DEEP_BREAKS[tag] for element in page.select(selector)]
        broken = frozenset([cell for element in deep for cell in _cells_around(element)])
        return cls(spans, broken, bool(page.select("table table")))


def read_table(element: Element, number: int, marked: Marked) -> Table:
    """Lay one ``<table>`` out on its grid; a cell appears in every row it covers."""
    if marked.has_inner and next(element.iter_elements("table"), None) is not None:
        cells, starts = _around_inner_tables(element)
        broken = _cells_of_many_lines(element)
    else:
        cells, starts = _cells_and_rows(element)
        broken = marked.broken.union([cell for cell in cells if len(cell) > 1 and _breaks_lines(cell)])
    texts = [one_line(cell.text) for cell in cells]
    for n, cell in enumerate(cells):
        if cell in broken:
            texts[n] = lines_of(cell)
        if not texts[n]:
            texts[n] = _shown_instead(cell)
    spans = [(n, *marked.spans[cell]) for n, cell in enumerate(cells) if cell in marked.spans] if marked.spans else []
    layout, places = _laid_out(tuple(starts), len(cells), tuple(spans))
    return Table.laid_out(layout, texts, _locators(places, number))


def _cells_and_rows(table: Element) -> tuple[list[Element], list[int]]:
    """The cells of a table in reading order, and how many stand above each row."""
    cells: list[Element] = []
    starts: list[int] = []
    for element in table.iter_elements(ROW_AND_CELL_TAGS):
        if element.tag == "tr":
            starts.append(len(cells))
        else:
            cells.append(element)
    return cells, starts


def _breaks_lines(cell: Element) -> bool:
    """Whether a child of a cell breaks its text into lines."""
    return any(
        isinstance(child, Element) and (child.tag == "br" or (child.tag in BREAKS and not _stands_alone(child, cell)))
        for child in cell.children
    )


def _around_inner_tables(table: Element) -> tuple[list[Element], list[int]]:
    cells: list[Element] = []
    starts: list[int] = []
    for row in _table_rows(table):
        starts.append(len(cells))
        cells += _row_cells(row)
    return cells, starts


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


def _cells_around(element: Element) -> Iterator[Element]:
    return (node for node in element.ancestors if isinstance(node, Element) and node.tag in CELL_TAGS)


def _size(cell: Element) -> tuple[int, int]:
    """Columns and rows of a cell."""
    return _span(cell.attr("colspan"), 1, MAX_COLSPAN), _span(cell.attr("rowspan"), 0, MAX_ROWSPAN)


def _span(printed: str | None, least: int, limit: int) -> int:
    """How far a cell reaches. A rowspan of 0 means to the end of the table; what is unreadable counts as 1."""
    if printed is None:
        return 1
    digits = printed.strip()
    return max(least, min(int(digits[:6]), limit)) if digits.isascii() and digits.isdigit() else 1


def _cells_of_many_lines(table: Element) -> AbstractSet[Element]:
    """The cells in which something breaks a line, unless it is one paragraph around all their text."""
    found: set[Element] = set()
    for element in table.iter_elements(BREAK_TAGS):
        parent = element.parent
        if not isinstance(parent, Element):
            continue
        if parent.tag in CELL_TAGS and element.tag != "br" and _stands_alone(element, parent):
            continue
        found.update(_cells_around(element))
    return found


def _stands_alone(element: Element, parent: Element) -> bool:
    """Whether nothing but white space is printed beside an element."""
    if len(parent) == 1:
        return True
    return not any(
        child.text.strip(SOURCE_SPACE) if isinstance(child, Text) else isinstance(child, Element) and child != element
        for child in parent.children
    )
