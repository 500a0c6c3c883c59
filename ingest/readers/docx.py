"""DOCX to a document: paragraphs become lines, tables become grids with their merged cells.

As in HTML a table that holds tables is layout, and a nested table of one cell stays in its cell. Tracked changes are
read as if accepted; what Word does not show (hidden text, field codes) and what is not the report's text (headers,
footers, notes, comments) is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from ingest.documents import OBJECT_MARK, Block, Cell, Document, Line, Row, Table
from ingest.normalise import squeeze
from ingest.readers import read
from ingest.readers.package import Package, parse_xml
from ingest.readers.word_grid import EVERY_COLUMN, NARROWEST_COLUMN, columns_of
from ingest.readers.word_looks import apply_looks, load_looks
from ingest.readers.word_text import (
    CONTENT_WRAPPERS,
    VALUE,
    W,
    holds_object,
    is_on,
    paragraph_lines,
    text_boxes,
    without_looks,
)

MAIN_PART = "word/document.xml"
CORE_PROPERTIES = "docProps/core.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
# Word's own limit of columns, and room to spare; larger spans are damage that would only cost memory.
MOST_COLUMNS = 1000
TC, TR, TBL, P = W + "tc", W + "tr", W + "tbl", W + "p"
PROPERTIES_OF_CELL = W + "tcPr"
PUT_IN, PUT_IN_MARK = W + "altChunk", b"altChunk"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_docx(package: Package) -> Document:
    """Read one word processor document.

    Raises:
        KeyError, ValueError: it is not put together as the format demands.
    """
    main = package.main_part(MAIN_PART)
    looks = load_looks(package, main)
    content = without_looks(package.read(main), looks.marks)
    body = parse_xml(content).find(W + "body")
    if body is None:
        raise KeyError("w:body")
    if any(mark in content for mark in looks.marks):
        apply_looks(body, looks)
    walker = _Walker(_put_in_parts(package, main) if PUT_IN_MARK in content else {})
    walker.flow(body)
    return Document("docx", "utf-8", tuple(walker.blocks), _title(package, walker.blocks))


def _put_in_parts(package: Package, main: str) -> dict[str, bytes]:
    return {
        place: package.read(part)
        for place, (kind, part) in package.relations(main).items()
        if kind == "aFChunk" and part in package.names
    }


def _title(package: Package, blocks: list[Block]) -> str | None:
    """The title among the properties, where the text has it too: a file copied from last year's keeps the old one."""
    if CORE_PROPERTIES not in package.names:
        return None
    title = (package.xml(CORE_PROPERTIES).findtext(TITLE) or "").strip()
    printed = "".join(squeeze(block.text) for block in blocks if isinstance(block, Line))
    return title if title and squeeze(title) in printed else None


