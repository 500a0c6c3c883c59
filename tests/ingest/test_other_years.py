"""Figures of another year than the report's: last year's table, rows and columns of two years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from forge import distinct_primes, render
from forge.form import CellCode
from forge.grid import Grid, GridCell, GridRow, Role
from forge.layouts.html_page import write_table
from forge.tables import build_grid
from ingest.aligned import AlignedCell
from ingest.report import read_report

FIGURES = distinct_primes("form_2021")
REPORT = render(FIGURES, "html_spans").content.decode()
EXPECTED = {code: text for code, text in FIGURES.cells.items() if code.table == "requests"}
GRID = build_grid(next(table for table in FIGURES.form.tables if table.code == "requests"), FIGURES)
LAST_YEAR = 20000
YEAR = FIGURES.report_year
TABLE = write_table(GRID)
Figure = Callable[[GridCell], GridCell]


def shifted(grid: Grid) -> Grid:
    """The table with other figures."""
    rows = (
        replace(row, cells=tuple(replace(c, text=str(int(c.text) + LAST_YEAR)) if c.code else c for c in row.cells))
        for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))


def read(markup: str) -> dict[CellCode, AlignedCell]:
    cells = read_report(markup.encode(), "report.html").alignment.cells
    return {CellCode(*cell[:3]): cell for cell in cells if cell.table_code == "requests"}


def printed(markup: str) -> dict[CellCode, str]:
    """What was read with certainty."""
    return {code: cell.printed_text for code, cell in read(markup).items() if cell.problem_code is None}


def report_with(table: str) -> str:
    assert REPORT.count(TABLE) == 1
    return REPORT.replace(TABLE, table)


@pytest.mark.parametrize(
    "caption", ["附：{}年数据", "{}年", "（二）{}年情况如下：", "上年同期", "今年无申请。附{}年数据："]
)
def test_a_table_of_last_year_is_none_of_the_reports(caption: str) -> None:
    last_year = f"<p>{caption.format(YEAR - 1)}</p>{write_table(shifted(GRID))}"
    assert printed(report_with(f"{TABLE}<p>说明</p>{last_year}")) == EXPECTED
    assert printed(report_with(f"{last_year}<p>说明</p>{TABLE}")) == EXPECTED
    found = read(report_with(last_year))
    assert {cell.problem_code for cell in found.values()} == {"other_year"}
    assert set(found) == set(EXPECTED)


def test_the_heading_of_a_section_with_last_years_number_is_a_slip() -> None:
    heading = f"<p>三、{YEAR - 1}年收到和处理政府信息公开申请情况</p>"
    assert printed(report_with(heading + TABLE)) == EXPECTED


def two_years(own: str, before: str, *, own_first: bool, repeats_label: bool) -> str:
    """Section 3 with a column for the year, each row printed twice."""
    head = "".join(f"<td>{column.label}</td>" for column in FIGURES.form.tables[1].columns)
    rows = [f"<tr><td colspan=2>项目</td>{head}</tr>"]
    for row in GRID.rows:
        codes = [cell.code for cell in row.cells if cell.code]
        if not codes:
            continue
        label = next(cell.text for cell in reversed(row.cells) if cell.role is Role.LABEL)
        figures = [EXPECTED[code] for code in codes]
        lines = [(own, figures), (before, [str(int(text) + LAST_YEAR) for text in figures])]
        for number, (year, texts) in enumerate(lines if own_first else lines[::-1]):
            name = f"<td{'' if repeats_label else ' rowspan=2'}>{label}</td>" if repeats_label or not number else ""
            rows.append(f"<tr>{name}<td>{year}</td>{''.join(f'<td>{text}</td>' for text in texts)}</tr>")
    return f"<table>{''.join(rows)}</table>"


@pytest.mark.parametrize("own_first", [True, False])
@pytest.mark.parametrize("repeats_label", [True, False])
@pytest.mark.parametrize(("own", "before"), [("本年", "上年"), (f"{YEAR}年", f"{YEAR - 1}年度"), ("今年", "去年同期")])
def test_rows_of_two_years(own: str, before: str, own_first: bool, repeats_label: bool) -> None:
    table = two_years(own, before, own_first=own_first, repeats_label=repeats_label)
    assert printed(report_with(table)) == EXPECTED


def test_years_side_by_side() -> None:
    """Two headings, each above all columns."""
    width = len(FIGURES.form.tables[1].columns)
    labels = tuple(GridCell(column.label, Role.HEADER) for column in FIGURES.form.tables[1].columns)
    years = tuple(GridCell(f"{year}年", Role.HEADER, width) for year in (YEAR - 1, YEAR))
    rows = [
        GridRow((GridCell("项目", Role.HEADER, rowspan=2), *years)),
        GridRow(labels * 2),
    ]
    for row in GRID.rows:
        figures = tuple(cell for cell in row.cells if cell.code)
        if figures:
            name = next(cell for cell in reversed(row.cells) if cell.role is Role.LABEL)
            last = tuple(replace(cell, text=str(int(cell.text) + LAST_YEAR)) for cell in figures)
            rows.append(GridRow((replace(name, colspan=1), *last, *figures)))
    table = Grid("requests", 1 + 2 * width, tuple(rows))
    assert printed(report_with(write_table(table))) == EXPECTED


@pytest.mark.parametrize("mark", ["（{}年）", "（上年）", "（去年同期）"])
def test_labels_that_name_another_year_in_brackets_name_none_of_the_reports_rows(mark: str) -> None:
    last = "一、本年新收政府信息公开申请数量" + mark.format(YEAR - 1)
    markup = report_with(TABLE.replace("一、本年新收政府信息公开申请数量", last))
    problems = {cell.problem_code for code, cell in read(markup).items() if code.row == "received"}
    assert problems == {"other_year"}


def as_text(caption: str, figures: dict[CellCode, str], gap: str) -> str:
    """Section 3 with a caption, row by row or a cell a line."""
    rows = [[caption], ["申请人情况", *(column.label for column in FIGURES.form.tables[1].columns)]]
    for row in GRID.rows:
        codes = [cell.code for cell in row.cells if cell.code]
        if codes:
            label = next(cell.text for cell in reversed(row.cells) if cell.role is Role.LABEL)
            rows.append([label, *(figures[code] for code in codes)])
    return "\n".join(gap.join(row) for row in rows)


@pytest.mark.parametrize("gap", ["\n", "\t", " ", "| "])
@pytest.mark.parametrize("caption", ["附：{}年数据", "{}年"])
def test_captions_in_text(gap: str, caption: str) -> None:
    last = {code: str(int(text) + LAST_YEAR) for code, text in EXPECTED.items()}
    before, own = as_text(caption.format(YEAR - 1), last, gap), as_text(caption.format(YEAR), EXPECTED, gap)
    head = f"{FIGURES.title}\n一、总体情况\n好。\n三、收到和处理政府信息公开申请情况\n"
    found = read_report(f"{head}{own}\n说明。\n{before}\n".encode(), "report.txt").alignment.cells
    assert {CellCode(*cell[:3]): cell.printed_text for cell in found if not cell.problem_code} == EXPECTED
    only = read_report(f"{head}{before}\n".encode(), "report.txt").alignment.cells
    assert {cell.problem_code for cell in only} == {"other_year"}


def test_where_the_year_of_the_report_is_not_known_nothing_is_chosen() -> None:
    tables = f"<p>2021年</p>{write_table(shifted(GRID))}<p>2022年</p>{TABLE}"
    found = read(f"<html><body><p>政府信息公开</p>{tables}</body></html>")
    assert {cell.problem_code for cell in found.values()} == {"row_repeated"}


LEGACY = distinct_primes("form_pre2019")
INDICATORS = {code: text for code, text in LEGACY.cells.items() if code.column == "year"}


def indicator_rows(*headers: str) -> list[list[str]]:
    """The statistical table up to 2018: names, and for each header the report's figures or, before its year, others."""
    names = {row.code: row.label for row in LEGACY.form.tables[0].rows_printed(LEGACY.alternative)}
    rows = [["指标名称", "单位", *headers]]
    for code, text in INDICATORS.items():
        own = [text if header == f"{LEGACY.report_year}年" else str(int(text) + LAST_YEAR) for header in headers]
        rows.append([names[code.row], "条", *own])
    return rows


def indicators(rows: list[list[str]], caption: str = "") -> list[AlignedCell]:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    markup = f"<h1>{LEGACY.title}</h1><p>一、概述</p><p>好。</p><p>{caption}</p><table>{table}</table>"
    return list(read_report(markup.encode(), "report.html").alignment.cells)


@pytest.mark.parametrize("order", [-1, 1])
def test_indicators_of_two_years(order: int) -> None:
    headers = [f"{LEGACY.report_year - 1}年", f"{LEGACY.report_year}年"][::order]
    found = indicators(indicator_rows(*headers))
    assert {CellCode(*c[:3]): c.printed_text for c in found if not c.problem_code} == INDICATORS


def test_indicators_of_another_year_alone() -> None:
    last = f"{LEGACY.report_year - 1}年"
    assert {cell.problem_code for cell in indicators(indicator_rows(last))} == {"other_year"}
    assert {cell.problem_code for cell in indicators(indicator_rows("数量"), f"附：{last}数据")} == {"other_year"}
    text = "\n".join([LEGACY.title, "一、概述", "好。", *(" ".join(row) for row in indicator_rows(last))])
    assert all(cell.problem_code for cell in read_report(text.encode(), "report.txt").alignment.cells)
