"""Spreadsheets as published: merged cells, hidden parts, figures as shown; text and tables on one sheet."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from forge import balanced, render
from ingest.align import align
from ingest.documents import OBJECT_MARK, Block, Line, Table
from ingest.errors import Rejection
from ingest.locate import locate
from ingest.readers import read

XLS = Path(__file__).parents[1] / "fixtures" / "office" / "merged_cells.xls"


def workbook(fill: Callable[[Any], None]) -> tuple[Block, ...]:
    """The blocks of a workbook that ``fill`` has written."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        fill(book)
    return read(file.getvalue(), "report.xlsx").blocks


def sheet(fill: Callable[[Any, Any], None]) -> tuple[Block, ...]:
    """The blocks of a workbook of one sheet; ``fill`` gets it and a format with a border."""
    return workbook(lambda book: fill(book.add_worksheet("表"), book.add_format({"border": 1})))


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row.own_cells] for row in block.rows]


def test_a_merged_range_covers_every_row_and_column_it_reaches() -> None:
    def fill(page: Any, border: Any) -> None:
        page.merge_range("B2:B3", "A", border)
        page.merge_range("C2:D2", "B", border)
        page.write_row("C3", [1, 2], border)

    (table,) = sheet(fill)
    assert isinstance(table, Table)
    assert [[(c.text, c.first_column, c.end_column, c.first_row) for c in row.cells] for row in table.rows] == [
        [("A", 1, 2, 0), ("B", 2, 4, 0)],
        [("A", 1, 2, 0), ("1", 2, 3, 1), ("2", 3, 4, 1)],
    ]
    assert table.rows[1].own_cells[0].locator == "sheet 表 cell C3"


def test_every_place_inside_a_frame_is_a_cell() -> None:
    def fill(page: Any, border: Any) -> None:
        page.write_row("A1", ["a", "b", "c"], border)
        page.write("A2", "规章", border)
        page.write_blank("C2", None, border)

    assert rows(sheet(fill)[0]) == [["a", "b", "c"], ["规章", "", ""]]


def test_a_note_beside_a_figure_and_a_figure_struck_out_or_white_are_told_apart() -> None:
    def fill(book: Any) -> None:
        page, border = book.add_worksheet("表"), book.add_format({"border": 1})
        note, struck = book.add_format({"font_script": 1}), book.add_format({"font_strikeout": True})
        page.write_rich_string("A1", "12", note, "1", border)
        page.write_rich_string("B1", struck, "31", book.add_format(), "12", border)
        page.write_number("C1", 12, book.add_format({"border": 1, "font_strikeout": True}))
        page.write_number("D1", 12, book.add_format({"border": 1, "font_color": "#FFFFFF"}))
        page.write_number("E1", 12, book.add_format({"border": 1, "font_color": "#FFFFFF", "bg_color": "#003366"}))
        page.write_string("F1", "规章", book.add_format({"border": 1, "font_color": "#FFFFFF"}))

    (table,) = workbook(fill)
    assert rows(table) == [["12¹", f"{OBJECT_MARK}12", OBJECT_MARK, OBJECT_MARK, "12", "规章"]]


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ('<color indexed="9"/>', OBJECT_MARK),
        ('<color theme="0"/>', OBJECT_MARK),
        ('<color theme="0" tint="-0.5"/>', "12"),
        ('<color indexed="8"/>', "12"),
    ],
)
def test_white_is_told_however_a_workbook_names_it(colour: str, shown: str) -> None:
    file, patched = BytesIO(), BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("表").write_number("A1", 12, book.add_format({"border": 1, "font_color": "#FFFFFF"}))
    with ZipFile(file) as before, ZipFile(patched, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(b'<color rgb="FFFFFFFF"/>', colour.encode()))
    (block,) = read(patched.getvalue(), "report.xlsx").blocks
    assert [cell.text for row in block.rows for cell in row.own_cells] == [shown]


def test_what_stands_outside_the_frame_is_text() -> None:
    def fill(page: Any, border: Any) -> None:
        page.write("A1", "甲县财政局2021年报告")
        page.write_row("A2", ["填报单位：", "甲县财政局"])
        page.write_row("A3", ["行政许可", 5], border)
        page.write("A4", "说明：无。")

    title, unit, table, note = sheet(fill)
    assert (title, unit, note) == (
        Line("甲县财政局2021年报告", "sheet 表 cell A1"),
        Line("填报单位： 甲县财政局", "sheet 表 cell A2"),
        Line("说明：无。", "sheet 表 cell A4"),
    )
    assert rows(table) == [["行政许可", "5"]]


def test_a_sentence_inside_the_frame_is_text_too() -> None:
    def fill(page: Any, border: Any) -> None:
        page.write_row("A1", ["行政许可", 5], border)
        page.merge_range("A2:B2", "本年未收到申请。", border)
        page.write_row("A3", ["行政处罚", 6], border)

    first, sentence, second = sheet(fill)
    assert (rows(first), rows(second)) == ([["行政许可", "5"]], [["行政处罚", "6"]])
    assert isinstance(sentence, Line)


