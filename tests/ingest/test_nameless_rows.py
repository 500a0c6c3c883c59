"""Rows whose name was left out, or lost: their figures are told to be unread, and are nobody else's."""

from __future__ import annotations

import re

import pytest

from benchmarks.scoring import bare
from forge import LAYOUTS, CellCode, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.report import read_report

FORM = distinct_primes("form_2021")
GRIDS = ("html_spans", "markdown_pipes", "text_pipe_terminated", "text_tabs")
A_CELL_A_LINE = ("text_blank_lines", "text_extracted_cells", "text_cells_indented", "text_rows_opened")


def read(text: str, layout: str) -> tuple[dict[CellCode, AlignedCell], list[str]]:
    """The cells that are read, and the figures of rows that are not."""
    alignment = read_report(text.encode(), f"report{LAYOUTS[layout].suffix}").alignment
    cells = {CellCode(*cell[:3]): cell for cell in alignment.cells if cell.problem_code is None}
    assert {row.problem_code for row in alignment.unmapped} <= {"label_uncertain"}
    return cells, [row.printed_text for row in alignment.unmapped]


def without(name: str, layout: str) -> str:
    """A report in which one cell of section 2 that names a row is blank, or not there."""
    head, heading, tables = render(FORM, layout).content.decode().partition("二、主动公开政府信息情况")
    blank = re.sub(f"(?<![一-鿿]){name}(?![一-鿿])", "", tables, count=1)
    assert blank != tables
    return head + heading + blank


def figures(cells: dict[CellCode, AlignedCell]) -> dict[CellCode, str]:
    return {code: bare(cell.printed_text) for code, cell in cells.items()}


@pytest.mark.parametrize("layout", GRIDS)
def test_in_a_table_they_are_told(layout: str) -> None:
    cells, unread = read(without("规章", layout), layout)
    own = {code: text for code, text in FORM.cells.items() if code.row == "rules"}
    assert figures(cells) == {code: text for code, text in FORM.cells.items() if code not in own}
    assert ["".join(re.findall(r"\d+", text)) for text in unread] == ["".join(own.values())]


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize(("row", "name"), [("rules", "规章"), ("penalty", "行政处罚")])
def test_among_lines_too_where_the_next_name_is_of_a_later_row(layout: str, row: str, name: str) -> None:
    lines = without(name, layout).split("\n")
    cells, unread = read("\n".join(line for line in lines if line.strip(" |") or not line.strip()), layout)
    own = {code: text for code, text in FORM.cells.items() if code.row == row}
    assert figures(cells) == {code: text for code, text in FORM.cells.items() if code not in own}
    # One figure alone may as well be the number of a page, which nobody misses.
    told = ["".join(re.findall(r"\d+", text)) for text in unread]
    assert told == ["".join(own.values())] or (len(own) == 1 and not told)


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
def test_names_behind_their_figures_are_given_no_others(layout: str) -> None:
    text = render(FORM, layout).content.decode()
    for row in ("规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"):
        # The name and the figures up to the next name or heading change places.
        text, times = re.subn(rf"(?m)^(\W*{row}\W*\n)((?:\W*\d+\W*\n)+)", r"\2\1", text)
        assert times == 1
    cells, _ = read(text, layout)
    assert figures(cells).items() <= FORM.cells.items()
    assert {code for code in FORM.cells if code.table != "disclosures"} <= cells.keys()


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize("heading", ["第二十条第", "第二十条第项"])
def test_headings_that_lost_their_numbers_are_headings(layout: str, heading: str) -> None:
    text = re.sub("第二十条第（.）项", heading, render(FORM, layout).content.decode())
    cells, unread = read(text, layout)
    assert (figures(cells), unread) == (FORM.cells, [])
