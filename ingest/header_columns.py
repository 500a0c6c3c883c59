"""Which column of the form each printed column is: by where its header stands, and by the order headers are read in.

Both readings are made where the document allows both. Headers decide; the form's own order serves only to tell apart
labels that were cut down to a common beginning (结果 for 结果维持 and 结果纠正).
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ingest.documents import Cell
from ingest.forms import INDICATORS, column_order, column_sequences, complete_sets, group_members, item_sets, row_sets
from ingest.header_orders import ORGANISATIONS, as_read
from ingest.labels import Label, bare_key, load_labels

# Beside a header that is not understood.
FEWEST_AROUND = 2
UNIT = "#unit"
"""Place holder for a printed column that holds units, not figures."""
UNKNOWN = "#unknown"
"""Place holder for a printed column whose header is none of the form's."""
OTHER = "#other"
"""Place holder for a printed column whose header is known to be none of the form's (同比, 上年总计, 备注)."""
OTHER_HEADING = "other"
"""The code of such a header as a label."""


class HeaderCell(NamedTuple):
    """A header cell with its meaning in the current table (None where it has none)."""

    cell: Cell
    label: Label | None

    @property
    def code(self) -> str:
        """The column it heads, or the place holder of one that is none of the form's."""
        if self.label is None:
            return UNKNOWN
        if self.label.axis == "column":
            return self.label.code
        meaning = self.label.code if self.label.axis == "heading" else ""
        return {"unit": UNIT, OTHER_HEADING: OTHER}.get(meaning, UNKNOWN)

    @property
    def may_head_columns(self) -> bool:
        """Whether it stands above columns, one or a group (法人或其他组织), or may do so."""
        return self.label is None or self.label.axis == "column" or self.label == ORGANISATIONS


def _span(cell: Cell) -> range:
    return range(cell.first_column, cell.end_column)


