"""HTML to a document: flowing text becomes lines, tables become grids with their spans.

A table that holds other tables is layout: its cells are read as flowing text around the inner tables. A nested
table of one
cell is only decoration and stays part of its cell. Nothing hidden from a reader of the page is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element, Node, Text, parse

from ingest.documents import Block, Document, Line
from ingest.errors import Rejection
from ingest.readers.embedded import embedded_markup, printed_source
from ingest.readers.encoding import decode
from ingest.readers.html_lines import BLOCK_TAGS, CELL_TAGS, PLAIN_BLOCKS, SOURCE_RUN, SOURCE_SPACE, one_line
from ingest.readers.html_met import STANDS_IN, TakenOut, without_met
from ingest.readers.html_tables import NOTHING_MARKED, Marked, read_table
from ingest.readers.html_visible import Looks, looks_of, visible
from ingest.readers.text import text_blocks

INNER_TAGS = ("table", "br", "p", "div")
"""What says by itself where lines of preformatted text end."""
TITLE_NAMES = ("articletitle", "og:title")
# What the scripts of a site's pages hold is mostly a few cells, the same on each page: read once and remembered.
LARGEST_REPEATED = 4096
REPEATED_KEPT = 512
LINE_PLACE = "line "
_new = tuple.__new__


def read_html(content: bytes) -> Document:
    """Read one HTML page.

    Raises:
        Rejection: ``undecodable`` or ``not_text``.
    """
    return _with_tables_put_back(content) or read_whole(content)


def read_whole(content: bytes) -> Document:
    """Read one HTML page as if no table of it had been met before.

    Raises:
        Rejection: ``undecodable`` or ``not_text``.
    """
    text, encoding = decode(content)
    page = _Page.of(text)
    return page.document(encoding, page.walked(None))


def _with_tables_put_back(content: bytes) -> Document | None:
    """The document of a page some tables of which were met before; None for one that has to be read whole."""
    rest, tables = without_met(content)
    if not tables:
        return None
    try:
        text, encoding = decode(rest)
    except Rejection:
        return None
    taken = TakenOut(tables)
    if not taken.fit(text, encoding):
        return None
    page = _Page.of(text)
    # A page is also called by what stands in its heading.
    if not page.looks.is_plain or page.root.select_one("h1 table") is not None:
        return None
    walker = page.walked(taken)
    return page.document(encoding, walker) if taken.are_back else None


class _Page(NamedTuple):
    """A page parsed, and what has to be asked of it before what is hidden is taken out."""

    root: Node
    metadata: dict[str, str]
    title: str | None
    embedded: list[str]
    looks: Looks

    @classmethod
    def of(cls, text: str) -> _Page:
        """Parse a page."""
        root = parse(text, positions=False)
        metadata = _metadata(root)
        return cls(root, metadata, _title(root, metadata), list(embedded_markup(root)), looks_of(root))

    def walked(self, taken: TakenOut | None) -> _Walker:
        """The blocks that the page prints by itself, tables that were taken out put back."""
        walker = _Walker()
        walker.taken = taken
        walker.walk(visible(self.root, self.looks))
        walker.taken = None
        return walker

    def document(self, encoding: str, walker: _Walker) -> Document:
        """The document of the blocks, and of those in markup that a program would write into the page."""
        embedded = self.embedded
        if source := printed_source(walker.blocks):
            walker.blocks.clear()
            embedded = [*embedded, source]
        for markup in embedded:
            walker.take(markup)
        return Document("html", encoding, tuple(walker.blocks), self.title, self.metadata)


def _metadata(page: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.select("meta"):
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


class _Walker:
    """Collects blocks in reading order; holds the line that is being assembled and the number of tables met."""

    def __init__(self) -> None:
        self.marked = NOTHING_MARKED
        self.taken: TakenOut | None = None
        self.blocks: list[Block] = []
        self.pending: list[str] = []
        self.table_count = 0
        self.pre_count = 0

    def walk(self, root: Node) -> None:
        """Take in all blocks below ``root``."""
        self.marked = Marked.of(root)
        self._flow(root)
        self._flush()

    def take(self, markup: str) -> None:
        """Take in all blocks of a piece of markup that the page holds, numbered on from those before it."""
        if len(markup) > LARGEST_REPEATED:
            self.walk(visible(parse(markup, positions=False)))
            return
        blocks, self.table_count, self.pre_count = _repeated(markup, self.table_count, self.pre_count)
        self.blocks.extend(_numbered(block, n) for n, block in enumerate(blocks, start=len(self.blocks) + 1))

    def _flush(self) -> None:
        if self.pending:
            self._line("".join(self.pending))
            self.pending.clear()

    def _line(self, text: str) -> None:
        text = one_line(text)
        if text:
            # What Line(...) does, at half its price.
            self.blocks.append(_new(Line, (text, f"{LINE_PLACE}{len(self.blocks) + 1}", False, False)))

    def _flow(self, node: Node) -> None:
        """Take in what stands below a node. What is open is kept by hand: tags that nobody closed nest by hundreds."""
        opened: list[tuple[Iterator[Node], bool]] = [(iter(node.children), False)]
        while opened:
            children, is_block = opened[-1]
            element = self._taken_until(children)
            if element is not None:
                opened.append((iter(element.children), element.tag in BLOCK_TAGS))
                continue
            opened.pop()
            if is_block:
                self._flush()

    def _taken_until(self, children: Iterator[Node]) -> Element | None:
        """Take in children up to one in which lines break; that one, None where there is none."""
        line_tags, pending = self.marked.line_tags, self.pending
        for child in children:
            if isinstance(child, Element):
                # Most are a line of their own and nothing more.
                if child.tag in PLAIN_BLOCKS and (
                    next(child.iter_elements(), None) is None or next(child.iter_elements(line_tags), None) is None
                ):
                    if pending:
                        self._flush()
                    self._line(child.text)
                elif self._begins(child):
                    return child
            elif isinstance(child, Text):
                text = child.text
                if pending or text.strip(SOURCE_SPACE):
                    pending.append(text)
        return None

    def _begins(self, element: Element) -> bool:
        """Take in an element, or begin it where lines break in it: what is inside is to be taken in then."""
        tag = element.tag
        if tag == "head":
            return False
        if tag == "br":
            self._flush()
            return False
        if tag == "table" and not (self.marked.has_inner and _is_layout(element)):
            self._flush()
            self._table(element)
            return False
        if tag == "pre" and next(element.iter_elements(INNER_TAGS), None) is None:
            self._flush()
            self._preformatted(element.text)
            return False
        is_block = tag in BLOCK_TAGS
        if is_block:
            self._flush()
        if next(element.iter_elements(self.marked.line_tags), None) is not None:
            return True
        self.pending.append(element.text)
        if is_block:
            self._flush()
        return False

    def _table(self, element: Element) -> None:
        """A table of its own, or the one for which it stands."""
        table = self.taken.put_back(element, self.table_count + 1) if self.taken else None
        if table is None:
            self._caption(element)
            table = read_table(element, self.table_count + 1, self.marked)
        self.table_count += 1
        self.blocks.extend([table] if table.row_count else [])

    def _caption(self, table: Element) -> None:
        """What a table is called: a line above it."""
        for child in table.children:
            if isinstance(child, Element) and child.tag == "caption":
                self._flow(child)
                self._flush()

    def _preformatted(self, text: str) -> None:
        """What stands between line breaks and tabs of its own, as in a text file."""
        self.pre_count += 1
        place = f"pre {self.pre_count} "
        self.blocks.extend(block.within(place) for block in text_blocks(text))


@lru_cache(maxsize=REPEATED_KEPT)
def _repeated(markup: str, table_count: int, pre_count: int) -> tuple[tuple[Block, ...], int, int]:
    """The blocks of a short piece of markup behind so many tables, and how many tables there are then."""
    walker = _Walker()
    walker.table_count, walker.pre_count = table_count, pre_count
    walker.walk(visible(parse(markup, positions=False)))
    return tuple(walker.blocks), walker.table_count, walker.pre_count


def _numbered(block: Block, number: int) -> Block:
    """A block as the one of this number; only lines are found again by it."""
    if isinstance(block, Line) and block.locator.startswith(LINE_PLACE):
        return block._replace(locator=f"{LINE_PLACE}{number}")
    return block


def _is_layout(table: Element) -> bool:
    return any(map(_is_of_cells, table.iter_elements("table")))


def _is_of_cells(table: Element) -> bool:
    """Whether a table has more than one cell, as each has for which another one stands."""
    return sum(1 for _ in table.iter_elements(CELL_TAGS)) > 1 or table.attr(STANDS_IN) is not None