def test_without_frames_empty_rows_part_text_from_tables() -> None:
    def fill(page: Any, _: Any) -> None:
        page.write("A1", "标题")
        page.write_row("A2", ["事项", "数量"])
        page.write("A3", "行政许可")
        page.write_row("A4", ["行政处罚", 6])
        page.write("A6", "第一行\n第二行")

    title, table, *note = sheet(fill)
    assert title == Line("标题", "sheet 表 cell A1")
    assert rows(table) == [["事项", "数量"], ["行政许可", ""], ["行政处罚", "6"]]
    assert [line.text for line in note if isinstance(line, Line)] == ["第一行", "第二行"]


def test_what_is_hidden_is_not_read() -> None:
    def fill(book: Any) -> None:
        border = book.add_format({"border": 1})
        page = book.add_worksheet("表")
        page.write_row("A1", ["a", 1, 2], border)
        page.write_row("A2", ["b", 3, 4], border)
        page.write_row("A3", ["c", 5, 0], border)
        page.set_row(1, None, None, {"hidden": True})
        page.set_column("B:B", None, None, {"hidden": True})
        page.hide_zero()
        unseen = book.add_worksheet("说明")
        unseen.write("A1", "x")
        unseen.hide()

    (table,) = workbook(fill)
    assert rows(table) == [["a", "2"], ["c", ""]]


def test_figures_are_read_as_shown() -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("表")
        for column, (value, code) in enumerate([(5, "General"), (1234, "#,##0"), (12.345, "0.00"), (0, '0;-0;"-"')]):
            page.write_number(0, column, value, book.add_format({"border": 1, "num_format": code}))
        page.write_boolean(0, 4, True, book.add_format({"border": 1}))
        page.write_rich_string(0, 5, "行政", book.add_format({"bold": 1}), "许可", book.add_format({"border": 1}))

    assert rows(workbook(fill)[0]) == [["5", "1234", "12.35", "-", "TRUE", "行政许可"]]


def test_a_formula_shows_its_result_and_itself_where_it_has_none() -> None:
    def fill(page: Any, border: Any) -> None:
        page.write_formula("A1", "=SUM(B1:C1)", border, 7)
        page.write_formula("B1", "=SUM(C1:D1)", border, "")
        page.write_formula("C1", "=1/0", border, "#DIV/0!")

    assert rows(sheet(fill)[0]) == [["7", "=SUM(C1:D1)", "#DIV/0!"]]


def test_a_blank_is_a_cell_wherever_its_table_begins() -> None:
    def fill(sheet: Any, _: Any) -> None:
        for row, texts in enumerate((("信息内容", "本年制发件数", "本年废止件数"), ("规章", "", "7"))):
            for column, text in enumerate(texts, start=300):
                if text:
                    sheet.write_string(row, column, text)

    (table,) = (block for block in sheet(fill) if isinstance(block, Table))
    assert rows(table)[1] == ["规章", "", "7"]


def test_cells_and_ranges_far_away_cost_no_memory() -> None:
    file, stretched = BytesIO(), BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet("表")
        page.write_row("A1", ["行政许可", 5], book.add_format({"border": 1}))
        page.write("XFD1", "x")
        page.merge_range("A3:B4", "y")
        page.write("XFD1048576", "z")
    with ZipFile(file) as whole, ZipFile(stretched, "w") as changed:
        for name in whole.namelist():
            changed.writestr(name, whole.read(name).replace(b"A3:B4", b"A3:XFD1048576"))
    table, *lines = read(stretched.getvalue(), "report.xlsx").blocks
    assert rows(table) == [["行政许可", "5", "x"]]
    assert [line.text for line in lines if isinstance(line, Line)] == ["y"]


def test_the_older_format_is_read_alike() -> None:
    figures = balanced(5, "form_2021")
    expected = {tuple(code): text for code, text in render(figures, "xlsx_sheet").expected.items()}
    document = read(XLS.read_bytes(), "report.xls")
    cells = align(locate(document).rows).cells
    found = {(c.table_code, c.row_code, c.column_code): c.printed_text for c in cells if c.problem_code is None}
    assert found == expected
    assert document.source_format == "xls"
    assert document.blocks[0] == Line(figures.title, "sheet 年度报告 cell A1")


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_damaged_files_are_rejected_and_nothing_else(suffix: str) -> None:
    whole = XLS.read_bytes() if suffix == ".xls" else render(balanced(2), "xlsx_sheet").content
    for seed in range(120):
        chance = Random(seed)
        damaged = bytearray(whole[: chance.randrange(40, len(whole))] if seed % 2 else whole)
        for _ in range(chance.randrange(1, 9)):
            damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
        # Anything but a rejection fails the test.
        with suppress(Rejection):
            read(bytes(damaged), f"report{suffix}")
