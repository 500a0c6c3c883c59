"""Lines of nothing but a wide space: blank cells where the rows prove it, and nothing anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import read_cells
from forge import CellCode, ReportFigures, distinct_primes
from forge.grid import GridRow
from forge.tables import build_grid
from ingest.aligned import AlignedCell

WIDE = "\u00a0"
TITLES = {"disclosures": "二、主动公开政府信息情况", "requests": "三、收到和处理政府信息公开申请情况"}
Writer = Callable[[GridRow], list[str]]


def with_blanks(figures: ReportFigures, blanks: set[CellCode]) -> ReportFigures:
    return replace(figures, cells={c: "" if c in blanks else text for c, text in figures.cells.items()})


def kept(row: GridRow) -> list[str]:
    """Every cell, a wide space for one that is blank."""
    return [cell.text.replace("\n", "") or WIDE for cell in row.cells]


def some_lost(row: GridRow) -> list[str]:
    """As ``kept``, without the first blank cell of each row."""
    texts = kept(row)
    return texts if WIDE not in texts else texts[: texts.index(WIDE)] + texts[texts.index(WIDE) + 1 :]


def name_and_blank(row: GridRow) -> list[str]:
    """A blank paragraph behind the name of each row that has figures, and blank cells lost."""
    texts = [text for text in kept(row) if text != WIDE]
    first = next((n for n, text in enumerate(texts) if text.isdigit()), len(texts))
    return [*texts[:first], WIDE, *texts[first:]] if first < len(texts) else texts


def between(row: GridRow) -> list[str]:
    """A blank paragraph behind each cell."""
    return [line for cell in row.cells if cell.text for line in (cell.text.replace("\n", ""), WIDE)]


def read(figures: ReportFigures, write: Writer) -> Mapping[CellCode, AlignedCell]:
    """Sections 2 and 3, a cell a line, blank lines between all, a blank paragraph under each table."""
    parts = ["望江区水务局2022年政府信息公开工作年度报告"]
    for table in figures.form.tables:
        if table.code in TITLES:
            rows = build_grid(table, figures).rows
            parts += [TITLES[table.code], *(line for row in rows for line in write(row)), WIDE]
    return read_cells("\n\n".join(parts).encode(), ".txt")


def cells_of(figures: ReportFigures) -> dict[CellCode, str]:
    return {cell: text for cell, text in figures.cells.items() if cell.table in TITLES}


def certain(cells: Mapping[CellCode, AlignedCell]) -> dict[CellCode, str]:
    return {code: cell.printed_text.strip() for code, cell in cells.items() if not cell.problem_code}


FIGURES = distinct_primes()
REQUESTS = sorted(cell for cell in FIGURES.cells if cell.table == "requests")
LAST_ROW = frozenset(cell for cell in REQUESTS if cell.row == "carried_out")
LAST_CELL = CellCode("requests", "carried_out", "total")


@given(st.sets(st.sampled_from(REQUESTS), min_size=1, max_size=120))
def test_blank_cells_among_the_rows_of_section_3_are_read(blanks: set[CellCode]) -> None:
    figures = with_blanks(FIGURES, blanks)
    # Whether the last row ends in a blank cell or a blank paragraph stands below the table is not known.
    unread = LAST_ROW if LAST_CELL in blanks else frozenset()
    assert certain(read(figures, kept)) == {c: text for c, text in cells_of(figures).items() if c not in unread}


@pytest.mark.parametrize("write", [some_lost, name_and_blank])
@given(st.sets(st.sampled_from(REQUESTS), min_size=1, max_size=60))
def test_where_rows_differ_in_length_no_such_line_is_a_cell(write: Writer, blanks: set[CellCode]) -> None:
    figures = with_blanks(FIGURES, blanks)
    printed = cells_of(figures)
    assert {c: text for c, text in certain(read(figures, write)).items() if text != printed[c]} == {}


def test_lines_between_all_cells_are_none() -> None:
    assert certain(read(FIGURES, between)) == cells_of(FIGURES)


def test_a_blank_that_no_other_row_proves_is_not_read() -> None:
    fee = next(cell for cell in FIGURES.cells if cell.row == "fees")
    cells = read(with_blanks(FIGURES, {fee}), kept)
    assert fee not in certain(cells)
    assert len(certain(cells)) == len(cells_of(FIGURES)) - 1
