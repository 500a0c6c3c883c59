"""PDF: ruled tables by their lines, others by where words stand, and what is no text rejected by name."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from forge import balanced, render
from ingest.documents import Document, Line, Table
from ingest.errors import Rejection
from ingest.readers.paged.lattice import lattices_of
from ingest.readers.paged.rulings import Ruling
from ingest.readers.pdf import read_pdf
from ingest.report import ReadReport, read_report

HONGZE = Path(__file__).resolve().parents[3] / "shared" / "reports" / "hongze_2023.pdf"
FONT = "STSong-Light"
PAGE = (400.0, 300.0)
ZEROS = ["0"] * 7
# Figures of pages 3 and 4 by eye from the rendered pages, of page 2 from its extracted text.
# Rows not named print 0 in every column.
HONGZE_DISCLOSURES = {
    ("rules", "issued"): "0",
    ("rules", "repealed"): "0",
    ("rules", "in_force"): "0",
    ("normative_documents", "issued"): "0",
    ("normative_documents", "repealed"): "5",
    ("normative_documents", "in_force"): "5",
    ("licensing", "decisions"): "550",
    ("penalty", "decisions"): "4119",
    ("coercion", "decisions"): "195",
    ("fees", "amount"): "7730.28",
}
HONGZE_REQUESTS = {
    "received": "21",
    "partially_granted": "4",
    "denied_state_secret": "1",
    "denied_process_information": "1",
    "denied_enforcement_file": "1",
    "unavailable_not_held": "10",
    "unavailable_needs_creation": "3",
    "not_processed_petition": "1",
    "processed": "21",
}
HONGZE_CHALLENGES = {
    "reconsideration": ["10", "1", "0", "0", "0"],
    "direct_litigation": ["0"] * 5,
    "litigation_after_reconsideration": ["5", "0", "0", "0", "0"],
}

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text(*placed: tuple[float, float, str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        for x, y, words in placed:
            canvas.drawString(x, y, words)

    return draw


def ruled(xs: list[float], ys: list[float], *placed: tuple[float, float, str]) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.grid(xs, ys)
        text(*placed)(canvas)

    return draw


def tables(document: Document) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row.own_cells] for row in table.rows] for table in found]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def rejection(content: bytes) -> Rejection:
    with pytest.raises(Rejection) as caught:
        read_pdf(content)
    return caught.value


@pytest.fixture(scope="module")
def hongze() -> ReadReport:
    if not HONGZE.exists():
        pytest.skip("the published report hongze_2023.pdf is not beside the project; it may not be redistributed")
    return read_report(HONGZE.read_bytes(), HONGZE.name)


def printed(report: ReadReport, table: str) -> dict[tuple[str, str], str]:
    assert not report.alignment.unmapped
    assert {cell.problem_code for cell in report.alignment.cells} == {None}
    return {(c.row_code, c.column_code): c.printed_text for c in report.alignment.cells if c.table_code == table}


def test_a_published_report_section_2(hongze: ReadReport) -> None:
    assert hongze.form_version == "form_2021"
    assert printed(hongze, "disclosures") == HONGZE_DISCLOSURES


def test_a_published_report_section_3_with_one_row_for_other_handling(hongze: ReadReport) -> None:
    found = printed(hongze, "requests")
    rows = {row for row, _ in found}
    assert len(found) == 23 * 7
    assert "other_undivided" in rows
    assert rows >= HONGZE_REQUESTS.keys()
    for (row, column), figure in found.items():
        is_filled = column in ("natural_person", "total")
        assert figure == (HONGZE_REQUESTS.get(row, "0") if is_filled else "0"), (row, column)


def test_a_published_report_section_4_keeps_totals_that_contradict_their_parts(hongze: ReadReport) -> None:
    columns = ("upheld", "corrected", "other_result", "pending", "total")
    expected = {
        (route, column): figure
        for route, figures in HONGZE_CHALLENGES.items()
        for column, figure in zip(columns, figures, strict=True)
    }
    assert printed(hongze, "legal_challenges") == expected


def test_cells_are_told_by_their_lines_and_lines_of_a_cell_stay_lines() -> None:
    page = ruled(
        [50, 150, 200, 250],
        [200, 230, 260],
        (55, 247, "行政"),
        (55, 235, "许可"),
        (165, 240, "12"),
        (215, 240, "3"),
        (55, 210, "x"),
        (155, 210, "10"),
        (175, 210, "1"),
    )
    assert tables(read_pdf(pdf(page))) == [[["行政\n许可", "12", "3"], ["x", "10 1", ""]]]


def test_a_cell_without_a_line_spans_and_open_sides_close() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (200, 230, 260):
            canvas.line(50, y, 250, y)
        canvas.line(150, 200, 150, 230)
        canvas.line(250, 200, 250, 260)
        text((60, 240, "标题"), (60, 210, "甲乙"), (160, 210, "7"))(canvas)

    (table,) = [b for b in read_pdf(pdf(draw)).blocks if isinstance(b, Table)]
    assert [(c.text, c.first_column, c.end_column, c.locator) for row in table.rows for c in row.cells] == [
        ("标题", 0, 2, "page 1 row 1 cell 1"),
        ("甲乙", 0, 1, "page 1 row 2 cell 1"),
        ("7", 1, 2, "page 1 row 2 cell 2"),
    ]


def test_a_figure_printed_across_a_line_belongs_to_neither_cell() -> None:
    page = ruled([50, 150, 200, 250], [200, 230, 260], (55, 210, "甲甲"), (190, 210, "12345"), (55, 240, "乙乙"))
    (table,) = [b for b in read_pdf(pdf(page)).blocks if isinstance(b, Table)]
    assert [(c.text, c.first_column, c.end_column) for c in table.rows[1].cells] == [
        ("甲甲", 0, 1),
        ("12345", 1, 3),
    ]


def test_bold_by_printing_twice_is_one_text() -> None:
    page = ruled(
        [50, 150, 200], [200, 230, 260], (55, 210, "甲乙"), (55.3, 210, "甲乙"), (160, 210, "11"), (160.3, 210, "11")
    )
    assert tables(read_pdf(pdf(page))) == [[["", ""], ["甲乙", "11"]]]


def test_a_table_over_two_pages_is_one_and_its_page_numbers_are_dropped() -> None:
    first = ruled(
        [50, 150, 200],
        [40, 70, 100],
        (55, 80, "甲乙"),
        (160, 80, "1"),
        (55, 50, "丙丁"),
        (160, 50, "2"),
        (190, 15, "- 1 -"),
    )
    second = ruled([50, 150, 200], [200, 230, 260], (55, 240, "2.戊己"), (160, 240, "3"), (190, 15, "- 2 -"))
    document = read_pdf(pdf(first, second))
    assert tables(document) == [[["甲乙", "1"], ["丙丁", "2"], ["2.戊己", "3"], ["", ""]]]
    assert lines(document) == []


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    first = ruled([50, 150, 200], [40, 70, 100], (55, 80, "1.甲乙"), (160, 80, "1"), (55, 50, "2.丙丁"), (160, 50, "2"))
    second = ruled([50, 150, 200], [200, 230, 260], (55, 240, "戊己"), (55, 210, "3.庚辛"), (160, 210, "3"))
    assert tables(read_pdf(pdf(first, second))) == [[["1.甲乙", "1"], ["2.丙丁\n戊己", "2"], ["3.庚辛", "3"]]]


def test_a_blank_row_behind_a_page_break_is_no_half() -> None:
    first = ruled([50, 150, 200], [40, 70, 100], (55, 80, "1.甲乙"), (160, 80, "1"), (55, 50, "2.丙丁"), (160, 50, "2"))
    second = ruled([50, 150, 200], [200, 230, 260], (55, 240, "3.戊己"), (55, 210, "4.庚辛"), (160, 210, "3"))
    assert len(tables(read_pdf(pdf(first, second)))[0]) == 4


def test_wrapped_sentences_are_whole_again() -> None:
    page = text(
        (70, 250, "本年度收到政府信息公开申请十二件，上年结转申请零件，本年度办"),
        (50, 235, "结十二件。"),
        (70, 220, "此外无其他。"),
    )
    assert lines(read_pdf(pdf(page))) == [
        "本年度收到政府信息公开申请十二件，上年结转申请零件，本年度办结十二件。",
        "此外无其他。",
    ]


def test_a_label_over_two_lines_is_centred_on_its_figures() -> None:
    page = text(
        (200, 280, "自然人"),
        (240, 280, "总计"),
        (50, 256, "甲乙丙丁"),
        (50, 243, "戊己庚辛"),
        (200, 249.5, "1"),
        (240, 249.5, "2"),
        (50, 220, "子丑寅卯"),
        (200, 220, "3"),
        (240, 220, "4"),
    )
    assert tables(read_pdf(pdf(page))) == [[["自然人", "总计"], ["甲乙丙丁戊己庚辛", "1", "2"], ["子丑寅卯", "3", "4"]]]


def test_a_row_whose_label_is_not_certain_gives_its_figures_to_no_other() -> None:
    page = text((50, 250, "甲乙丙丁"), (200, 250, "1"), (240, 250, "2"), (200, 225, "3"), (240, 225, "4"))
    assert tables(read_pdf(pdf(page)))[0][-1] == ["3 | 4 | "]


def test_a_blank_is_told_by_its_header() -> None:
    page = text(
        (200, 280, "自然人"),
        (240, 280, "总计"),
        (50, 250, "甲乙丙丁"),
        (240, 250, "2"),
        (50, 230, "子丑寅卯"),
        (240, 230, "4"),
    )
    assert tables(read_pdf(pdf(page)))[0][1:] == [["甲乙丙丁", "", "2"], ["子丑寅卯", "", "4"]]


def test_a_figure_under_no_header_is_placed_nowhere() -> None:
    page = text((200, 280, "自然人"), (300, 280, "总计"), (50, 250, "甲乙丙丁"), (255, 250, "2"))
    (table,) = [b for b in read_pdf(pdf(page)).blocks if isinstance(b, Table)]
    headers = {cell.end_column for cell in table.rows[0].cells}
    assert table.rows[-1].cells[-1].first_column >= max(headers)


def test_a_glyph_that_cannot_be_read_is_never_a_blank() -> None:
    """PDFium passes over a lone ideograph in a font the file does not carry."""
    page = ruled(
        [50, 150, 200], [200, 230, 260], (55, 240, "甲乙"), (160, 240, "无"), (55, 210, "丙丁"), (160, 210, "1")
    )
    (table,) = tables(read_pdf(pdf(page)))
    assert table[0][1] in ("\ufffc", "无")
    assert table[1] == ["丙丁", "1"]


def test_a_turned_page_is_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(PAGE[0], 0)
        canvas.rotate(90)
        ruled([50, 150, 200], [200, 230, 260], (55, 240, "AB"), (160, 240, "12"), (55, 210, "CD"), (160, 210, "3"))(
            canvas
        )

    assert tables(read_pdf(pdf(draw))) == [[["AB", "12"], ["CD", "3"]]]


def test_a_scan_is_rejected_by_name() -> None:
    from PIL import Image

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (20, 20), 200), 0, 0, *PAGE)

    assert rejection(pdf(draw)).reason_code == "scanned_document"


def test_text_recognised_in_a_scan_is_not_taken_for_print() -> None:
    def draw(canvas: Canvas) -> None:
        hidden = canvas.beginText(50, 200)
        hidden.setTextRenderMode(3)
        hidden.textOut("行政许可 12")
        canvas.drawText(hidden)

    assert rejection(pdf(draw)).reason_code == "scanned_document"


def test_encrypted_and_damaged_files_are_rejected_by_name() -> None:
    page = text((50, 200, "甲"))
    assert rejection(pdf(page, encrypt=StandardEncryption("secret"))).reason_code == "encrypted_document"
    assert read_pdf(pdf(text((50, 200, "甲乙")), encrypt=StandardEncryption("", "owner")))
    assert rejection(b"%PDF-1.4 ...").reason_code == "damaged_document"
    whole = render(balanced(1), "pdf_ruled").content
    assert rejection(whole[: len(whole) // 2]).reason_code == "damaged_document"


@pytest.mark.parametrize("step", range(0, 40))
def test_a_damaged_byte_never_raises_anything_else(step: int) -> None:
    whole = bytearray(render(balanced(1), "pdf_ruled").content)
    place = len(whole) * step // 40
    whole[place : place + 8] = b"\x00\xff<<>>[("
    with suppress(Rejection):
        read_pdf(bytes(whole))


def test_lines_between_rows_alone_are_no_grid() -> None:
    """Within a frame, too: what stands in columns is told by where its words stand."""
    rows = [Ruling(True, 20.0 * n, 50.0, 550.0) for n in range(8)]
    frame = [Ruling(False, x, 0.0, 140.0) for x in (50.0, 550.0)]
    assert lattices_of(rows + frame) == []
    assert len(lattices_of([*rows, *frame, Ruling(False, 200.0, 0.0, 140.0)])) == 1