class _Walker:
    """Collects blocks in reading order; numbers paragraphs and tables as they are met."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """``parts``: what other files are put into the text, by the id of their place."""
        self.parts = parts
        self.blocks: list[Block] = []
        self.paragraph_count = 0
        self.table_count = 0

    def flow(self, parent: Element) -> None:
        """Take in the blocks below an element."""
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == TBL:
                self._table(child)
            elif tag in CONTENT_WRAPPERS:
                self.flow(child)
            elif tag == PUT_IN:
                self._put_in(child.get(RELATION, ""))

    def _put_in(self, place: str) -> None:
        """Another file in place of a paragraph: what programs that write HTML make of a DOCX."""
        if place in self.parts:
            inner = read(self.parts[place], "")
            self.blocks.extend(block.within(f"{place} ") for block in inner.blocks)

    def _paragraph(self, paragraph: Element) -> None:
        self.paragraph_count += 1
        locator = f"paragraph {self.paragraph_count}"
        self.blocks.extend(Line(text, locator) for text in paragraph_lines(paragraph) if text)
        for box in text_boxes(paragraph):
            self.flow(box)

    def _table(self, table: Element) -> None:
        if _is_layout(table):
            for row in _rows(table):
                for cell in _cells(row):
                    self.flow(cell)
            return
        self.table_count += 1
        grid = read_table(table, self.table_count)
        self.blocks.extend([grid] if grid.rows else [])


def _is_layout(table: Element) -> bool:
    return any(inner is not table and sum(1 for _ in inner.iter(TC)) > 1 for inner in table.iter(TBL))


def read_table(table: Element, number: int) -> Table:
    """Lay one table out on its grid; a cell appears in every row it covers."""
    rows: list[Row] = []
    open_cells: dict[int, Cell] = {}
    columns = _columns(table)
    for index, row in enumerate(_rows(table)):
        open_cells = _lay_out(row, index, number, open_cells, columns)
        rows.append(Row(index, tuple(cell for _, cell in sorted(open_cells.items()))))
    return Table(tuple(rows), has_spans=True)


def _columns(table: Element) -> Sequence[int]:
    """What each column of the grid is, told by the widths that the table gives them."""
    widths = [int(width[:6]) if width.isdecimal() else MOST_COLUMNS for width in _widths(table)]
    if not widths or min(widths) >= NARROWEST_COLUMN:
        return EVERY_COLUMN
    extents: list[tuple[int, int]] = []
    for row in _rows(table):
        end = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for tc in _cells(row):
            start, end = end, end + max(1, _number(tc.find(f"{PROPERTIES_OF_CELL}/{W}gridSpan"), 1))
            extents.append((start, end))
    return columns_of(widths, extents)


def _widths(table: Element) -> Iterator[str]:
    return (column.get(W + "w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))


def _lay_out(
    row: Element, index: int, table_number: int, above: dict[int, Cell], columns: Sequence[int]
) -> dict[int, Cell]:
    """The cells of a row by their first column; those merged with the cell above are that cell."""
    laid_out: dict[int, Cell] = {}
    reached = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    last: Cell | None = None
    for position, tc in enumerate(_cells(row)):
        found = tc.find(PROPERTIES_OF_CELL)
        properties = {} if found is None else {each.tag: each for each in found}
        column, reached = columns[reached], reached + max(1, _number(properties.get(W + "gridSpan"), 1))
        end = columns[reached]
        upper = above.get(column)
        if last is not None and _continues(properties.get(W + "hMerge")):
            last = last._replace(end_column=end)
        elif upper is not None and upper.end_column == end and _continues(properties.get(W + "vMerge")):
            last = upper
        else:
            locator = f"table {table_number} row {index + 1} cell {position + 1}"
            last = Cell(cell_text(tc), column, end, index, locator)
        laid_out[last.first_column] = last
    return laid_out


def _continues(merge: Element | None) -> bool:
    return merge is not None and merge.get(VALUE, "continue") == "continue"


def _number(element: Element | None, default: int) -> int:
    printed = element.get(VALUE, "") if element is not None else ""
    return min(int(printed[:6]), MOST_COLUMNS) if printed.isascii() and printed.isdigit() else default


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == TR:
            properties = child.find(W + "trPr")
            if properties is None or not (is_on(properties, "del") or is_on(properties, "hidden")):
                yield child
        elif child.tag in CONTENT_WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == TC:
            yield child
        elif child.tag in CONTENT_WRAPPERS:
            yield from _cells(child)


def cell_text(tc: Element) -> str:
    """The text of one cell, paragraphs and line breaks as newlines: two figures in one cell must never run together."""
    text = "\n".join(_cell_lines(tc))
    return text or (OBJECT_MARK if holds_object(tc) else "")


def _cell_lines(parent: Element) -> Iterator[str]:
    for child in parent:
        tag = child.tag
        if tag == P:
            yield from (line for line in paragraph_lines(child) if line)
            for box in text_boxes(child):
                yield from _cell_lines(box)
        elif tag in CONTENT_WRAPPERS or tag in (TBL, TR, TC):
            yield from _cell_lines(child)
