"""Plants one fault of a kind that typists make, at a random place, and keeps what was true."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from forge.form import CellCode, FormTable
from forge.model import ReportFigures

__all__ = ["FAULT_KINDS", "Fault", "random_fault"]

# How many places are tried for a fault that changes what is printed; small agencies print almost nothing but zeros.
MAX_PLACES = 200
# A run that has slipped moves two figures at least, otherwise it is one wrong figure.
SHORTEST_RUN = 3
WAN = 10_000
NOTHING = "0"

Line = Sequence[CellCode]
Changes = dict[CellCode, str]


@dataclass(frozen=True)
class Fault:
    """A report with one fault; ``true_texts`` are the cells that are wrong and what they should print."""

    kind: str
    figures: ReportFigures
    true_texts: Mapping[CellCode, str]


def random_fault(figures: ReportFigures, kind: str, rng: Random) -> Fault | None:
    """The report with one fault of that kind, or None where it has no place for one.

    Raises:
        KeyError: there is no such kind.
    """
    plant = _PLANTERS[kind]
    for _ in range(MAX_PLACES):
        planted = plant(figures, rng)
        changed = {cell: text for cell, text in planted.items() if text != figures.cells[cell]}
        if changed and (kind not in _RUNS or len(changed) >= SHORTEST_RUN):
            faulty = replace(figures, cells={**figures.cells, **changed})
            return Fault(kind, faulty, {cell: figures.cells[cell] for cell in changed})
    return None


def _wrong_digit(figures: ReportFigures, rng: Random) -> Changes:
    cell = rng.choice(_reckoned_cells(figures))
    digits = list(figures.cells[cell])
    place = rng.randrange(len(digits))
    smallest = 1 if place == 0 and len(digits) > 1 else 0
    digits[place] = str(rng.randrange(smallest, 10))
    return {cell: "".join(digits)}


def _swapped_neighbours(figures: ReportFigures, rng: Random) -> Changes:
    line = rng.choice([*_rows(figures), *_columns(figures)])
    one, other = rng.choice(list(pairwise(line)))
    return {one: figures.cells[other], other: figures.cells[one]}


def _total_zeroed(figures: ReportFigures, rng: Random) -> Changes:
    totals = [
        cell
        for cell in _reckoned_cells(figures)
        if cell.column == "total" or cell.row in ("processed", "proactive_total", "requests_total", "replies_total")
    ]
    return {rng.choice(totals): NOTHING}


def _shifted_by_column(figures: ReportFigures, rng: Random) -> Changes:
    return _slipped(figures, rng.choice(_rows(figures)), rng)


def _shifted_by_row(figures: ReportFigures, rng: Random) -> Changes:
    """One column, or all of them together, from a row on: one row too low or too high."""
    columns = _columns(figures)
    if rng.random() < 1 / 2:
        return _slipped(figures, rng.choice(columns), rng)
    start, forward = rng.randrange(len(columns[0]) - SHORTEST_RUN), rng.random() < 1 / 2
    slipped: Changes = {}
    for column in columns:
        slipped |= _slip(figures, column[start:], forward)
    return slipped


def _wrong_unit(figures: ReportFigures, rng: Random) -> Changes:
    """An amount in 元 where 万元 is meant."""
    amounts = [
        CellCode(table.code, row.code, column.code)
        for table in figures.form.tables
        for row in table.rows_printed(figures.alternative)
        for column in table.columns_of(row)
        if column.value_kind == "amount" and row.code
    ]
    amounts = [cell for cell in amounts if figures.cells.get(cell, NOTHING) != NOTHING]
    if not amounts:
        return {}
    cell = rng.choice(amounts)
    whole, _, fraction = figures.cells[cell].partition(".")
    moved = (whole + fraction.ljust(4, "0")[:4]).lstrip("0") + (f".{fraction[4:]}" if fraction[4:] else "")
    return {cell: moved}


def _slipped(figures: ReportFigures, line: Line, rng: Random) -> Changes:
    start, forward = rng.randrange(max(1, len(line) - SHORTEST_RUN)), rng.random() < 1 / 2
    return _slip(figures, line[start:], forward)


def _slip(figures: ReportFigures, run: Line, forward: bool) -> Changes:
    """Every figure of a run one place on, or back; the place left free prints 0 and the last figure is lost."""
    texts = [figures.cells[cell] for cell in run]
    slipped = [NOTHING, *texts[:-1]] if forward else [*texts[1:], NOTHING]
    return dict(zip(run, slipped, strict=True))


def _reckoned_cells(figures: ReportFigures) -> list[CellCode]:
    """The cells that equations within one report are about: sections 3 and 4, and the short statistical tables."""
    return [cell for cell in figures.cells if cell.table != "disclosures"]


def _tables(figures: ReportFigures) -> list[FormTable]:
    return [table for table in figures.form.tables if table.code != "disclosures"]


def _rows(figures: ReportFigures) -> list[Line]:
    return [
        [CellCode(table.code, row.code, column.code) for column in table.columns_of(row)]
        for table in _tables(figures)
        for row in table.rows_printed(figures.alternative)
        if row.code
    ]


def _columns(figures: ReportFigures) -> list[Line]:
    """The columns of tables whose rows are printed below one another; section 4 prints its routes on one line."""
    return [
        [CellCode(table.code, row.code, column.code) for row in table.rows_printed(figures.alternative) if row.code]
        for table in _tables(figures)
        if table.code != "legal_challenges"
        for column in table.columns
    ]


_RUNS = frozenset(("shifted_by_column", "shifted_by_row"))
_PLANTERS: Mapping[str, Callable[[ReportFigures, Random], Changes]] = {
    "wrong_digit": _wrong_digit,
    "swapped_neighbours": _swapped_neighbours,
    "total_zeroed": _total_zeroed,
    "shifted_by_column": _shifted_by_column,
    "shifted_by_row": _shifted_by_row,
    "wrong_unit": _wrong_unit,
}
FAULT_KINDS = tuple(_PLANTERS)
