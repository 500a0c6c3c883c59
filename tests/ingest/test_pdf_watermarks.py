"""What is stamped over the pages of a PDF: never a figure, and no part of one."""

from __future__ import annotations

import io
from math import cos, radians, sin

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from forge import distinct_primes, render
from ingest.documents import OBJECT_MARK, Table
from ingest.readers.paged.chars import Char
from ingest.readers.paged.foreign import foreign
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf.page import read_page
from tests.ingest.test_pdf_clipped import page_of

COLUMN, ROW, SIZE = 60, 20, 10
LEFT, TOP = 50, 700
STAMP = "20237920231117"
FIGURES = (("101", "103", "107"), ("109", "", "113"), ("127", "131", "137"))


def table(stamp: str, size: float = SIZE, x: float = LEFT, y: float = TOP, angle: float = 0.0) -> list[list[str]]:
    """A ruled table of figures with something stamped over it, as read."""
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.grid([LEFT + n * COLUMN for n in range(4)], [TOP - n * ROW for n in range(4)])
    canvas.setFont("Helvetica", SIZE)
    for row, figures in enumerate(FIGURES):
        for column, figure in enumerate(figures):
            canvas.drawString(LEFT + column * COLUMN + 4, TOP - row * ROW - 14, figure)
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setFont("Helvetica", size)
    canvas.drawString(0, 0, stamp)
    canvas.save()
    (found,) = [block for block in read_pdf(output.getvalue()).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.own_cells] for row in found.rows]


def read_as(*marked: tuple[int, int]) -> list[list[str]]:
    """The figures, but those of marked cells, whatever stands there with the mark."""
    return [[OBJECT_MARK if (r, c) in marked else text for c, text in enumerate(row)] for r, row in enumerate(FIGURES)]


def marks_told(rows: list[list[str]]) -> list[list[str]]:
    return [[OBJECT_MARK if OBJECT_MARK in text else text for text in row] for row in rows]


@pytest.mark.parametrize("angle", [45, -30, 60, 135, 8])
@pytest.mark.parametrize("size", [SIZE, 30])
def test_what_runs_at_a_slant_is_stamped_over_the_page(angle: int, size: int) -> None:
    assert table("2023 admin 77", size, LEFT + 20, TOP - 40, angle) == read_as()


def test_leaning_letters_on_a_level_line_are_read() -> None:
    document = pypdfium2.PdfDocument(page_of("BT /F1 12 Tf 1 0 0.3 1 90 100 Tm (72) Tj ET"))
    assert "".join(char.text for char in read_page(document.raw, 0).chars) == "72"
    document.close()


def test_a_page_that_is_crooked_as_a_whole_is_read() -> None:
    along, across = cos(radians(5)), sin(radians(5))
    matrix = f"{along:.4f} {across:.4f} {-across:.4f} {along:.4f} 90 100"
    document = pypdfium2.PdfDocument(page_of(f"BT /F1 12 Tf {matrix} Tm (72) Tj ET"))
    assert "".join(char.text for char in read_page(document.raw, 0).chars) == "72"
    document.close()


def typed(text: str, size: float) -> list[list[Char]]:
    return [[Char(character, n * size, (n + 0.9) * size, 100.0, size) for n, character in enumerate(text)]]


@pytest.mark.parametrize(("size", "found"), [(2 * SIZE, {2}), (SIZE, set()), (0.5 * SIZE, set())])
def test_a_digit_larger_than_the_labels_of_a_table_is_none_of_its_figures(size: float, found: set[int]) -> None:
    labels = typed("本年制发件数本年废止件数", SIZE)
    assert foreign([labels, typed("1113172329", SIZE), typed("7", size)]) == found


def test_figures_of_larger_type_than_the_labels_are_the_tables() -> None:
    """A published report sets them so: labels of 9 points, figures of 14."""
    assert foreign([typed("本年制发件数本年废止件数", SIZE), *[typed("21", 1.6 * SIZE)] * 9]) == set()


def test_figures_beside_longer_ones_that_were_made_to_fit_are_no_larger_than_labels() -> None:
    long = [typed("1,000,000,000", 0.4 * SIZE)] * 9
    assert foreign([typed("本年制发件数本年废止件数", SIZE), typed("229", SIZE), *long]) == set()


def test_digits_printed_over_a_figure_leave_it_unread() -> None:
    assert marks_told(table("7", SIZE, LEFT + 7, TOP - 14)) == read_as((0, 0))


def test_a_smaller_digit_beside_a_figure_is_no_digit_of_it() -> None:
    assert marks_told(table("2", 0.6 * SIZE, LEFT + 22, TOP - 12)) == read_as((0, 0))


@pytest.mark.parametrize(("drawn", "placed"), [(45, 0), (0, 45)], ids=["slanted text", "a slanted form"])
def test_a_report_under_a_watermark_is_read_as_without_it(drawn: int, placed: int) -> None:
    """Every page of a forged report, stamped from corner to corner."""
    content = render(distinct_primes(), "pdf_ruled").content
    stamped = under_watermark(content, drawn, placed)
    assert read_pdf(stamped).blocks == read_pdf(content).blocks
    assert STAMP in without_spaces(stamped)


def without_spaces(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join(document[0].get_textpage().get_text_bounded().split())


def under_watermark(content: bytes, drawn: int, placed: int) -> bytes:
    """Stamped with text that runs at the angle ``drawn``, in a form that is placed at another."""
    output = io.BytesIO()
    canvas = Canvas(output)
    canvas.translate(100, 100)
    canvas.rotate(drawn)
    canvas.setFont("Helvetica", 40)
    canvas.drawString(0, 0, STAMP)
    canvas.save()
    with pypdfium2.PdfDocument(content) as report, pypdfium2.PdfDocument(output.getvalue()) as stamp:
        form = stamp.page_as_xobject(0, report)
        for page in report:
            stamped = form.as_pageobject()
            stamped.transform(pypdfium2.PdfMatrix().rotate(placed, ccw=True))
            page.insert_obj(stamped)
            page.gen_content()
        output = io.BytesIO()
        report.save(output)
    return output.getvalue()
