"""What was read of one report so far, and what becomes of it in the end: one cell for each place in the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Cell
from ingest.forms import SIDE_BY_SIDE, CellKey, cells_of, group_of, load_forms
from ingest.normalise import squeeze
from ingest.place import Placed
from ingest.rows import RowName, is_blank, names_group, whole_row

# Rows named like the form's but under no header at all: so many of them are a table, fewer may be chance.
FEWEST_ROWS = 3
WRONG_COUNT = "wrong_cell_count"


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


def unread_row(
    table: str, name: RowName, values: Sequence[Cell], headers: Mapping[str, str], problem: str
) -> list[AlignedCell]:
    """The cells of a row whose figures could not be placed, each with the text of the whole row.

    ``headers``: the printed header of each column concerned, empty where none is known.
    """
    names = (name.cell.locator, name.matched_by, problem)
    text = whole_row(values).text
    return [AlignedCell(table, name.code, code, text, name.text, header, *names) for code, header in headers.items()]


class UnmappedRow(NamedTuple):
    """A printed row of a statutory table that the form does not have."""

    table_code: str
    label: str
    previous_row_code: str | None
    printed_text: str
    problem_code: str
    locator: str


class Alignment(NamedTuple):
    """What was read of one report: at most one cell for each place in the form."""

    cells: tuple[AlignedCell, ...]
    unmapped: tuple[UnmappedRow, ...]


@dataclass(slots=True)
class Gathered:
    """What reading found: cells in their places, and what is told only if its table proves to be statutory.

    ``mapped_blocks`` are the blocks and tables of which a row was read; ``unplaced_rows`` counts rows under no header.
    ``has_bare_blanks``: whether section 4 was read among bare lines with blanks among its figures.
    """

    found: dict[CellKey, AlignedCell] = field(default_factory=dict)
    unmapped: list[tuple[int, UnmappedRow]] = field(default_factory=list)
    unplaced: list[AlignedCell] = field(default_factory=list)
    unplaced_rows: Counter[tuple[int, str]] = field(default_factory=Counter)
    mapped_blocks: set[tuple[int, str]] = field(default_factory=set)
    has_bare_blanks: bool = False

    def set_aside(self, cells: Iterable[AlignedCell]) -> None:
        """Cells that could not be read, which count where nothing else is found for their places."""
        self.unplaced.extend(cells)

    def note(self, block: int, row: UnmappedRow) -> None:
        """A row that the form does not have."""
        self.unmapped.append((block, row))

    def keep(self, cell: AlignedCell) -> None:
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

    def keep_row(self, table: str, name: RowName, placed: Placed, headers: Mapping[str, str]) -> None:
        """The figures of one row, each under its column; no form has one where row and column do not cross.

        Columns of two items of section 2 are no header: a row below them may have its own above another table.
        """
        row, label, matched_by, _ = name
        found = self.found
        crosses = cross_in_one_form(table, row, frozenset([column for column, _, _ in placed]))
        for column, figure, merged in placed:
            key = (table, row, column)
            problem = merged if crosses else "columns_uncertain"
            names = (label, headers.get(column, ""), figure.locator, matched_by, problem)
            # What AlignedCell(...) does, at half its price.
            cell = tuple.__new__(AlignedCell, (*key, figure.text, *names))
            if key in found:
                self.keep(cell)
            else:
                found[key] = cell

    def question(self, table: str, rows: Set[str]) -> None:
        """Rows of a table that do not have as many cells as the rows around them."""
        for key in [key for key in self.found if key[0] == table and key[1] in rows] if rows else ():
            if self.found[key].problem_code is None:
                self.found[key] = self.found[key]._replace(problem_code=WRONG_COUNT)

    def alignment(self) -> Alignment:
        """Everything read; unmapped rows and rows without any header only of tables that proved to be statutory."""
        tables = {table for _, table in self.mapped_blocks}
        rows = Counter(table for table, _ in {(cell.table_code, cell.row_code) for cell in self.unplaced})
        for cell in self.unplaced:
            key = (cell.table_code, cell.row_code, cell.column_code)
            if key in known_cells() and (cell.table_code in tables or rows[cell.table_code] >= FEWEST_ROWS):
                self.found.setdefault(key, cell)
        self._question_subtotals()
        self._question_sides()
        told = {block for block, count in self.unplaced_rows.items() if count >= FEWEST_ROWS} | self.mapped_blocks
        unmapped = tuple(row for block, row in self.unmapped if (block, row.table_code) in told)
        return Alignment(tuple(self.found.values()), unmapped)

    def _question_subtotals(self) -> None:
        """（六） as one row beside its three: the form has no subtotals, so its figures may be another row's.

        Without any figure it only heads them.
        """
        labels: dict[tuple[str, str], str] = {}
        for (table, row, _), cell in self.found.items():
            labels.setdefault((table, row), cell.row_label)
        members = Counter([(table, group_of(table).get(row, "")) for table, row in labels])
        for (table, row), label in labels.items():
            group = group_of(table).get(row, "")
            if group and members[table, group] > 1 and names_group(label, table):
                self._question(table, row)

    def _question_sides(self) -> None:
        """Section 4 has one line, which nothing proves: where most rows of a text have lost cells, it may have too."""
        rows = {cell[:2]: cell.problem_code for cell in self.found.values() if cell.table_code != SIDE_BY_SIDE}
        short = sum(problem == WRONG_COUNT for problem in rows.values())
        if self.has_bare_blanks and short > max(len(rows) - short, FEWEST_ROWS):
            self.question(SIDE_BY_SIDE, {row for table, row, _ in self.found if table == SIDE_BY_SIDE})

    def _question(self, table: str, row: str) -> None:
        cells = {key: cell for key, cell in self.found.items() if key[:2] == (table, row)}
        is_heading = all(is_blank(cell.printed_text) for cell in cells.values())
        for key, cell in cells.items():
            if is_heading:
                del self.found[key]
            elif cell.problem_code is None:
                self.found[key] = cell._replace(problem_code="row_contradicts_group")


@lru_cache(maxsize=4096)
def cross_in_one_form(table: str, row: str, columns: frozenset[str]) -> bool:
    """Whether some vintage prints a row under all of these columns."""
    keys = {(table, row, column) for column in columns}
    return any(keys <= cells for cells in _cells_by_form())


@lru_cache(maxsize=1)
def _cells_by_form() -> tuple[frozenset[CellKey], ...]:
    return tuple(map(cells_of, load_forms().versions))


@lru_cache(maxsize=1)
def known_cells() -> frozenset[CellKey]:
    """Every cell of every form."""
    return frozenset().union(*_cells_by_form())
