"""Which column of the form each printed column is: by where its header stands, and by the order headers are read in.

Both readings are made where the document allows both. Headers decide; the form's own order serves only to tell apart
labels that were cut down to a common beginning (结果 for 结果维持 and 结果纠正).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Cell
from ingest.forms import column_order, group_of, load_forms, read_seed, row_order
from ingest.labels import Label, bare_key, label_key, load_labels
from ingest.last_places import LastPlaces
from ingest.locate import PrintedRow

UNIT = "#unit"
"""Place holder for a printed column that holds units, not figures."""
UNKNOWN = "#unknown"
"""Place holder for a printed column whose header is none of the form's."""
OTHER = "#other"
"""Place holder for a printed column whose header is known to be none of the form's (同比, 上年总计, 备注)."""
OTHER_HEADING = "other"
"""The code of such a header as a label."""

INDICATORS = "legacy_indicators"
"""The table of which many variants print one column of figures only."""
ORGANISATIONS = Label("requests", "heading", "organisations")
"""The common heading 法人或其他组织, which stands in the place of the columns below it."""


class HeaderCell(NamedTuple):
    """A header cell with its meaning in the current table (None where it has none)."""

    cell: Cell
    label: Label | None


class HeaderReading(NamedTuple):
    """What a header says once it is complete.

    ``texts``: printed header by column code, in reading order. ``by_grid``: column code by grid column, None where two
    headers claim one code. ``in_order``: column codes left to right, None where that cannot be told from reading.
    """

    texts: Mapping[str, str]
    by_grid: Mapping[int, str] | None
    in_order: tuple[str, ...] | None


