"""Grid + form -> cells with row and column codes.

A row is read where its label names one row of the form and its figures can be placed under the headers in one way only.
Everything else is said openly: ``problem_code`` on the cells concerned, or an unmapped row. Equations are never
consulted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ingest.documents import Cell
from ingest.forms import CellKey, load_forms
from ingest.header import UNIT, Columns, Header, Side, side_by_position, side_in_order, sides_of_form
from ingest.labels import Label, bare_key, load_labels, strip_numbering
from ingest.locate import LONGEST_LABEL, PrintedRow, is_value, table_labels
from ingest.normalise import squeeze

SIDE_BY_SIDE = "legal_challenges"
"""The table whose rows are printed side by side, in one line of figures."""
BLANK_CHARACTERS = " \t\r\n\u00a0\u3000\u200b\ufeff|"
# Choosing which of more surplus blanks to leave out would no longer be reading.
MOST_SURPLUS_BLANKS = 4
HEADER_OPENERS = frozenset(
    ("applicants", "subject", "indicator", "item_20_1", "item_20_5", "item_20_6", "item_20_8", "item_20_9")
)


class AlignedCell(NamedTuple):
    """One printed cell with its place in the form. ``problem_code``: why it could not be read, None where it was."""

    table_code: str
    row_code: str
    column_code: str
    printed_text: str
    row_label: str
    column_label: str
    locator: str
    matched_by: str
    problem_code: str | None


class UnmappedRow(NamedTuple):
    """A printed row of a statutory table that the form does not have."""

    table_code: str
    label: str
    previous_row_code: str | None
    printed_text: str
    problem_code: str
    locator: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """What was read of one report: at most one cell for each place in the form."""

    cells: tuple[AlignedCell, ...]
    unmapped: tuple[UnmappedRow, ...]


def align(rows: Iterable[PrintedRow]) -> Alignment:
    """Align printed rows, in reading order, with the forms."""
    reader = _Reader()
    for printed in rows:
        reader.read(printed)
    return reader.finish()


def is_blank(text: str) -> bool:
    """Nothing printed, or nothing but white space and cell marks."""
    return not text.strip(BLANK_CHARACTERS)


class _Kinds(NamedTuple):
    """The cells that start in a row, sorted by what they are in the current table."""

    labels: dict[Cell, Label]
    matched_by: dict[Cell, str]
    has_value: bool


class _Name(NamedTuple):
    """The row a line of figures belongs to."""

    code: str
    text: str
    matched_by: str
    cell: Cell


@dataclass(slots=True)
class _Reader:
    """State while reading downwards: the table, its header, the last row named."""

    table_code: str | None = None
    header: Header | None = None
    in_header: bool = False
    last_row: str | None = None
    found: dict[CellKey, AlignedCell] = field(default_factory=dict)
    unmapped: list[tuple[int, UnmappedRow]] = field(default_factory=list)
    mapped_blocks: set[tuple[int, str]] = field(default_factory=set)

    def read(self, printed: PrintedRow) -> None:
        """Take in one row: header, heading, or figures."""
        own = printed.row.own_cells
        table = _choose_table(own, self.table_code)
        if table is None:
            return
        if table != self.table_code:
            self.table_code, self.header, self.in_header, self.last_row = table, Header(table), False, None
        kinds = _classify(own, table, self.in_header)
        if table == SIDE_BY_SIDE and self._read_side_by_side(printed, own, kinds):
            return
        if _is_header(kinds):
            self._take_header(printed, kinds)
        elif (name := _row_name(own, kinds)) is not None:
            self._take_figures(printed, own, kinds, name)
        elif kinds.has_value and self.header is not None and self.header.codes:
            self._note_unmapped(printed, own, kinds)

    def _take_header(self, printed: PrintedRow, kinds: _Kinds) -> None:
        opens = any(label.axis == "column" or label.code in HEADER_OPENERS for label in kinds.labels.values())
        if not opens and not self.in_header:
            return
        if not self.in_header or self.header is None:
            self.header = Header(self.table_code or "")
        self.header.add(printed, {cell: kinds.labels.get(cell) for cell in printed.row.own_cells})
        self.in_header = True

    def _read_side_by_side(self, printed: PrintedRow, own: tuple[Cell, ...], kinds: _Kinds) -> bool:
        """Section 4: one line of figures for all routes. False where its rows stand below each other as elsewhere."""
        names_row = any(label.axis == "row" for label in kinds.labels.values())
        has_figures = kinds.has_value or (not kinds.labels and len(own) >= len(sides_of_form(SIDE_BY_SIDE)))
        if not has_figures:
            if not self.in_header:
                self.header = Header(SIDE_BY_SIDE)
            self.in_header = True
            if self.header is not None:
                self.header.add(printed, {cell: kinds.labels.get(cell) for cell in own})
            return True
        header = self.header
        if header is None or (
            names_row and printed.geometry != "none" and not any(_is_route(h.label) for h in header.cells)
        ):
            return False
        # Among bare lines the last headers and the figures form one row; elsewhere a leading text only names the line.
        figures = _from_first_figure(own)
        if printed.geometry == "none" and self.in_header:
            headers = own[: len(own) - len(figures)]
            header.add(printed._replace(row=printed.row._replace(cells=headers)), dict(kinds.labels))
        self.in_header = False
        self._emit_sides(printed, header, figures)
        return True

    def _emit_sides(self, printed: PrintedRow, header: Header, values: tuple[Cell, ...]) -> None:
        positions = side_by_position(header) if _comparable(header, printed) else None
        placed = _place_sides(positions, printed.row.cells) if positions else None
        if placed is None:
            order = side_in_order(header)
            chosen = _one_way(values, len(order)) if order else None
            placed = list(zip(order or (), chosen or (), strict=False)) if chosen else None
        for side in sides_of_form(SIDE_BY_SIDE) if placed is None else ():
            problem = "wrong_cell_count" if side_in_order(header) or positions else "columns_uncertain"
            text = " | ".join(cell.text for cell in values)
            locator = values[0].locator if values else ""
            self._keep(
                AlignedCell(SIDE_BY_SIDE, side.row_code, side.column_code, text, "", "", locator, "none", problem)
            )
        for side, cell in placed or ():
            self._keep(
                AlignedCell(
                    SIDE_BY_SIDE,
                    side.row_code,
                    side.column_code,
                    cell.text,
                    side.row_text,
                    side.column_text,
                    cell.locator,
                    "header",
                    None,
                )
            )
        self.mapped_blocks.add((printed.block, SIDE_BY_SIDE))

    def _take_figures(self, printed: PrintedRow, own: tuple[Cell, ...], kinds: _Kinds, name: _Name) -> None:
        header, table = self.header, self.table_code
        if header is None or table is None or not header.codes:
            return
        self.in_header = False
        values = own[own.index(name.cell) + 1 :]
        if not values and (_names_group(name.text, table) or printed.geometry != "none"):
            return
        self.mapped_blocks.add((printed.block, table))
        problem = self._name_problem(printed, name)
        placed = None if problem else _place(header, printed, values, name)
        self.last_row = name.code
        if placed is None:
            text = " | ".join(cell.text for cell in values)
            for code in header.codes:
                self._keep(
                    AlignedCell(
                        table,
                        name.code,
                        code,
                        text,
                        name.text,
                        header.text_of(code),
                        name.cell.locator,
                        name.matched_by,
                        problem or "wrong_cell_count",
                    )
                )
            return
        for code, cell, cell_problem in placed:
            valid = (table, name.code, code) in _known_cells()
            self._keep(
                AlignedCell(
                    table,
                    name.code,
                    code,
                    cell.text,
                    name.text,
                    header.text_of(code),
                    cell.locator,
                    name.matched_by,
                    cell_problem if valid else "columns_uncertain",
                )
            )

    def _name_problem(self, printed: PrintedRow, name: _Name) -> str | None:
        """Why a row's name cannot be trusted: its group says otherwise, or a near miss stands in the wrong place."""
        table = self.table_code or ""
        groups = {
            label.code
            for cell in printed.row.cells
            if cell != name.cell and cell.first_column < name.cell.first_column and cell.text
            for label in table_labels(cell.text).labels
            if (label.table_code, label.axis) == (table, "group")
        }
        group = load_forms().group_of(table).get(name.code, "")
        if groups and group not in groups:
            return "row_contradicts_group"
        order = load_forms().row_order(table)
        if name.matched_by == "fuzzy" and self.last_row and order.get(self.last_row, 0) >= order.get(name.code, 0):
            return "row_out_of_order"
        return None

    def _note_unmapped(self, printed: PrintedRow, own: tuple[Cell, ...], kinds: _Kinds) -> None:
        names = [cell for cell in own if not is_blank(cell.text) and not is_value(cell.text)]
        if not names or self.table_code is None:
            return
        text = " | ".join(cell.text for cell in own[own.index(names[-1]) + 1 :])
        row = UnmappedRow(self.table_code, names[-1].text, self.last_row, text, "row_unknown", names[-1].locator)
        self.unmapped.append((printed.block, row))
        self.in_header = False

    def _keep(self, cell: AlignedCell) -> None:
        """One cell for each place: printed twice alike counts once, printed twice differently is not read."""
        key = (cell.table_code, cell.row_code, cell.column_code)
        before = self.found.get(key)
        if before is None:
            self.found[key] = cell
        elif (squeeze(before.printed_text), before.problem_code) != (squeeze(cell.printed_text), cell.problem_code):
            text = (
                before.printed_text
                if before.printed_text == cell.printed_text
                else f"{before.printed_text} | {cell.printed_text}"
            )
            self.found[key] = before._replace(printed_text=text, problem_code="row_repeated")

    def finish(self) -> Alignment:
        """Everything read; unmapped rows only of tables that proved to be statutory."""
        unmapped = tuple(row for block, row in self.unmapped if (block, row.table_code) in self.mapped_blocks)
        return Alignment(tuple(self.found.values()), unmapped)


