"""One HTML table laid out on its grid, spans and all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, cast

from turbohtml import Element, Node, Text

from ingest.documents import OBJECT_MARK, Table
from ingest.layouts import LAYOUTS_KEPT, Layout, Place, layout_of
from ingest.readers.html_lines import (
    BLOCK_TAGS,
    CELL_TAGS,
    DRAWN_TAGS,
    LINE_TAGS,
    SOURCE_SPACE,
    lines_of,
    lines_of_children,
    one_line,
    one_line_each,
    tags_among,
)

# What fills a cell without any text in it.
FIELD_TAGS = ("input", "img", "canvas", "embed", *sorted(DRAWN_TAGS))
FIELDS = ", ".join(FIELD_TAGS)
NO_FIELD = frozenset(("hidden", "checkbox", "radio", "button", "submit", "reset", "image"))
PIXEL = frozenset(("0", "1", "0px", "1px"))
# What ends a line inside a cell; the cells of an inner table do so with their table.
BREAK_TAGS = tuple(sorted({"br", *BLOCK_TAGS} - {"body", "html", "tbody", "thead", "tfoot", "tr", "td", "th"}))
BREAKS = frozenset(BREAK_TAGS)
FEW_CELLS = 32
ROW_AND_CELL_TAGS = ("tr", *sorted(CELL_TAGS))
# As browsers do, what stands behind the digits counts for nothing. Markup taken from a program has escaped quotes.
SPAN = re.compile(r"""[\s\\"'“”]*\+?([0-9]{1,6})""")
# HTML's own limits; larger spans are typing errors that would only cost memory.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534


class Marked(NamedTuple):
    """What is out of the ordinary in the tables of a page, asked of the whole page at once: few cells are.

    ``spans``: columns and rows of cells that do not simply fill one place; ``broken``: cells in which one of several
    children breaks a line; ``deeply_broken``: those in which something below a child does; ``has_inner``: whether any
    table stands in another; ``has_fields``: whether anything but text could fill a cell; ``line_tags``: those of
    ``LINE_TAGS`` that the page has.
    """

    spans: Mapping[Element, tuple[int, int]]
    broken: frozenset[Element]
    deeply_broken: frozenset[Element]
    has_inner: bool
    has_fields: bool
    line_tags: tuple[str, ...]

    @classmethod
    def of(cls, page: Node) -> Marked:
        """Ask the page; what is asked for one tag is answered from an index."""
        line_tags = tuple(tags_among(page, LINE_TAGS))
        kinds = [tag for tag in sorted(CELL_TAGS) if tag in line_tags]
        breaks = tuple([tag for tag in line_tags if tag in BREAKS])
        cells = [cell for kind in kinds for cell in page.select(kind)]
        are_few = len(cells) <= FEW_CELLS
        broken, deeply_broken = _broken_of_few(cells, breaks) if are_few else _broken(page, kinds, breaks)
        return cls(
            _spans(page, kinds),
            broken,
            deeply_broken,
            has_inner=page.select_one("table table") is not None,
            has_fields=bool(kinds) and any(page.select_one(tag) is not None for tag in FIELD_TAGS),
            line_tags=line_tags,
        )


NOTHING_MARKED = Marked({}, frozenset(), frozenset(), has_inner=False, has_fields=False, line_tags=())


def _broken_of_few(cells: Sequence[Element], breaks: Sequence[str]) -> tuple[frozenset[Element], frozenset[Element]]:
    """Each cell is asked; what breaks one at all is looked for as if it did so deeply."""
    return frozenset(), frozenset([cell for cell in cells if next(cell.iter_elements(breaks), None) is not None])


def _broken(page: Node, kinds: Sequence[str], breaks: Sequence[str]) -> tuple[frozenset[Element], frozenset[Element]]:
    """The page is asked for all that are out of the ordinary."""
    return (
        frozenset([cell for kind in kinds for tag in breaks for cell in _broken_by(page, kind, tag)]),
        frozenset([cell for kind in kinds for tag in breaks for cell in _deeply_broken_by(page, kind, tag)]),
    )


def _spans(page: Node, kinds: Sequence[str]) -> dict[Element, tuple[int, int]]:
    columns = {cell: _colspan(cell) for kind in kinds for cell in page.select(f"{kind}[colspan]")}
    rows = {cell: _rowspan(cell) for kind in kinds for cell in page.select(f"{kind}[rowspan]")}
    sizes = {cell: (columns.get(cell, 1), rows.get(cell, 1)) for cell in (*columns, *rows)}
    return {cell: size for cell, size in sizes.items() if size != (1, 1)}


def _broken_by(page: Node, kind: str, tag: str) -> Iterator[Element]:
    """Cells with a child of this tag that has elements beside it; text beside it is looked for later, in few cells."""
    beside = "" if tag == "br" else ":not(:only-child)"
    return (cast("Element", element.parent) for element in page.select(f"{kind} > {tag}{beside}"))