@dataclass(frozen=True)
class HeaderColumns:
    """What a header says once it is complete; each answer is found when it is asked for.

    ``line_count``: rows of headers that name columns. ``is_one_row``: there is no row beside it.
    """

    table_code: str
    cells: tuple[HeaderCell, ...]
    line_count: int
    is_one_row: bool
    has_geometry: bool

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Printed header by column code, in reading order."""
        texts: dict[str, str] = {}
        for header in self.columns:
            texts.setdefault(header.code, header.cell.text)
        return texts

    @cached_property
    def by_grid(self) -> Mapping[int, str] | None:
        """Column code by grid column, None where two headers claim one code.

        Beside the columns of the form are those whose headers are none of its: what stands below is nobody's figure.
        """
        codes = [header.code for header in self.columns]
        if not codes or len(set(codes)) != len(codes) or self.is_doubled or not self._stand_below_their_group():
            return None
        by_grid: dict[int, str] = {}
        for header in self.cells:
            code = header.code
            # A text without meaning below a header takes its column away; a heading leaves it to what stands below.
            if code != UNKNOWN or header.label is None:
                by_grid.update(dict.fromkeys(_span(header.cell), code))
        known = {column for header in self.columns for column in _span(header.cell)}
        strange = (_span(h.cell) for h in self.cells if h.label is None and self._is_beside(h))
        unknown = {column for span in strange for column in span if by_grid[column] == UNKNOWN} - known
        added = {column for column, code in by_grid.items() if code == OTHER}
        # One that reaches down over both lines of headers stands among them where they have slid.
        is_on_lines = bool(group_members(self.table_code)) and self.line_count > 1
        has_slid = is_on_lines and any(min(known) < column < max(known) for column in added)
        if has_slid or not (self._stand_outside(unknown, known) or self._stand_for_missing(unknown)):
            return None
        return {column: code for column, code in by_grid.items() if code != UNKNOWN or column in unknown}

    @cached_property
    def strangers_are_told(self) -> bool:
        """Whether headers that are not understood are certainly none of the known columns: added to all of the form's,
        or all that is missing of them."""
        grid = self.by_grid or {}
        return not self._missing or self._stand_for_missing({c for c, code in grid.items() if code == UNKNOWN})

    @cached_property
    def _missing(self) -> int:
        """How many columns the form has at most beside the known ones."""
        codes = frozenset(header.code for header in self.columns)
        sets = [columns for columns in item_sets(self.table_code) if codes <= columns]
        return max(map(len, sets), default=len(codes)) - len(codes)

    def _stand_outside(self, some: Set[int], known: Set[int]) -> bool:
        """Whether columns are before or behind all known ones: among them others may have slid."""
        return not any(min(known) < column < max(known) for column in some)

    def _stand_for_missing(self, unknown: Set[int]) -> bool:
        """Whether headers that are not understood are as many as are missing, and in their places; most are known."""
        return len(unknown) == self._missing < len(self.columns) and self._stand_in_order(unknown)

    def _stand_in_order(self, unknown: Set[int]) -> bool:
        """Whether known headers stand as in the form, which has others in the places of those not understood."""
        places = sorted(
            [(header.cell.first_column, header.code) for header in self.columns] + [(c, "") for c in unknown]
        )
        ways = [way for way in column_sequences(self.table_code) if len(way) == len(places)]
        return any(all(code in ("", of) for (_, code), of in zip(places, way, strict=True)) for way in ways)

    def is_whole(self, row_code: str) -> bool:
        """Whether the columns are all that some vintage has for a row of the table."""
        return frozenset(self.texts) in row_sets(self.table_code, row_code)

    @cached_property
    def is_doubled(self) -> bool:
        """Whether an added header stands twice side by side: one of them, or of what is below, is a slip."""
        ends = {(h.cell.text, h.cell.first_row, h.cell.end_column) for h in self.cells if h.code == OTHER}
        return any((h.cell.text, h.cell.first_row, h.cell.first_column) in ends for h in self.cells)

    @cached_property
    def without_header(self) -> tuple[str, ...]:
        """The columns of the form that may stand below headers that are not understood; none where no one can be."""
        known = frozenset(self.texts)
        if not self.by_grid or UNKNOWN not in self.by_grid.values() or not self._missing:
            return ()
        wider = [columns for columns in item_sets(self.table_code) if known < columns]
        return tuple(code for code in column_order(self.table_code) if any(code in more - known for more in wider))

    @cached_property
    def in_order(self) -> tuple[str, ...] | None:
        """Column codes left to right, None where that cannot be told from reading.

        That is the order of the columns on one level; below a common heading it is put together.
        """
        if self._around_stranger:
            return tuple([UNKNOWN if code == self.in_place_of else code for code in self._around_stranger])
        grouped = any(header.label == ORGANISATIONS for header in self.cells)
        order = self._read_in_order(grouped)
        if (OTHER in order or (UNKNOWN in order and self.has_geometry)) and not self._stands_in_one_row():
            return None
        figures = [code for code in order if not code.startswith("#")]
        if not figures or len(set(figures)) != len(figures) or not self._may_be_all(frozenset(figures)):
            return None
        is_on_one_level = not group_members(self.table_code)
        return tuple(order) if is_on_one_level or self._levels_are_certain(order, grouped) else None

    @cached_property
    def in_place_of(self) -> str | None:
        """The column in whose place a header is read that is not understood, where the order of all others tells."""
        known = frozenset(self.texts)
        return next((code for code in self._around_stranger if code not in known), None)

    @cached_property
    def _around_stranger(self) -> tuple[str, ...]:
        """The form's columns, where one header is not understood and all others are read as the form has them: then it
        stands in the place of what is missing, a column or their common heading. Empty in any other case.
        """
        printed = [header for header in self.cells if header.cell.text.strip() and header.may_head_columns]
        strangers = [header.cell for header in printed if header.label is None]
        if len(self.columns) < FEWEST_AROUND or len(strangers) != 1 or not self._is_whole(strangers[0]):
            return ()
        fitting = {
            codes
            for way, codes in as_read(self.table_code).items()
            if len(way) == len(printed)
            and all(header.label in (None, label) for header, label in zip(printed, way, strict=True))
        }
        return fitting.pop() if len(fitting) == 1 else ()

    def _is_whole(self, stranger: Cell) -> bool:
        """Whether a header that is not understood is one and all of one: not a part of a known one, and among bare
        lines, where headers may share a line, nothing that was put together of two.
        """
        key = bare_key(stranger.text)
        wordings = [known for known, label in load_labels().keys_by_table[self.table_code] if label.axis == "column"]
        if any(known.startswith(key) or known.endswith(key) for known in wordings):
            return False
        lines = [header.cell.locator for header in self.cells]
        return self.has_geometry or (len(stranger.text.split()) == 1 and len(set(lines)) == len(lines))

    @cached_property
    def columns(self) -> list[HeaderCell]:
        """The headers that name columns of the form."""
        return [header for header in self.cells if header.label and header.label.axis == "column"]

    def _stand_below_their_group(self) -> bool:
        """Headers on two levels keep their columns only under the common heading; without it they may have slid."""
        members = group_members(self.table_code)
        group = [header.cell for header in self.cells if header.label == ORGANISATIONS]
        inner = [header.cell for header in self.columns if header.code in members]
        outer = [header.cell for header in self.columns if header.code not in members]
        if not group or not inner:
            return not members or self.line_count <= 1 or self._fill_one_line()
        first, end = min(cell.first_column for cell in inner), max(cell.end_column for cell in inner)
        # Without spans the heading stands above the first of its columns only.
        covers = group[0].first_column == first and (group[0].end_column in (end, first + 1))
        return covers and not any(first <= cell.first_column < end for cell in outer)

    def _fill_one_line(self) -> bool:
        """All columns of the form side by side in its own order, none above another: nothing can have slid."""
        columns = sorted(self.columns, key=lambda header: header.cell.first_column)
        ends = [header.cell.end_column for header in columns]
        starts = [header.cell.first_column for header in columns]
        codes = tuple(header.code for header in columns)
        return codes == column_order(self.table_code) and ends[:-1] == starts[1:] and self.has_geometry

    def _read_in_order(self, grouped: bool) -> list[str]:
        members = group_members(self.table_code)
        inner = [header.label.code for header in self.cells if header.label and header.label.code in members]
        order: list[str] = []
        for header in self.cells:
            code = header.code
            if header.label == ORGANISATIONS:
                order.extend(inner)
            elif code != UNKNOWN or (header.label is None and (order or self._is_beside(header))):
                order += [code] if not (grouped and code in members) else []
        return order

    def _is_beside(self, header: HeaderCell) -> bool:
        """Whether a header stands beside others: what stands at the left edge heads the names of rows."""
        return self.has_geometry and header.cell.first_column > 0

    def _may_be_all(self, figures: frozenset[str]) -> bool:
        """Whether no header can be missing among those that were read."""
        # Among bare lines a header that is not understood leaves no trace: fewer columns than an item has are none.
        is_bare = not self.has_geometry and self.table_code != INDICATORS
        if is_bare and figures not in item_sets(self.table_code):
            return False
        # A text not understood may be one more header, unless all of the form's are there already.
        is_complete = figures in complete_sets(self.table_code)
        return is_complete or not any(header.label is None for header in self.cells)

    def _stands_in_one_row(self) -> bool:
        """Whether all headers are side by side: of one on another level it is not known where among them it comes."""
        return self.has_geometry and self.is_one_row

    def _levels_are_certain(self, order: list[str], grouped: bool) -> bool:
        """Where the form has headers on two levels, one that is not understood could stand on either."""
        if UNKNOWN in order:
            return False
        if self.has_geometry and (grouped or self.line_count == 1):
            return True
        # Bare lines tell neither levels nor sides: only the form's own order is certain there.
        return order == [code for code in column_order(self.table_code) if code in order]
