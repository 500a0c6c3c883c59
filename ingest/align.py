"""Grid + form -> cells with row and column codes.

A row is read where its label names one row of the form and its figures can be placed under the headers in one way only.
Everything else is said openly: ``problem_code`` on the cells concerned, or an unmapped row. Equations are never
consulted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ingest.aligned import WRONG_COUNT, AlignedCell, Alignment, UnmappedRow, unread_row
from ingest.bare_lines import PROBLEMS, RUN_TOGETHER
from ingest.documents import Cell
from ingest.forms import SIDE_BY_SIDE, column_order, complete_sets, group_of
from ingest.halved_rows import whole_again
from ingest.header import Header
from ingest.labels import Match, load_labels
from ingest.locate import PrintedRow
from ingest.looks import UNPLACED, joins_figures, table_labels
from ingest.nesting import NESTED_TABLE, Nesting, heads_parts
from ingest.over_page import within_page
from ingest.place import below_unknown, place
from ingest.routes import sides_named, sides_of_form
from ingest.row_groups import contradiction, is_of_another_group, may_be_of_other_units
from ingest.rows import (
    Kinds,
    RowName,
    carries_digits,
    choose_table,
    classify,
    from_first_figure,
    heads_figures,
    is_header,
    may_be_header,
    names_group,
    row_name,
    whole_row,
    worded,
)
from ingest.run_together import columns_of_noughts
from ingest.side_reader import SideReader

MOST_ROUNDS = 4
HEADER_OPENERS = frozenset(
    ("applicants", "subject", "indicator", "item_20_1", "item_20_5", "item_20_6", "item_20_8", "item_20_9")
)


def align(rows: Iterable[PrintedRow]) -> Alignment:
    """Align printed rows, in reading order, with the forms."""
    whole = tuple(whole_again(rows))
    told: Mapping[Cell, Match] = {}
    # What is told of headers lets rows be seen, and those may be told in turn.
    for _ in range(MOST_ROUNDS):
        reader = _Reader(whole, told)
        reader.read_all()
        before, told = told, {**told, **reader.trail.told()}
        if told == before:
            break
    return reader.gathered.alignment()


class _Reader(SideReader):
    """Reading downwards, one row after another, whatever table it is of."""

    __slots__ = ()

    def read_all(self) -> None:
        """Take in all rows."""
        for printed in self.rows:
            self.read(printed)
        self.leave_header()
        self.settle()

    def read(self, printed: PrintedRow) -> None:
        """Take in one row: header, heading, or figures."""
        own = printed.row.own_cells
        words = worded(own)
        table = choose_table(words, self.table_code)
        if table is None:
            return
        if table != self.table_code:
            self.leave_header()
            self.table_code, self.header, self.in_header, self.last_row = table, Header(table), False, None
            self.nesting, self.outer, self.last_group = Nesting(), None, ""
        heads = self.in_header or self._heads_first(printed, words)
        kinds = classify(words, len(words) < len(own), table, heads, self.told)
        for cell in kinds.labels:
            if groups := table_labels(cell.text).groups(table):
                self.last_group = groups[0]
                break
        merged = next((cell for cell in words if joins_figures(cell.text)), None)
        if merged is not None and self._take_merged(printed, kinds, merged):
            return
        if table == SIDE_BY_SIDE:
            printed = within_page(printed, from_first_figure(own), len(sides_of_form(table)))
            own = printed.row.own_cells
        if table == SIDE_BY_SIDE and printed.geometry in PROBLEMS:
            figures, sides = whole_row(from_first_figure(own)), sides_of_form(table)
            if printed.geometry == RUN_TOGETHER and figures.text == "0" * len(sides):
                self._emit_sides(printed, [(side, figures._replace(text="0")) for side in sides], None)
            else:
                self.set_aside_sides(sides, figures, PROBLEMS[printed.geometry])
            return
        if table == SIDE_BY_SIDE and self.read_side_by_side(printed, own, kinds):
            return
        if is_header(kinds):
            self._take_header(printed, kinds)
        elif (name := row_name(own, kinds)) is not None:
            self._take_named(printed, own, name)
        else:
            self.nesting.pass_over(own)
            if self.in_header and self.header is not None and may_be_header(own, kinds):
                self.header.add(printed, kinds.labels)
            elif kinds.has_value and self.header is not None and self.header.reading.texts:
                self._note_unmapped(printed, own, "row_unknown")
            else:
                self.trail.pass_over(table, printed, own)

    def _heads_first(self, printed: PrintedRow, words: Sequence[Cell]) -> bool:
        """Whether a row that could be a name is the first header of its table: 总计 alone, above all figures."""
        has_columns = self.header is not None and bool(self.header.reading.texts)
        if has_columns or printed.geometry == "none" or self.table_code == SIDE_BY_SIDE:
            return False
        return heads_figures(printed.row.own_cells, words, self.table_code or "")

    def leave_header(self) -> None:
        """Question the rows under a header that others under it contradict, once all of them are read."""
        if self.header is not None:
            may_lack = frozenset(self.header.reading.texts) not in complete_sets(self.table_code or "")
            width = max(self.header.widths, default=0)
            contradicted = self.header.row_widths.contradicted(width, may_lack_headers=may_lack)
            self.gathered.question(self.table_code or "", frozenset(contradicted))

    def _take_merged(self, printed: PrintedRow, kinds: Kinds, merged: Cell) -> bool:
        """Figures of which neither columns nor row could be told; in section 4 those without a name are all routes'.

        False for a row with a name of the other tables, which is read as any other.
        """
        table, text, locator = self.table_code or "", merged.text, merged.locator
        name = row_name(printed.row.own_cells, kinds)
        if name is not None and table != SIDE_BY_SIDE:
            return False
        self.in_header = False
        if name is not None:
            self.gathered.set_aside(self._unread(table, name, (merged,), column_order(table), "columns_uncertain"))
        elif table == SIDE_BY_SIDE:
            self.set_aside_sides(sides_named(self.header) if self.header else (), merged, "columns_uncertain")
        else:
            row = UnmappedRow(table, "", self.last_row, text, "label_uncertain", locator)
            self.gathered.note(printed.block, row)
        return True

    def _take_named(self, printed: PrintedRow, own: tuple[Cell, ...], name: RowName) -> None:
        """A row whose label is known; where indicators repeat a label, only if it is clear which is meant."""
        table = self.table_code or ""
        settled = self.nesting.settle(printed.row, name) if table == NESTED_TABLE else name
        if may_be_of_other_units(name, table, self.block_rows(printed.block)):
            if self.header is not None and self.header.reading.texts:
                self.gathered.mapped_blocks.add((printed.block, table))
            self._note_unmapped(printed, own, "row_ambiguous")
        elif settled is not None and not is_of_another_group(printed.row, name, table, self.last_row, self.last_group):
            self._take_figures(printed, own, settled)
        else:
            self._note_unmapped(printed, own, "row_ambiguous")

    def _take_header(self, printed: PrintedRow, kinds: Kinds) -> None:
        opens = any(label.axis == "column" or label.code in HEADER_OPENERS for label in kinds.labels.values())
        if not opens and not self.in_header:
            return
        if not self.in_header or self.header is None:
            self.leave_header()
            self.header = Header(self.table_code or "")
        self.header.add(printed, kinds.labels)
        self.in_header = True

    def _take_figures(self, printed: PrintedRow, own: tuple[Cell, ...], name: RowName) -> None:
        table, values = self.table_code or "", own[own.index(name.cell) + 1 :]
        printed = within_page(printed, values, len(self.header.reading.in_order or ()) if self.header else 0)
        own = printed.row.own_cells
        values = own[own.index(name.cell) + 1 :]
        if not values and (printed.geometry != "none" or names_group(name.text, table) or heads_parts(name, table)):
            return
        self.trail.take(table, "" if printed.geometry in PROBLEMS else name.code, self.header)
        if printed.geometry in PROBLEMS:
            # Kept aside: where the figures are printed apart as well, those count.
            headers = self.header.reading.texts if self.header else {}
            # Read or not, it ends the headers above it: those of the next item are others.
            self.in_header = self.in_header and not headers
            if printed.geometry == RUN_TOGETHER and self._take_noughts(printed, name, values[-1]):
                return
            columns = headers or column_order(table)
            self.gathered.set_aside(self._unread(table, name, values, columns, PROBLEMS[printed.geometry]))
            return
        reading = self.header.reading if self.header else None
        if self.header is None or reading is None or not reading.texts:
            if values:
                self.gathered.set_aside(self._unread(table, name, values, column_order(table), "columns_uncertain"))
                self.gathered.unplaced_rows[printed.block, table] += 1
            return
        self.in_header = False
        self.gathered.mapped_blocks.add((printed.block, table))
        problem = self._name_problem(printed, name)
        # Figures that a reader could not part may have a header of their own that it could not read either.
        is_parted = not any(UNPLACED in cell.text for cell in values)
        placed = place(self.header, printed, values, name) if is_parted and not problem else None
        self.last_row = name.code
        self.last_group = self.last_group if problem else group_of(table).get(name.code, "")
        if placed is None:
            told_apart = reading.by_grid is not None or reading.in_order is not None
            if not problem:
                self.header.row_widths.unplaced(values, len(reading.texts))
            problem = problem or (WRONG_COUNT if told_apart else "columns_uncertain")
            for cell in self._unread(table, name, values, tuple(reading.texts), problem):
                self.gathered.keep(cell)
            return
        self.gathered.keep_row(table, name, placed, reading.texts)
        unknown, columns = below_unknown(self.header, printed, name, placed)
        if unknown and columns:
            self.gathered.set_aside(self._unread(table, name, unknown, columns, "columns_uncertain"))

    def _note_nameless(self, printed: PrintedRow, own: Sequence[Cell]) -> None:
        """Figures below headers that nothing names: the name was left out, or lost."""
        if carries_digits(own):
            text = " | ".join(cell.text for cell in own).lstrip(" |")
            row = UnmappedRow(self.table_code or "", "", self.last_row, text, "label_uncertain", own[0].locator)
            self.gathered.note(printed.block, row)
            self.in_header = False

    def _take_noughts(self, printed: PrintedRow, name: RowName, digits: Cell) -> bool:
        """A row of which nothing parts the figures, all of them noughts: False where they are not surely that."""
        table = self.table_code or ""
        columns = columns_of_noughts(table, name.code, digits.text)
        if not columns or self._name_problem(printed, name):
            return False
        self.gathered.mapped_blocks.add((printed.block, table))
        nought, self.last_row = digits._replace(text="0"), name.code
        self.gathered.keep_row(table, name, [(column, nought, None) for column in columns], {})
        return True

    def _unread(
        self, table: str, name: RowName, values: Sequence[Cell], columns: Iterable[str], problem: str
    ) -> list[AlignedCell]:
        texts = self.header.reading.texts if self.header else {}
        return unread_row(table, name, values, {code: texts.get(code, "") for code in columns}, problem)

    def _name_problem(self, printed: PrintedRow, name: RowName) -> str | None:
        """Why a row's name cannot be trusted: its group says otherwise, or a near miss stands in the wrong place."""
        table = self.table_code or ""
        if table == NESTED_TABLE and self.nesting.contradicts(printed.row, name):
            return "row_contradicts_group"
        return contradiction(printed.row, name, table, self.last_row)

    def _note_unmapped(self, printed: PrintedRow, own: tuple[Cell, ...], problem: str) -> None:
        names = self.trail.pass_over(self.table_code or "", printed, own, may_be_told=problem == "row_unknown")
        if self.table_code is None:
            return
        if not names:
            self._note_nameless(printed, own)
            return
        figures = own[own.index(names[-1]) + 1 :]
        if load_labels().is_caption(names[-1].text) and not carries_digits(figures):
            return
        text = " | ".join(cell.text for cell in figures)
        row = UnmappedRow(self.table_code, names[-1].text, self.last_row, text, problem, names[-1].locator)
        self.gathered.note(printed.block, row)
        self.in_header = False
