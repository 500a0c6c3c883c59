"""Figures that a page draws in place of printing them: outlines and pictures in one cell are no blank."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import OBJECT_MARK, Table
from ingest.readers.paged.page import LEFT_OUT
from ingest.readers.pdf import read_pdf
from ingest.report import read_reports
from tests.ingest.ofd_pages import FIGURES, HEADER, ROWS, TITLE, package, page, report
from tests.ingest.test_ofd_reader import figures

COLUMN, ROW, LEFT, TOP = 60, 20, 50, 700
PRINTED = (("101", "103", "107"), ("109", "", "113"), ("127", "131", "137"))
# The cell without text, from its left and bottom, and what outlines a 7 there.
X, Y = LEFT + COLUMN, TOP - 2 * ROW
SEVEN = ((20, 4), (26, 14), (18, 14), (18, 16), (29, 16), (29, 14), (22, 4))


def table(draw: str) -> list[list[str]]:
    """A ruled table with a blank cell in its middle, and something drawn."""
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.grid([LEFT + n * COLUMN for n in range(4)], [TOP - n * ROW for n in range(4)])
    for row, texts in enumerate(PRINTED):
        for column, printed in enumerate(texts):
            canvas.drawString(LEFT + column * COLUMN + 4, TOP - row * ROW - 14, printed)
    DRAWN[draw](canvas)
    canvas.save()
    (found,) = [block for block in read_pdf(output.getvalue()).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.own_cells] for row in found.rows]


def _picture(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "red")), x, y, width, height)


def _outline(canvas: Canvas, shift: float = 0.0) -> None:
    path = canvas.beginPath()
    path.moveTo(X + SEVEN[0][0] + shift, Y + SEVEN[0][1])
    for x, y in SEVEN[1:]:
        path.lineTo(X + x + shift, Y + y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _form(canvas: Canvas) -> None:
    canvas.beginForm("seven")
    _outline(canvas, -X)
    canvas.endForm()
    canvas.translate(X, 0)
    canvas.doForm("seven")


DRAWN = {
    "outline": _outline,
    "outline in a form": _form,
    "picture": lambda canvas: _picture(canvas, X + 10, Y + 4, 20, 12),
    "picture over several cells": lambda canvas: _picture(canvas, X - 30, Y - 10, 90, 40),
    "ground of the cell": lambda canvas: _picture(canvas, X, Y, COLUMN, ROW),
    "spot": lambda canvas: _picture(canvas, X + 10, Y + 4, 2, 2),
    "box": lambda canvas: canvas.rect(X + 10, Y + 4, 30, 12, stroke=0, fill=1),
    "picture beside a figure": lambda canvas: _picture(canvas, X + 90, Y + 4, 20, 12),
}


@pytest.mark.parametrize("draw", ["outline", "outline in a form", "picture"])
def test_what_is_drawn_in_a_cell_is_no_blank(draw: str) -> None:
    assert table(draw) == [[text or OBJECT_MARK for text in row] for row in PRINTED]


@pytest.mark.parametrize(
    "draw", ["picture over several cells", "ground of the cell", "spot", "box", "picture beside a figure"]
)
def test_what_else_is_drawn_says_nothing(draw: str) -> None:
    assert table(draw) == [list(row) for row in PRINTED]


@pytest.mark.parametrize(
    "drawn",
    [
        '<ofd:ImageObject ID="1" Boundary="85 50 6 4" CTM="6 0 0 4 0 0" ResourceID="3"/>',
        '<ofd:PathObject ID="1" Boundary="85 50 6 4" Stroke="false" Fill="true"><ofd:AbbreviatedData>'
        "M 1 0 B 1 1 2 2 3 2 Q 4 2 4 0 L 5 4 L 3 3 A 1 1 0 0 1 2 4 L 1 4 C</ofd:AbbreviatedData></ofd:PathObject>",
    ],
    ids=["picture", "outline"],
)
def test_what_an_ofd_draws_in_a_cell_is_no_blank(drawn: str) -> None:
    rows = (("规章", "", "3", "5"), ROWS[1])
    assert figures(package(page(report(rows)))) == FIGURES | {("rules", "issued"): ""}
    assert figures(package(page(report(rows, drawn)))) == FIGURES | {("rules", "issued"): LEFT_OUT}
    assert figures(package(page(report(ROWS, drawn)))) == FIGURES


def test_a_picture_among_headers_is_no_figure() -> None:
    """A row of icons, one of them above the names."""
    head = "".join(f"<td>{text}</td>" for text in ("<img src=a>", *HEADER))
    rows = "".join(f"<tr><td><img src=b></td>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS)
    markup = f"<p>{TITLE}</p><p>二、主动公开政府信息情况</p><table><tr>{head}</tr>{rows}</table><p>三、收到</p>"
    assert figures(markup.encode()) == FIGURES


@pytest.mark.parametrize("name", ["<img src=a>", "\ufffd\ufffd"])
def test_a_row_whose_name_is_not_known_is_told(name: str) -> None:
    rows = (HEADER, ROWS[0], (name, *ROWS[1][1:]), ("第二十条第（五）项", "", "", ""))
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    markup = f"<p>{TITLE}</p><p>二、主动公开政府信息情况</p><table>{table}</table><p>三、收到</p>"
    (found,) = read_reports(markup.encode(), "report.html").reports
    assert [row.printed_text for row in found.alignment.unmapped] == [" | ".join(ROWS[1][1:])]


def workbook(draw: str) -> bytes:
    """A sheet with the first table of section 2, the first figure of 规章 blank, and something drawn."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet, bordered = book.add_worksheet(), book.add_format({"border": 1})
    sheet.write(0, 0, TITLE)
    sheet.write(1, 0, "二、主动公开政府信息情况")
    rows = (("规章", "", "3", "5"), ROWS[1])
    for number, row in enumerate((HEADER, *rows), start=2):
        for column, text in enumerate(row):
            sheet.write(number, column, text, bordered)
    if draw == "picture in a merged cell":
        sheet.write_column(6, 0, ("信息内容", "行政许可"), bordered)
        sheet.merge_range(6, 1, 6, 3, "本年处理决定数量", bordered)
        sheet.merge_range(7, 1, 7, 3, "", bordered)
    picture = io.BytesIO()
    Image.new("RGB", (16, 12), "red").save(picture, "PNG")
    options = {"image_data": picture, "object_position": 2 if draw == "picture anchored at one cell" else 1}
    match draw:
        case "words":
            sheet.insert_textbox(3, 1, "17", {"width": 30, "height": 12, "x_offset": 2, "y_offset": 2})
        case "shape without words":
            sheet.insert_textbox(3, 1, "", {"width": 30, "height": 12, "x_offset": 2, "y_offset": 2})
        case "picture over several cells":
            sheet.insert_image(2, 1, "seal.png", options | {"x_scale": 9, "y_scale": 9})
        case "picture in a merged cell":
            sheet.insert_image(7, 2, "17.png", options | {"x_scale": 5, "x_offset": 2, "y_offset": 2})
        case "picture beside a figure":
            sheet.insert_image(3, 2, "dot.png", options | {"x_offset": 2, "y_offset": 2})
        case _:
            sheet.insert_image(3, 1, "17.png", options | {"x_offset": 2, "y_offset": 2})
    book.close()
    return output.getvalue()


