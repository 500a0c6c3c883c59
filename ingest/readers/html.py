"""HTML to a document: flowing text becomes lines, tables become grids with their spans.

A table that holds other tables is layout: its cells are read as flowing text around the inner tables. A nested
table of one
cell is only decoration and stays part of its cell. Nothing hidden from a reader of the page is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from turbohtml import Element, Node, Text, parse

from ingest.documents import OBJECT_MARK, Block, Document, Line, Table
from ingest.layouts import LAYOUTS_KEPT, Layout, Place, layout_of
from ingest.readers.embedded import embedded_markup, printed_source
from ingest.readers.encoding import decode

# What a browser starts on a line of its own.
BLOCK_TAGS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset")
    + ("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li")
    + ("main", "nav", "ol", "option", "p", "pre", "section", "select", "table", "tbody", "td", "tfoot", "th")
    + ("thead", "title", "tr", "ul")
)
UNSEEN_TAGS = frozenset(
    ("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math", "textarea")
)
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+\s*(?:[a-z%]+\s*)?(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
STRUCK_STYLE = re.compile(r"line-through", re.IGNORECASE)
HIDING = ", ".join(
    f'[style*="{name}" i]' for name in ("display", "mso-hide", "visibility", "font-size", "opacity", "line-through")
)
# Bytes in which such a style may be written: the letters are ASCII or character references, a colon may have a name.
MAY_HIDE = (
    re.compile(rb"&#"),
    re.compile(rb"display(?:[^0-9a-z]|&[a-z]+;)*none"),
    re.compile(rb"mso-hide(?:[^0-9a-z]|&[a-z]+;)*all"),
    re.compile(rb"visibility(?:[^0-9a-z]|&[a-z]+;)*(?:hidden|collapse)"),
    re.compile(rb"(?:font-size|opacity)(?:[^0-9a-z]|&[a-z]+;)*0(?![.0-9]*[1-9])"),
    re.compile(rb"line-through"),
)
# Text that is struck out is not what the cell says, yet it is printed; raised and lowered digits are notes or indices.
MARKED = re.compile(rb"<(?:del|s|strike|sup|sub)[\s>]", re.IGNORECASE)
STRUCK, RAISED, LOWERED = "del, s, strike", "sup", "sub"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# What fills a cell without any text in it.
FIELDS = "input, img, canvas"
NO_FIELD = frozenset(("hidden", "checkbox", "radio", "button", "submit", "reset", "image"))
PIXEL = frozenset(("0", "1", "0px", "1px"))
CELL_TAGS = frozenset(("td", "th"))
# What ends a line inside a cell; the cells of an inner table do so with their table.
BREAK_TAGS = tuple(sorted({"br", *BLOCK_TAGS} - {"body", "html", "tbody", "thead", "tfoot", "tr", "td", "th"}))
LINE_TAGS = tuple(sorted({"br", *BLOCK_TAGS}))
TABLE_TAGS = ("tr", *sorted(CELL_TAGS), *BREAK_TAGS)
SOURCE_SPACE = " \t\r\n\f"
SOURCE_RUN = re.compile(r"[ \t\r\n\f]+")
# HTML's own limits; larger spans are typing errors that would only cost memory.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
TITLE_NAMES = ("articletitle", "og:title")


def read_html(content: bytes) -> Document:
    """Read one HTML page.

    Raises:
        Rejection: ``undecodable`` or ``not_text``.
    """
    text, encoding = decode(content)
    page = parse(text, positions=False)
    metadata = _metadata(page)
    walker = _Walker()
    title, embedded = _title(page, metadata), list(embedded_markup(page))
    is_wide = encoding.startswith(("utf-16", "utf-32"))
    walker.walk(_visible(page, is_wide or _may_hide(content), is_wide or bool(MARKED.search(content))))
    if source := printed_source(walker.blocks):
        walker.blocks.clear()
        embedded.append(source)
    for markup in embedded:
        walker.walk(_visible(parse(markup, positions=False), may_hide=True, is_marked=True))
    return Document("html", encoding, tuple(walker.blocks), title, metadata)


def _metadata(page: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.select("meta[name], meta[property]"):
        name = str(meta.attr("name") or meta.attr("property") or "").lower()
        value = str(meta.attr("content") or "").strip()
        if name and value:
            found.setdefault(name, value)
    return found


def _title(page: Node, metadata: dict[str, str]) -> str | None:
    for name in TITLE_NAMES:
        if name in metadata:
            return metadata[name]
    for selector in ("h1", "title"):
        heading = page.select_one(selector)
        if heading is not None and (title := SOURCE_RUN.sub(" ", heading.text).strip()):
            return title
    return None


def _may_hide(content: bytes) -> bool:
    """Whether any style could hide something: asking the bytes costs a third of asking every element."""
    lowered = content.lower()
    return any(pattern.search(lowered) for pattern in MAY_HIDE)


def _visible(page: Node, may_hide: bool, is_marked: bool) -> Node:
    """The page without what a reader of it does not see, and with what is struck out or raised told apart."""
    for element in list(page.iter_elements(UNSEEN_TAGS)):
        element.decompose()
    for element in page.select("[hidden]"):
        element.decompose()
    for element in page.select(HIDING) if may_hide else ():
        style = str(element.attr("style"))
        if HIDDEN_STYLE.search(style):
            element.decompose()
        elif STRUCK_STYLE.search(style):
            _strike(element)
    if is_marked:
        for element in page.select(STRUCK):
            _strike(element)
        for selector, digits in ((RAISED, SUPERSCRIPTS), (LOWERED, SUBSCRIPTS)):
            for element in page.select(selector):
                element.set_text(element.text.translate(digits))
    return page


def _strike(element: Element) -> None:
    """What is struck out counts for nothing, but the place is not blank."""
    if element.text.strip():
        element.set_text(OBJECT_MARK)


class _Walker:
    """Collects blocks in reading order; holds the line that is being assembled and the number of tables met."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pending: list[str] = []
        self.table_count = 0

    def walk(self, root: Node) -> None:
        """Take in all blocks below ``root``."""
        self._flow(root)
        self._flush()

    def _flush(self) -> None:
        text = one_line("".join(self.pending))
        self.pending.clear()
        if text:
            self.blocks.append(Line(text, f"line {len(self.blocks) + 1}"))

    def _flow(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Element):
                self._element(child)
            elif isinstance(child, Text):
                self.pending.append(child.text)

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._flush()
        elif tag == "table" and not _is_layout(element):
            self._flush()
            self.table_count += 1
            table = read_table(element, self.table_count)
            self.blocks.extend([table] if table.row_count else [])
        elif tag in BLOCK_TAGS:
            self._flush()
            self._content(element)
            self._flush()
        else:
            self._content(element)

    def _content(self, element: Element) -> None:
        """What stands in an element: at once where nothing in it breaks a line."""
        if next(element.iter_elements(LINE_TAGS), None) is None:
            self.pending.append(element.text)
        else:
            self._flow(element)


def _is_layout(table: Element) -> bool:
    return any(sum(1 for _ in inner.iter_elements(CELL_TAGS)) > 1 for inner in table.iter_elements("table"))


def read_table(element: Element, number: int) -> Table:
    """Lay one ``<table>`` out on its grid; a cell appears in every row it covers."""
    cells, starts, of_many_lines = _cells_and_rows(element)
    texts = [one_line(cell.text) for cell in cells]
    for broken in of_many_lines:
        texts[broken] = _lines_of(cells[broken])
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


@lru_cache(maxsize=65536)
def one_line(text: str) -> str:
    """A text as a browser sets it on one line."""
    return SOURCE_RUN.sub(" ", text).strip(SOURCE_SPACE)


def _lines_of(cell: Element) -> str:
    """Paragraphs and line breaks as newlines: two figures in one cell must never run together."""
    parts: list[str] = []
    _collect(cell, parts)
    return "\n".join(line for part in "".join(parts).split("\x00") if (line := one_line(part)))


def _collect(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Element):
            if child.tag == "br":
                parts.append("\x00")
                continue
            is_block = child.tag in BLOCK_TAGS
            parts.append("\x00" if is_block else "")
            _collect(child, parts)
            parts.append("\x00" if is_block else "")