def _from_first_figure(own: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells from the first figure or blank on."""
    first = next((i for i, cell in enumerate(own) if is_value(cell.text) or is_blank(cell.text)), len(own))
    return own[first:]


def _is_route(label: Label | None) -> bool:
    return label is not None and label.axis in ("row", "group")


@lru_cache(maxsize=1)
def _known_cells() -> frozenset[CellKey]:
    forms = load_forms()
    return frozenset().union(*(forms.cells_of(version) for version in forms.versions))


@lru_cache(maxsize=1)
def _table_rank() -> dict[str, int]:
    return {table: rank for rank, table in enumerate(dict.fromkeys(row.table_code for row in load_forms().rows))}


def _choose_table(own: Sequence[Cell], current: str | None) -> str | None:
    """The statutory table a row speaks of: the one most of its labels belong to, the current one when in doubt."""
    counts: dict[str, int] = {}
    for cell in own:
        if cell.text and len(cell.text) <= LONGEST_LABEL:
            for table in {label.table_code for label in table_labels(cell.text).labels}:
                counts[table] = counts.get(table, 0) + 1
    if not counts:
        return current
    most = max(counts.values())
    best = [table for table, count in counts.items() if count == most]
    return current if current in best else min(best, key=lambda table: _table_rank().get(table, 99))


def _classify(own: Sequence[Cell], table: str, in_header: bool) -> _Kinds:
    meanings: dict[Cell, list[Label]] = {}
    matched_by: dict[Cell, str] = {}
    has_value = False
    for cell in own:
        if is_blank(cell.text):
            continue
        match = table_labels(cell.text)
        here = [label for label in match.labels if label.table_code == table]
        if not here and not is_value(cell.text) and len(cell.text) <= LONGEST_LABEL:
            match = load_labels().match_fuzzy(cell.text, table)
            here = [label for label in match.labels if label.axis != "section"]
        if here:
            meanings[cell] = here
            matched_by[cell] = match.matched_by
        has_value = has_value or (not here and is_value(cell.text))
    among_headers = not has_value and (
        in_header or any({x.axis for x in here} == {"column"} for here in meanings.values())
    )
    labels = {cell: _one_axis(here, cell.text, among_headers) for cell, here in meanings.items()}
    return _Kinds(labels, matched_by, has_value)


def _one_axis(labels: list[Label], text: str, among_headers: bool) -> Label:
    """总计 and 其他 name a row and a column: numbered they are rows, among headers they are columns."""
    by_axis = {label.axis: label for label in reversed(labels)}
    if "row" in by_axis and "column" in by_axis:
        squeezed = squeeze(text)
        return by_axis["column"] if among_headers and strip_numbering(squeezed) == squeezed else by_axis["row"]
    return by_axis.get("row") or by_axis.get("column") or labels[0]


def _is_header(kinds: _Kinds) -> bool:
    return (
        bool(kinds.labels) and not kinds.has_value and not any(label.axis == "row" for label in kinds.labels.values())
    )


def _row_name(own: Sequence[Cell], kinds: _Kinds) -> _Name | None:
    """The last label that names a row, provided nothing unknown stands between it and the figures."""
    named = [cell for cell in own if cell in kinds.labels and kinds.labels[cell].axis == "row"]
    if not named:
        return None
    cell = named[-1]
    for later in own[own.index(cell) + 1 :]:
        if is_value(later.text) or is_blank(later.text):
            break
        if bare_key(later.text) and not any(character.isdigit() for character in later.text):
            return None
    return _Name(kinds.labels[cell].code, cell.text, kinds.matched_by[cell], cell)


def _names_group(text: str, table: str) -> bool:
    return any((label.table_code, label.axis) == (table, "group") for label in table_labels(text).labels)


def _comparable(header: Header, printed: PrintedRow) -> bool:
    """Whether grid columns of header and row mean the same: real spans, or rows of one width in one table."""
    if printed.geometry == "spans":
        return bool(header.widths)
    return printed.geometry == "index" and header.widths == {printed.row.width} and header.blocks == {printed.block}


Placed = list[tuple[str, Cell, str | None]]


def _place(header: Header, printed: PrintedRow, values: Sequence[Cell], name: _Name) -> Placed | None:
    """Figures under their columns; None where there is no way, or more than one."""
    columns = header.by_position() if _comparable(header, printed) else None
    by_position = _place_by_position(columns, printed, name) if columns else None
    if by_position is not None:
        return by_position
    return _place_in_order(header, values)


def _place_by_position(columns: Columns, printed: PrintedRow, name: _Name) -> Placed | None:
    """Each figure stands under exactly one header, and no figure stands outside."""
    row = printed.row
    left = name.cell.end_column
    covering: dict[str, list[Cell]] = {code: [] for code in dict.fromkeys(columns.by_grid.values())}
    for cell in row.cells:
        codes = {columns.by_grid[c] for c in range(cell.first_column, cell.end_column) if c in columns.by_grid}
        if cell.end_column <= left:
            if codes and cell.first_row == row.number:
                return None
            continue
        if not codes and not is_blank(cell.text):
            return None
        for code in codes:
            covering[code].append(cell)
    shared = [cell for cells in covering.values() for cell in cells]
    placed: Placed = []
    for code, cells in covering.items():
        if code == UNIT:
            continue
        printed_cells = [cell for cell in cells if not is_blank(cell.text)] or cells[:1]
        if len(printed_cells) != 1:
            return None
        cell = printed_cells[0]
        merged = shared.count(cell) > 1 or cell.first_row != row.number
        placed.append((code, cell, "merged_cell" if merged and not is_blank(cell.text) else None))
    return placed


def _place_in_order(header: Header, values: Sequence[Cell]) -> Placed | None:
    order = header.in_order()
    if order is None:
        return None
    chosen = _one_way(values, len(order))
    if chosen is None and UNIT in order:
        order = tuple(code for code in order if code != UNIT)
        chosen = _one_way(values, len(order))
    if chosen is None:
        return None
    pairs = list(zip(order, chosen, strict=True))
    if any(code == UNIT and any(character.isdigit() for character in cell.text) for code, cell in pairs):
        return None
    return [(code, cell, None) for code, cell in pairs if not code.startswith("#")]


def _one_way(values: Sequence[Cell], count: int) -> list[Cell] | None:
    """The ``count`` figures of a row; surplus blanks may go only where it makes no difference which."""
    surplus = len(values) - count
    if surplus == 0:
        return list(values)
    blanks = [i for i, cell in enumerate(values) if is_blank(cell.text)]
    if not 0 < surplus <= min(len(blanks), MOST_SURPLUS_BLANKS):
        return None
    readings: dict[tuple[str, ...], list[Cell]] = {}
    for dropped in combinations(blanks, surplus):
        kept = [cell for i, cell in enumerate(values) if i not in dropped]
        readings.setdefault(tuple("" if is_blank(cell.text) else cell.text for cell in kept), kept)
        if len(readings) > 1:
            return None
    return next(iter(readings.values()))


def _place_sides(positions: dict[int, Side], cells: Sequence[Cell]) -> list[tuple[Side, Cell]] | None:
    """Section 4 by position: one figure of its own under each header."""
    placed: list[tuple[Side, Cell]] = []
    for cell in cells:
        if cell.first_column in positions and cell.end_column - cell.first_column == 1:
            placed.append((positions[cell.first_column], cell))
        elif not is_blank(cell.text) and is_value(cell.text):
            return None
    return placed if len(placed) == len(positions) else None
