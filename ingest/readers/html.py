"""HTML to a document: flowing text becomes lines, tables become grids with their spans.

A table that holds other tables is layout: its cells are read as flowing text around the inner tables. A nested
table of one
cell is only decoration and stays part of its cell. Nothing hidden from a reader of the page is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Element, Node, Text, parse

from ingest.documents import Block, Cell, Document, Line, Row, Table
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
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
SOURCE_SPACE = " \t\r\n\f"
SOURCE_RUN = re.compile(r"[ \t\r\n\f]+")
# HTML's own limits; larger spans are typing errors that would only cost memory.
MAX_COLSPAN = 1000
MAX_ROWSPAN = 65534
SCRIPTED_TABLE = re.compile(r"(?:<|\\u003c|\\x3c)table", re.IGNORECASE)
STRING_LITERAL = re.compile(r"""(["'`])((?:(?!\1)[^\\]|\\.)*)\1""", re.DOTALL)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
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
    walker.walk(page)
    for markup in _markup_in_scripts(page):
        walker.walk(parse(markup, positions=False))
    return Document("html", encoding, tuple(walker.blocks), _title(page, metadata), metadata)


def _markup_in_scripts(page: Node) -> Iterator[str]:
    """Pages that a script writes: string literals that hold a table."""
    for script in page.select("script"):
        text = script.text
        if SCRIPTED_TABLE.search(text):
            for literal in STRING_LITERAL.finditer(text):
                if SCRIPTED_TABLE.search(literal[2]):
                    yield ESCAPE.sub(_unescaped, literal[2])


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1]
    if code[0] in "ux" and len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": "\n", "r": "\r", "t": "\t"}.get(code, code)


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


def _is_hidden(element: Element) -> bool:
    if element.tag in UNSEEN_TAGS:
        return True
    if "hidden" in element.attrs:
        return True
    style = element.attr("style")
    return bool(style and HIDDEN_STYLE.search(str(style)))


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
        text = SOURCE_RUN.sub(" ", "".join(self.pending)).strip(SOURCE_SPACE)
        self.pending.clear()
        if text:
            self.blocks.append(Line(text, f"line {len(self.blocks) + 1}"))

    def _flow(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Text):
                self.pending.append(child.text)
            elif isinstance(child, Element) and not _is_hidden(child):
                self._element(child)

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._flush()
        elif tag == "table" and not _is_layout(element):
            self._flush()
            self.table_count += 1
            table = read_table(element, self.table_count)
            self.blocks.extend([table] if table.rows else [])
        elif tag in BLOCK_TAGS:
            self._flush()
            self._flow(element)
            self._flush()
        else:
            self._flow(element)


def _is_layout(table: Element) -> bool:
    return any(len(inner.select("td, th")) > 1 for inner in table.select("table"))


def read_table(element: Element, number: int) -> Table:
    """Lay one ``<table>`` out on its grid; a cell appears in every row it covers."""
    rows: list[Row] = []
    hanging: list[tuple[Cell, int]] = []
    for index, tr in enumerate(tr for tr in _table_rows(element) if not _is_hidden(tr)):
        hanging = [(cell, end) for cell, end in hanging if end > index]
        cells = [cell for cell, _ in hanging]
        taken = {column for cell in cells for column in range(cell.first_column, cell.end_column)}
        column = 0
        for position, td in enumerate(td for td in _row_cells(tr) if not _is_hidden(td)):
            while column in taken:
                column += 1
            width, height = _span(td, "colspan", MAX_COLSPAN), _span(td, "rowspan", MAX_ROWSPAN)
            cell = Cell(
                cell_text(td), column, column + width, index, f"table {number} row {index + 1} cell {position + 1}"
            )
            cells.append(cell)
            column += width
            if height != 1:
                hanging.append((cell, index + height if height else MAX_ROWSPAN))
        rows.append(Row(index, tuple(sorted(cells, key=lambda c: c.first_column))))
    return Table(tuple(rows), has_spans=True)


def _table_rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("tbody", "thead", "tfoot"):
                yield from (row for row in child.children if isinstance(row, Element) and row.tag == "tr")


def _row_cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th"))


def _span(cell: Element, name: str, limit: int) -> int:
    printed = str(cell.attr(name) or "").strip()
    # A rowspan of 0 reaches to the end of the table; everything unreadable counts as 1, as in a browser.
    if not (printed.isascii() and printed.isdigit()):
        return 1
    return min(int(printed[:6]), limit) if name == "rowspan" else max(1, min(int(printed[:6]), limit))


def cell_text(cell: Element) -> str:
    """The text of one cell, paragraphs and line breaks as newlines: two figures in one cell must never run together."""
    if not any(isinstance(child, Element) for child in cell.children):
        return SOURCE_RUN.sub(" ", cell.text).strip(SOURCE_SPACE)
    parts: list[str] = []
    _collect(cell, parts)
    lines = (SOURCE_RUN.sub(" ", line).strip(SOURCE_SPACE) for line in "".join(parts).split("\x00"))
    return "\n".join(line for line in lines if line)


def _collect(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Element) and not _is_hidden(child):
            if child.tag == "br":
                parts.append("\x00")
                continue
            is_block = child.tag in BLOCK_TAGS
            parts.append("\x00" if is_block else "")
            _collect(child, parts)
            parts.append("\x00" if is_block else "")