@dataclass(slots=True)
class Header:
    """The header rows that stand above the current rows of one statutory table (or one item of it)."""

    table_code: str
    cells: list[HeaderCell] = field(default_factory=list)
    widths: set[int] = field(default_factory=set)
    lines: set[tuple[int, int]] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    has_geometry: bool = True
    last_places: LastPlaces = field(default_factory=LastPlaces)
    _reading: HeaderReading | None = None

    def add(self, printed: PrintedRow, labels: Mapping[Cell, Label]) -> None:
        """Take in one more header row."""
        self._reading = None
        self.blocks.add(printed.block)
        own = [cell for cell in printed.row.own_cells if cell.text.strip()]
        completed = self._completed(printed, own)
        self.cells = [completed[n][1] if n in completed else header for n, header in enumerate(self.cells)]
        rests = {rest for rest, _ in completed.values()}
        added = [HeaderCell(cell, labels.get(cell) or self._other(cell)) for cell in own if cell not in rests]
        self.cells.extend(added)
        if any(header.label and header.label.axis == "column" for header in added):
            self.widths.add(printed.row.width)
            self.lines.add((printed.block, printed.row.number))
            self.has_geometry = self.has_geometry and printed.geometry != "none"

    def _completed(self, printed: PrintedRow, own: Sequence[Cell]) -> Mapping[int, tuple[Cell, HeaderCell]]:
        """Labels that a line, or the end of a page, cut in two (科研 above 机构): number -> the rest, and the whole.

        A rest stands right below a text as wide, and only together with it is a label. Nothing is put together where
        another text stands below a header: then it is not known what the row is.
        """
        above = {(header.cell.first_column, header.cell.end_column): n for n, header in enumerate(self.cells)}
        found: dict[int, tuple[Cell, HeaderCell]] = {}
        for rest in own if printed.geometry != "none" else ():
            n = above.get((rest.first_column, rest.end_column))
            if n is None:
                continue
            cell, label = self.cells[n]
            if (printed.block, cell.first_row) not in self.lines:
                return {}
            cell = cell._replace(text=cell.text + rest.text)
            whole = [other for other in load_labels().match(cell.text).labels if other.table_code == self.table_code]
            is_open = label is None or label.code == OTHER_HEADING
            if len(whole) != 1 or whole[0].axis != "column" or not (is_open or label == whole[0]):
                return {}
            found[n] = rest, HeaderCell(cell, whole[0])
        return found

    def _other(self, cell: Cell) -> Label | None:
        """The meaning of a header that agencies add to the form's; its column is nobody's."""
        return Label(self.table_code, "heading", OTHER_HEADING) if bare_key(cell.text) in _other_headings() else None

    @property
    def reading(self) -> HeaderReading:
        """The columns, read once for all rows below."""
        if self._reading is None:
            texts: dict[str, str] = {}
            for header in self._columns:
                texts.setdefault(_column_code(header), header.cell.text)
            self._reading = HeaderReading(texts, self._by_grid(), self._in_order())
        return self._reading

    def comparable(self, printed: PrintedRow) -> bool:
        """Whether grid columns of header and row mean the same: one table with spans, else rows of one width."""
        same_width = self.widths == {printed.row.width}
        blocks = {block for block, _ in self.lines}
        if printed.geometry == "spans":
            return printed.block in blocks or same_width
        return printed.geometry == "index" and same_width and blocks == {printed.block}

    @property
    def _columns(self) -> list[HeaderCell]:
        return [header for header in self.cells if header.label and header.label.axis == "column"]

    def _by_grid(self) -> dict[int, str] | None:
        codes = [_column_code(header) for header in self._columns]
        if len(set(codes)) != len(codes) or not self._stand_below_their_group():
            return None
        by_grid: dict[int, str] = {}
        for header in self.cells:
            code = _column_code(header)
            # A text without meaning below a header takes its column away; a heading leaves it to what stands below.
            if code != UNKNOWN or header.label is None:
                by_grid.update(dict.fromkeys(range(header.cell.first_column, header.cell.end_column), code))
        return {column: code for column, code in by_grid.items() if code != UNKNOWN}

    def _stand_below_their_group(self) -> bool:
        """Headers on two levels keep their columns only under the common heading; without it they may have slid."""
        members = group_members(self.table_code)
        group = [header.cell for header in self.cells if header.label == ORGANISATIONS]
        inner = [header.cell for header in self._columns if _column_code(header) in members]
        outer = [header.cell for header in self._columns if _column_code(header) not in members]
        if not group or not inner:
            return not members or len(self.lines) <= 1 or self._fill_one_line()
        first, end = min(cell.first_column for cell in inner), max(cell.end_column for cell in inner)
        # Without spans the heading stands above the first of its columns only.
        covers = group[0].first_column == first and (group[0].end_column in (end, first + 1))
        return covers and not any(first <= cell.first_column < end for cell in outer)

    def _fill_one_line(self) -> bool:
        """All columns of the form side by side in its own order, none above another: nothing can have slid."""
        columns = sorted(self._columns, key=lambda header: header.cell.first_column)
        ends = [header.cell.end_column for header in columns]
        starts = [header.cell.first_column for header in columns]
        codes = tuple(_column_code(header) for header in columns)
        return codes == column_order(self.table_code) and ends[:-1] == starts[1:] and self.has_geometry

    def _in_order(self) -> tuple[str, ...] | None:
        """The order of reading is that of the columns on one level; below a common heading it is put together."""
        members = group_members(self.table_code)
        inner = [header.label.code for header in self.cells if header.label and header.label.code in members]
        grouped = any(header.label == ORGANISATIONS for header in self.cells)
        order: list[str] = []
        for header in self.cells:
            code = _column_code(header)
            if header.label == ORGANISATIONS:
                order.extend(inner)
            elif not (grouped and code in members) and (code != UNKNOWN or (header.label is None and order)):
                order.append(code)
        if OTHER in order and not self._stands_in_one_row():
            return None
        figures = [code for code in order if not code.startswith("#")]
        if not figures or len(set(figures)) != len(figures):
            return None
        # Among bare lines a header that is not understood leaves no trace: fewer columns than an item has are none.
        is_bare = not self.has_geometry and self.table_code != INDICATORS
        if is_bare and frozenset(figures) not in item_sets(self.table_code):
            return None
        # A text not understood may be one more header, unless all of the form's are there already.
        is_complete = frozenset(figures) in complete_sets(self.table_code)
        if not is_complete and any(header.label is None for header in self.cells):
            return None
        return tuple(order) if not members or self._levels_are_certain(order, grouped) else None

    def _stands_in_one_row(self) -> bool:
        """Whether all headers are side by side: of one on another level it is not known where among them it comes."""
        return self.has_geometry and len({header.cell.first_row for header in self.cells}) == 1

    def _levels_are_certain(self, order: list[str], grouped: bool) -> bool:
        """Where the form has headers on two levels, one that is not understood could stand on either."""
        if UNKNOWN in order:
            return False
        if self.has_geometry and (grouped or len(self.lines) == 1):
            return True
        # Bare lines tell neither levels nor sides: only the form's own order is certain there.
        return order == [code for code in column_order(self.table_code) if code in order]


def _column_code(header: HeaderCell) -> str:
    if header.label is None:
        return UNKNOWN
    if header.label.axis == "column":
        return header.label.code
    meaning = header.label.code if header.label.axis == "heading" else ""
    return {"unit": UNIT, OTHER_HEADING: OTHER}.get(meaning, UNKNOWN)


@lru_cache(maxsize=1)
def _other_headings() -> frozenset[str]:
    return frozenset(bare_key(row["label_zh"]) for row in read_seed("other_headings"))


@lru_cache(maxsize=8)
def group_members(table_code: str) -> frozenset[str]:
    """Columns that the form prints under a common heading (法人或其他组织)."""
    return frozenset(c.code for c in load_forms().columns if c.table_code == table_code and c.group_label)


