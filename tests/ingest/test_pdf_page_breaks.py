"""Tables and rows that a page break cuts: what is one row again, and what is openly not read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import OBJECT_MARK, Document, Line, Table
from ingest.readers.pdf import read_pdf

FONT = "STSong-Light"
PAGE = (400.0, 300.0)
COLUMNS = (20.0, 60.0, 140.0, 200.0, 260.0, 320.0)
Rows = Sequence[Sequence[str]]
Words = tuple[float, float, str]


def drawn(canvas: Canvas, rows: Rows, top: float, *, is_open: bool, columns: Sequence[float] = COLUMNS) -> None:
    """Rows of 30 points below ``top``; an open table has no line below its last row."""
    ys = [top - 30 * n for n in range(len(rows) + 1)]
    for x in columns:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys[:-1] if is_open else ys:
        canvas.line(columns[0], y, columns[-1], y)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(columns, row, strict=False):
            canvas.drawString(x + 4, y - 18, text)


def printed(upper: Rows, lower: Rows, *, is_open: bool = False, beside: Sequence[Words] = ()) -> Document:
    """One table at the foot of a page, the other at the head of the next."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    canvas.setFont(FONT, 10)
    drawn(canvas, upper, 40 + 30 * len(upper), is_open=is_open)
    for x, y, text in beside:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.setFont(FONT, 10)
    drawn(canvas, lower, 270, is_open=False)
    canvas.save()
    return read_pdf(buffer.getvalue())


def rows_of(document: Document) -> list[list[str]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.own_cells] for table in found for row in table.rows]


NEXT = ("", "3.丙", "7", "8", "9")


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("甲", "2.乙", "4", "5", "6"), ("", "丁", "", "", "")),
        (("甲", "2.乙", "", "", ""), ("", "丁", "4", "5", "6")),
        (("甲", "", "4", "5", "6"), ("", "2.乙丁", "", "", "")),
        (("甲", "", "4", "", "6"), ("", "2.乙丁", "", "5", "")),
        (("甲", "2.乙丁", "", "5", ""), ("", "", "4", "", "6")),
        (("甲", "2.乙丁", "4", "5", "6"), ("戊", "", "", "", "")),
    ],
)
def test_halves_of_a_row_are_one(upper: Sequence[str], lower: Sequence[str], is_open: bool) -> None:
    read = rows_of(printed([("", "1.己", "1", "2", "3"), upper], [lower, NEXT], is_open=is_open))
    whole = ["".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)]
    assert [[text.replace("\n", "") for text in row] for row in read] == [
        ["", "1.己", "1", "2", "3"],
        whole,
        list(NEXT),
    ]


@pytest.mark.parametrize(
    ("upper", "lower", "read"),
    [
        # One figure may be cut as well: 10 above, 91 below.
        (("甲", "", "10", "5", "6"), ("", "2.乙", "91", "", ""), ("", "2.乙", "91?", "?", "?")),
        (("甲", "2.乙", "10", "5", "6"), ("", "", "91", "", ""), ("甲", "2.乙", "10?", "5?", "6?")),
        (("甲", "2.乙", "10", "5", "6"), ("", "丁", "91", "", ""), ("", "丁", "91?", "?", "?")),
    ],
)
def test_a_row_whose_other_half_may_hold_more_is_marked(
    upper: Sequence[str], lower: Sequence[str], read: Sequence[str]
) -> None:
    rows = rows_of(printed([("", "1.己", "1", "2", "3"), upper], [lower, NEXT], is_open=True))
    assert [text.replace("?", OBJECT_MARK) for text in read] in rows
    assert list(NEXT) in rows


def test_a_blank_row_is_cut_only_where_no_line_rules_it_off() -> None:
    upper, lower = [("", "1.甲", "1", "2", "3"), ("", "2.乙", "", "", "")], [("", "丁", "", "", ""), NEXT]
    assert ["", "2.乙\n丁", "", "", ""] in rows_of(printed(upper, lower, is_open=True))
    assert ["", "丁", "", "", ""] in rows_of(printed(upper, lower))


def test_another_table_is_no_half_of_this_one() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    canvas.setFont(FONT, 10)
    drawn(canvas, [("", "1.甲", "1", "2", "3"), ("", "2.乙", "4", "5", "6")], 100, is_open=True)
    canvas.showPage()
    canvas.setFont(FONT, 10)
    drawn(canvas, [("", "3.丙", "7", "8"), ("", "4.丁", "9", "0")], 270, is_open=False, columns=(20, 90, 210, 280, 350))
    canvas.save()
    read = rows_of(read_pdf(buffer.getvalue()))
    assert read[1:] == [["", "2.乙", "4", "5", "6"], ["", "3.丙", "7", "8"], ["", "4.丁", "9", "0"]]


def test_rows_without_numbers_that_a_line_parts_are_rows() -> None:
    upper, lower = [("", "甲", "1", "2", "3"), ("", "乙", "4", "5", "6")], [("", "丙", "7", "8", "9")]
    assert rows_of(printed(upper, lower)) == [list(row) for row in (*upper, *lower)]


def test_a_header_at_the_foot_of_a_page_is_not_cut() -> None:
    upper, lower = [("", "", "自然人", "企业", "")], [("", "1.甲", "1", "2", "3"), ("", "2.乙", "4", "5", "6")]
    assert rows_of(printed(upper, lower)) == [list(row) for row in (*upper, *lower)]


def test_a_name_goes_on_below_the_open_foot_of_its_table() -> None:
    upper, lower = [("", "1.甲", "1", "2", "3"), ("", "项目", "自然", "", "总计")], [("", "", "", "企业", ""), NEXT]
    document = printed(upper, lower, is_open=True, beside=[(144, 28, "人"), (204, 28, "商业")])
    assert ["", "项目", "自然\n人", "商业", "总计"] in rows_of(document)
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 1


@pytest.mark.parametrize(("text", "is_open"), [("4", True), ("人", False), ("2.人", True)])
def test_what_may_be_anything_else_is_no_rest_of_a_name(text: str, is_open: bool) -> None:
    upper, lower = [("", "1.甲", "1", "2", "3"), ("", "项目", "自然", "", "总计")], [("", "", "", "企业", ""), NEXT]
    document = printed(upper, lower, is_open=is_open, beside=[(144, 28, text)])
    assert ["", "项目", "自然", "", "总计"] in rows_of(document)


def test_a_column_that_no_line_crosses_on_a_page_is_still_the_table_s() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    canvas.setFont(FONT, 10)
    drawn(canvas, [("1.己", "1", "2", "3"), ("2.乙", "4", "5", "6")], 100, is_open=True, columns=COLUMNS[1:])
    canvas.showPage()
    canvas.setFont(FONT, 10)
    drawn(canvas, [("", "丁", "", "", ""), NEXT], 270, is_open=False)
    canvas.save()
    assert rows_of(read_pdf(buffer.getvalue()))[1] == ["2.乙\n丁", "4", "5", "6"]


def test_running_titles_part_no_table_and_are_kept_once() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    for number in (1, 2):
        canvas.setFont(FONT, 10)
        drawn(canvas, [("", f"{number}.甲", "1", "2", "3")] * 2, 100 if number == 1 else 270, is_open=False)
        canvas.drawString(20, 15, f"某县水务局 {number}/2")
        canvas.showPage()
    canvas.save()
    document = read_pdf(buffer.getvalue())
    assert [type(block) for block in document.blocks] == [Table, Line]
    assert [block.text for block in document.blocks if isinstance(block, Line)] == ["某县水务局 1/2"]
