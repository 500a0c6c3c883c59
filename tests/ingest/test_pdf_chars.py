"""Characters of a PDF: the room they take, the page's edge, figures that their column breaks."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.paged.chars import Char, squared
from ingest.readers.paged.lattice import Box, lattices_of
from ingest.readers.paged.page import LEFT_OUT
from ingest.readers.paged.rulings import Ruling
from ingest.readers.paged.words import words_of
from ingest.readers.paged.wrapped import wrapped_figures
from ingest.readers.pdf.page import read_page
from tests.ingest.test_pdf_clipped import page_of

BASELINE = 100.0
SIZE = 10.0


def typed(text: str, left: float = 0.0, y: float = BASELINE, width: float = SIZE) -> list[Char]:
    return [Char(character, left + n * width, left + (n + 1) * width, y, SIZE) for n, character in enumerate(text)]


def test_ideographs_measured_by_their_ink_take_a_square_again() -> None:
    line = typed("第一项目数量")
    ink = [line[0], Char("一", 10.5, 19.5, BASELINE, 1.4), line[2], Char("目", 32.0, 38.0, BASELINE, 8.0), *line[4:]]
    assert [word.text for word in words_of(ink)] != ["第一项目数量"]
    assert [word.text for word in words_of(squared(ink))] == ["第一项目数量"]


def test_condensed_type_is_as_narrow_as_it_is() -> None:
    line = [Char(character, 7.0 * n, 7.0 * n + 7.0, BASELINE, SIZE) for n, character in enumerate("政府信息")]
    assert squared(line) == line


@pytest.mark.parametrize(
    ("left", "read"),
    [(170, "723"), (188, "72" + LEFT_OUT), (199, LEFT_OUT * 3), (250, LEFT_OUT * 3), (-3, LEFT_OUT + "23")],
)
def test_what_the_edge_of_the_page_cuts_or_what_is_beyond_it_is_a_mark(left: int, read: str) -> None:
    document = pypdfium2.PdfDocument(page_of(f"BT /F1 12 Tf {left} 100 Td (723) Tj ET"))
    assert "".join(char.text for char in read_page(document.raw, 0).chars) == read
    document.close()


def test_text_in_a_font_that_is_not_in_the_file_is_measured_alike_on_every_machine() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 200))
    canvas.setFont("STSong-Light", 10)
    # Each alone on its line: PDFium leaves out what its own fonts have no glyph for, the space would be a mark.
    for y, text in ((180, "无"), (160, "—"), (140, " "), (120, "计"), (100, "10.5"), (80, "行政许可")):
        canvas.drawString(20, y, text)
    canvas.save()
    document = pypdfium2.PdfDocument(buffer.getvalue())
    chars = read_page(document.raw, 0).chars
    document.close()
    assert "".join(char.text for char in chars) == "无—计10.5行政许可"
    assert {round(char.right - char.left, 2) for char in chars if char.text in "无—计行政许可"} == {10.0}
    assert {round(char.size, 2) for char in chars} == {10.06}


XS = (0.0, 30.0, 60.0)
ROW = (Box(0, 1, 0, 1), Box(1, 2, 0, 1))


@pytest.mark.parametrize(
    ("broken", "beside", "is_one"),
    [
        ([typed("138", 6, 94, 5), typed("10", 6, 106, 5)], [typed("25", 40, 100, 5)], True),
        # Another digit had room, the figure beside it stands as high as the first line, all have two lines, and the
        # second line is longer.
        ([typed("1", 6, 94, 5), typed("10", 6, 106, 5)], [typed("25", 40, 100, 5)], False),
        ([typed("138", 6, 94, 5), typed("10", 6, 106, 5)], [typed("25", 40, 94, 5)], False),
        ([typed("138", 6, 94, 5), typed("10", 6, 106, 5)], [typed("138", 36, 94, 5), typed("10", 36, 106, 5)], False),
        ([typed("138", 6, 94, 5), typed("1000", 6, 106, 5)], [typed("25", 40, 100, 5)], False),
        # A note below a figure, words, and lines as far apart as rows.
        ([typed("138", 6, 94, 5), [Char("1", 6, 9, 106, 6.0)]], [typed("25", 40, 100, 5)], False),
        ([typed("138", 6, 94, 5), typed("件", 6, 106)], [typed("25", 40, 100, 5)], False),
        ([typed("138", 6, 88, 5), typed("10", 6, 112, 5)], [typed("25", 40, 100, 5)], False),
    ],
)
def test_a_figure_broken_by_its_column_is_one_only_where_that_is_certain(
    broken: list[list[Char]], beside: list[list[Char]], is_one: bool
) -> None:
    assert wrapped_figures(XS, ROW, [broken, beside]) == ({0} if is_one else frozenset())


def test_no_figure_is_broken_where_a_longer_one_of_its_column_is_not() -> None:
    cells = [[typed("138", 6, 94, 5), typed("10", 6, 106, 5)], [typed("25", 40, 100, 5)], [typed("1234", 6, 130, 5)]]
    assert not wrapped_figures(XS, (*ROW, Box(0, 1, 1, 2)), cells)


def test_the_lines_of_one_table_do_not_move_those_of_another() -> None:
    def grid(top: float, *places: float) -> list[Ruling]:
        across = [Ruling(True, top + 20 * n, 100, 250) for n in range(3)]
        return across + [Ruling(False, x, top, top + 40) for x in (100, *places, 250)]

    # Cells that stand apart have two lines between them; the line of the other table is near one of the two.
    tables = lattices_of([*grid(100, 163.6), *grid(300, 166.0, 167.8)])
    assert [len(table.xs) for table in tables] == [3, 3]