@lru_cache(maxsize=8)
def item_sets(table_code: str) -> frozenset[frozenset[str]]:
    """The columns of a table, or of one of its items, all together, for each vintage."""
    sets: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for column in load_forms().columns:
        if column.table_code == table_code:
            sets[column.form_version, column.item_code].add(column.code)
    return frozenset(map(frozenset, sets.values()))


@lru_cache(maxsize=8)
def complete_sets(table_code: str) -> frozenset[frozenset[str]]:
    """Those of ``item_sets`` that no other has all columns of, and more."""
    found = item_sets(table_code)
    # What another vintage has beside them may be the very header that was not understood.
    return frozenset(columns for columns in found if not any(columns < more for more in found))


class Side(NamedTuple):
    """One column of a table whose rows are printed side by side: the row (route) it belongs to and its own code
    (result)."""

    row_code: str
    column_code: str
    row_text: str
    column_text: str


def side_by_position(header: Header) -> dict[int, Side] | None:
    """Route and result by grid column, where every header is whole and stands above its column.

    A table may print some of the routes only, the others in a table of their own; each route has all its results.
    """
    routes = [h for h in header.cells if h.label and h.label.axis == "row"]
    found: dict[int, Side] = {}
    for h in header.cells:
        if h.label is None or h.label.axis != "column":
            continue
        above = [
            r for r in routes if r.cell.first_column <= h.cell.first_column and h.cell.end_column <= r.cell.end_column
        ]
        if len(above) != 1 or above[0].label is None or h.cell.end_column - h.cell.first_column != 1:
            return None
        found[h.cell.first_column] = Side(above[0].label.code, h.label.code, above[0].cell.text, h.cell.text)
    printed = [side[:2] for side in found.values()]
    return found if printed and sorted(printed) == sorted(side[:2] for side in sides_named(header)) else None


def side_in_order(header: Header) -> tuple[Side, ...] | None:
    """The form's own sequence of routes and results, if the headers read in order agree with it, cut labels
    included."""
    sides = sides_named(header)
    routes = [h for h in header.cells if h.label and h.label.axis == "row"]
    if not sides or [h.label.code for h in routes if h.label] != list(dict.fromkeys(side.row_code for side in sides)):
        return None
    if not _groups_stand_in_order(header):
        return None
    texts = [h.cell.text for h in header.cells if h.label is None or h.label.axis == "column"]
    labels = {c.code: c.label for c in load_forms().columns if c.table_code == header.table_code}
    whole = "".join(label_key(labels[side.column_code]) for side in sides)
    agree = len(texts) == len(sides) and all(
        _can_be(text, side.column_code, labels[side.column_code], header.table_code)
        for text, side in zip(texts, sides, strict=True)
    )
    if not agree and "".join(label_key(text) for text in texts) != whole:
        return None
    printed = {h.label.code: h.cell.text for h in routes if h.label}
    headers = texts if agree else [labels[side.column_code] for side in sides]
    return tuple(
        Side(s.row_code, s.column_code, printed[s.row_code], text) for s, text in zip(sides, headers, strict=True)
    )


def _groups_stand_in_order(header: Header) -> bool:
    """Whether no common heading (行政诉讼) is printed before a route that the form prints before those below it."""
    order, groups = row_order(header.table_code), group_of(header.table_code)
    names = [h.label.code for h in header.cells if h.label and h.label.axis in ("row", "group")]
    for place, group in enumerate(names):
        members = [order[row] for row, of in groups.items() if of == group]
        if members and any(
            groups.get(row) != group and order[row] < min(members) for row in names[place:] if row in order
        ):
            return False
    return True


def sides_named(header: Header) -> tuple[Side, ...]:
    """All results of the routes that a header names, in the order of the form."""
    routes = {h.label.code for h in header.cells if h.label and h.label.axis == "row"}
    return tuple(side for side in sides_of_form(header.table_code) if side.row_code in routes)


@lru_cache(maxsize=8)
def sides_of_form(table_code: str) -> tuple[Side, ...]:
    """Every row and column of a table in the order the form prints them side by side."""
    return tuple(Side(row, column, "", "") for row in row_order(table_code) for column in column_order(table_code))


def _can_be(text: str, code: str, label: str, table_code: str) -> bool:
    """Whether a printed header can stand for a column: its label, a variant, a near miss, or its beginning or end."""
    index = load_labels()
    known = [found for found in index.match(text).labels if (found.table_code, found.axis) == (table_code, "column")]
    known = known or list(index.match_fuzzy(text, table_code).labels)
    if any(found.code == code for found in known):
        return True
    key, wordings = bare_key(text), {label_key(label), *_wordings(table_code, code)}
    return bool(key) and key not in wordings and any(full.startswith(key) or full.endswith(key) for full in wordings)


@lru_cache(maxsize=64)
def _wordings(table_code: str, code: str) -> frozenset[str]:
    """What a column's header is known to be printed as."""
    known = load_labels().keys_by_table.get(table_code, ())
    return frozenset(key for key, label in known if label[1:] == ("column", code))