def _deeply_broken_by(page: Node, kind: str, tag: str) -> Iterator[Element]:
    return (cell for element in page.select(f"{kind} * {tag}") for cell in _cells_around(element))


class TableShape(NamedTuple):
    """How many cells stand above each row of a table, how many it has, and those that fill more than one place."""

    starts: tuple[int, ...]
    cell_count: int
    spans: tuple[tuple[int, int, int], ...]

    def table(self, texts: Sequence[str], number: int) -> Table:
        """A table of this shape, the so-manieth of its page, with what stands in its cells."""
        layout, locators = _laid_out(*self, number)
        return Table.laid_out(layout, texts, locators)


def read_table(element: Element, number: int, marked: Marked) -> Table:
    """Lay one ``<table>`` out on its grid; a cell appears in every row it covers."""
    shape, texts = shape_and_texts(element, marked)
    return shape.table(texts, number)


def shape_and_texts(element: Element, marked: Marked) -> tuple[TableShape, list[str]]:
    """The cells of one ``<table>``: how they stand, and what stands in them."""
    if marked.has_inner and element.select_one("table") is not None:
        cells, starts = _around_inner_tables(element)
        many = _cells_of_many_lines(element)
        texts = [lines_of(cell) if cell in many else one_line(cell.text) for cell in cells]
        numbers = dict(zip(cells, range(len(cells)), strict=True))
    else:
        cells, starts = _cells_and_rows(element)
        numbers = dict(zip(cells, range(len(cells)), strict=True))
        texts = _texts(cells, numbers, marked)
    if marked.has_fields:
        texts = [text or _shown_instead(cell) for text, cell in zip(texts, cells, strict=True)]
    spans = sorted([(numbers[cell], *marked.spans[cell]) for cell in numbers.keys() & marked.spans.keys()])
    return TableShape(tuple(starts), len(cells), tuple(spans)), texts


def _texts(cells: Sequence[Element], numbers: Mapping[Element, int], marked: Marked) -> list[str]:
    """What stands in the cells of a table without inner tables."""
    texts = one_line_each([cell.text for cell in cells])
    for cell in numbers.keys() & marked.deeply_broken:
        texts[numbers[cell]] = lines_of(cell)
    several = [n for n, children in enumerate(map(len, cells)) if children > 1]
    for n in several:
        cell = cells[n]
        if cell not in marked.deeply_broken and (cell in marked.broken or _breaks_lines(cell)):
            texts[n] = lines_of_children(cell)
    return texts


def _cells_and_rows(table: Element) -> tuple[list[Element], list[int]]:
    """The cells of a table in reading order, and how many stand above each row."""
    elements = list(table.iter_elements(ROW_AND_CELL_TAGS))
    cells: list[Element] = []
    starts: list[int] = []
    behind = 0
    for row in table.select("tr"):
        at = elements.index(row, behind)
        cells += elements[behind:at]
        starts.append(len(cells))
        behind = at + 1
    return cells + elements[behind:], starts


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
    starts: tuple[int, ...], count: int, spans: tuple[tuple[int, int, int], ...], table: int
) -> tuple[Layout, tuple[str, ...]]:
    """The layout of a table whose cells take the next free places, and where each cell is found again."""
    sizes = {number: (width, height) for number, width, height in spans}
    places: list[Place] = []
    locators: list[str] = []
    rows: list[tuple[int, tuple[int, ...]]] = []
    hanging: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(pairwise((*starts, count))):
        row = f"table {table} row {index + 1} cell "
        locators += [f"{row}{n}" for n in range(1, end - start + 1)]
        hanging = [(cell, last) for cell, last in hanging if last > index]
        covering = [cell for cell, _ in hanging]
        taken = {column for cell in covering for column in range(*places[cell][:2])}
        column = 0
        for number in range(start, end):
            while column in taken:
                column += 1
            width, height = sizes.get(number, (1, 1))
            places.append((column, column + width, index))
            column += width
            if height != 1:
                hanging.append((number, index + height if height else MAX_ROWSPAN))
        covering += range(start, end)
        if taken:
            covering.sort(key=lambda number: places[number][0])
        rows.append((index, tuple(covering)))
    return layout_of(tuple(places), tuple(rows)), tuple(locators)


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


def _colspan(cell: Element) -> int:
    return _span(cell.attr("colspan"), 1, MAX_COLSPAN)


def _rowspan(cell: Element) -> int:
    return _span(cell.attr("rowspan"), 0, MAX_ROWSPAN)


@lru_cache(maxsize=1024)
def _span(printed: str | None, least: int, limit: int) -> int:
    """How far a cell reaches. A rowspan of 0 means to the end of the table; what is unreadable counts as 1."""
    size = SPAN.match(printed or "")
    return max(least, min(int(size[1]), limit)) if size else 1


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
