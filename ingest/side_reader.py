"""Section 4 read downwards: its routes stand side by side in one line, below each other, or in tables of their own.

``align`` reads every table, and hands rows of this one here; the state of reading is one for all tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.aligned import AlignedCell, Gathered, UnmappedRow
from ingest.by_place import Trail
from ingest.documents import Cell, Row
from ingest.forms import SIDE_BY_SIDE
from ingest.header import Header
from ingest.labels import Match
from ingest.locate import PrintedRow
from ingest.looks import UNPLACED
from ingest.nesting import Nesting
from ingest.routes import Side
from ingest.row_groups import names_routes
from ingest.rows import Kinds, from_first_figure, is_blank, is_route
from ingest.side_by_side import (
    figures_unknown,
    figures_without_route,
    holds_figures,
    is_only_routes,
    is_without_routes,
    place_line,
    place_result,
)


@dataclass(slots=True)
class SideReader:
    """State while reading downwards: the table, its header, the last row named."""

    rows: Sequence[PrintedRow] = ()
    told: Mapping[Cell, Match] = field(default_factory=dict)
    table_code: str | None = None
    header: Header | None = None
    outer: Header | None = None
    in_header: bool = False
    blank_line: tuple[Header | None, Sequence[AlignedCell]] = (None, ())
    last_row: str | None = None
    last_group: str = ""
    gathered: Gathered = field(default_factory=Gathered)
    nesting: Nesting = field(default_factory=Nesting)
    trail: Trail = field(default_factory=Trail)

    def read_side_by_side(self, printed: PrintedRow, own: tuple[Cell, ...], kinds: Kinds) -> bool:
        """Section 4: one line of figures for all routes. False where its rows stand below each other as elsewhere."""
        if not holds_figures(printed, kinds, self.header, self.in_header):
            if self.in_header or not all(is_blank(cell.text) for cell in own):
                self._take_side_header(printed, kinds)
            return True
        header = self.header
        if header is None:
            return False
        has_geometry = printed.geometry != "none"
        if has_geometry and any(label.axis == "row" for label in kinds.labels.values()):
            if is_only_routes(header) and self.outer is not None:
                self.header, self.in_header = self.outer, False
                return False
            if is_without_routes(header):
                return False
        elif has_geometry and is_without_routes(header) and names_routes(self.block_rows(printed.block), SIDE_BY_SIDE):
            # A sum among routes that stand below each other is none of them.
            return False
        if has_geometry and is_only_routes(header) and (result := place_result(printed, kinds, header, own)):
            self._emit_sides(printed, *result)
            return True
        # Among bare lines the last headers and the figures form one row; elsewhere a leading text only names the line.
        figures = from_first_figure(own)
        if not has_geometry and self.in_header:
            headers = own[: len(own) - len(figures)]
            header.add(printed._replace(row=printed.row._replace(cells=headers)), kinds.labels)
        self._emit_sides(printed, *place_line(printed, header, figures))
        for side, cell in figures_unknown(printed, header):
            self.set_aside_sides((side,), cell, "columns_uncertain")
        if bare := list(figures_without_route(printed, header)):
            text, locator = UNPLACED.join(cell.text for _, cell in bare), bare[0][1].locator
            self.gathered.note(
                printed.block, UnmappedRow(SIDE_BY_SIDE, bare[0][0], None, text, "row_ambiguous", locator)
            )
        return True

    def _take_side_header(self, printed: PrintedRow, kinds: Kinds) -> None:
        """One more row of headers; 行政诉讼 alone may also head rows that go on under the header before it."""
        if not self.in_header or self.header is None:
            self.outer = self.header if self.header is not None and is_without_routes(self.header) else None
            self.header = Header(SIDE_BY_SIDE)
        self.in_header = True
        self.header.add(printed, kinds.labels)

    def _emit_sides(self, printed: PrintedRow, placed: Sequence[tuple[Side, Cell]], problem: str | None) -> None:
        self.in_header = False
        self.trail.take(SIDE_BY_SIDE, "", self.header)
        self.gathered.mapped_blocks.add((printed.block, SIDE_BY_SIDE))
        cells = [
            AlignedCell(SIDE_BY_SIDE, *side[:2], cell.text, *side[2:], cell.locator, "header", problem)
            for side, cell in placed
        ]
        if printed.geometry == "none" and any(is_blank(cell.text) for _, cell in placed):
            self.gathered.has_bare_blanks = True
        if self.blank_line[0] is not self.header or problem:
            self.settle()
        self.blank_line = (None, ())
        if self.header and problem and not any(is_route(h.label) for h in self.header.cells):
            # Whose figures they are nothing says: they count where there are no others.
            self.gathered.set_aside(cells)
        elif problem is None and all(is_blank(cell.text) for _, cell in placed):
            self.blank_line = (self.header, cells)
        else:
            for each in cells:
                self.gathered.keep(each)

    def set_aside_sides(self, sides: Iterable[Side], figures: Cell, problem: str) -> None:
        """Figures of section 4 that nothing tells apart, for each of its places; what is read elsewhere counts."""
        text, locator = figures.text, figures.locator
        self.gathered.set_aside(
            AlignedCell(SIDE_BY_SIDE, *side[:2], text, "", "", locator, "header", problem) for side in sides
        )

    def settle(self) -> None:
        """A line of blanks counts unless another line below the same headers holds the figures."""
        for cell in self.blank_line[1]:
            self.gathered.keep(cell)

    def block_rows(self, block: int) -> Iterator[Row]:
        """The rows of one printed table, or of one run of lines."""
        return (printed.row for printed in self.rows if printed.block == block)