@pytest.mark.parametrize("draw", ["picture", "picture anchored at one cell", "words"])
def test_what_a_workbook_draws_in_a_cell_is_no_blank(draw: str) -> None:
    assert figures(workbook(draw)) == FIGURES | {("rules", "issued"): OBJECT_MARK}


def test_a_drawing_in_a_merged_cell_stands_in_all_of_it() -> None:
    blank = {("rules", "issued"): "", ("licensing", "decisions"): OBJECT_MARK}
    assert figures(workbook("picture in a merged cell")) == FIGURES | blank


@pytest.mark.parametrize("draw", ["picture over several cells", "shape without words", "picture beside a figure"])
def test_what_else_a_workbook_draws_says_nothing(draw: str) -> None:
    assert figures(workbook(draw)) == FIGURES | {("rules", "issued"): ""}


@pytest.mark.parametrize(
    "drawn",
    ["<svg><text>7</text></svg>", "<math><mn>7</mn></math>", "<object data=a.svg>7</object>", "<embed src=a>"]
    + ["<iframe src=a></iframe>", "<img src=a>"],
)
def test_what_a_page_draws_in_a_cell_is_no_blank(drawn: str) -> None:
    def page_of(cell: str) -> bytes:
        rows = (HEADER, ("规章", cell, "3", "5"), ROWS[1])
        table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
        return f"<p>{TITLE}</p>{drawn}<p>二、主动公开政府信息情况</p><table>{table}</table><p>三、收到</p>".encode()

    assert figures(page_of(drawn)) == FIGURES | {("rules", "issued"): OBJECT_MARK}
    assert figures(page_of(f"2{drawn}")) == FIGURES
    assert figures(page_of(f'<span style="display:none">{drawn}</span>')) == FIGURES | {("rules", "issued"): ""}
