"""Rows that the end of a page cut in two, left as two rows by the program that made a table of the pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from forge.quirks.page import NO_LINE_BEGINS
from ingest.align import align
from ingest.aligned import AlignedCell, Alignment
from ingest.forms import column_order, load_forms
from ingest.locate import locate
from ingest.readers import read
from tests.depth import examples

TABLE, VINTAGE = "requests", "form_2021"
COLUMNS = column_order(TABLE)
HEADER = ("信息内容", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NAMES = {row.code: row.label for row in load_forms().rows if (row.table_code, row.form_version) == (TABLE, VINTAGE)}
CUT = [code for code, name in NAMES.items() if len(name) > 1]
FIGURES = tuple(str(figure) for figure in (11, 13, 17, 19, 23, 29, 112))
BLANKS = ("",) * len(FIGURES)
ABOVE = ("一、本年新收政府信息公开申请数量", *map(str, range(31, 38)))
BELOW = ("四、结转下年度继续办理", *map(str, range(41, 48)))
LABEL_UNCERTAIN = "label_uncertain"
Row = Sequence[str]


def aligned(*rows: Row) -> Alignment:
    lines = ("".join(f"<td>{text}</td>" for text in row) for row in (HEADER, *rows))
    markup = "".join(f"<tr>{line}</tr>" for line in lines)
    return align(locate(read(f"<table>{markup}</table>".encode(), "report.html")).rows)


def row_of(alignment: Alignment, code: str) -> Mapping[str, AlignedCell]:
    return {cell.column_code: cell for cell in alignment.cells if cell.row_code == code}


def texts(alignment: Alignment, code: str) -> tuple[str, ...]:
    """What was read for a row, in the order of the form; empty where nothing was, or not without a problem."""
    cells = row_of(alignment, code)
    if not cells or any(cell.problem_code for cell in cells.values()):
        return ()
    return tuple(cells[column].printed_text for column in COLUMNS)


def problems(alignment: Alignment, code: str) -> set[str | None]:
    return {cell.problem_code for cell in row_of(alignment, code).values()}


@settings(max_examples=examples(50), derandomize=True, deadline=None, database=None)
@given(st.data())
def test_no_half_of_a_row_is_read_as_a_blank_row(data: st.DataObject) -> None:
    """Any name, cut anywhere, its figures in either half, the header printed again between the halves or not."""
    code = data.draw(st.sampled_from(CUT))
    place = data.draw(st.integers(1, len(NAMES[code]) - 1))
    is_upper = data.draw(st.lists(st.booleans(), min_size=len(FIGURES), max_size=len(FIGURES)))
    between = data.draw(st.sampled_from(((), (HEADER,), (("- 4 -",),), (HEADER, ("",) * len(HEADER)))))
    upper = (NAMES[code][:place], *(figure if up else "" for figure, up in zip(FIGURES, is_upper, strict=True)))
    lower = (NAMES[code][place:], *("" if up else figure for figure, up in zip(FIGURES, is_upper, strict=True)))
    rows = [upper, *between, lower]
    first = [] if code == "received" else [ABOVE]
    last = [] if code == "carried_out" else [BELOW]
    found = aligned(*first, *rows, *last)
    wanted = dict(zip(COLUMNS, FIGURES, strict=True))
    read_as = {column: cell.printed_text for column, cell in row_of(found, code).items() if not cell.problem_code}
    assert read_as in (wanted, {})
    # Where no line breaks the rows beside may be unread for it, too.
    unread = [()] if NAMES[code][place] in NO_LINE_BEGINS else []
    for code_beside, row in (("received", ABOVE), ("carried_out", BELOW)):
        if code_beside != code:
            assert texts(found, code_beside) in [tuple(row[1:]), *unread]


@pytest.mark.parametrize(
    ("upper", "lower", "code"),
    [
        ("2.重", "复申请", "not_processed_duplicate"),
        ("2.", "重复申请", "not_processed_duplicate"),
        ("（四", "）无法提供1.本机关不掌握相关政府信息", "unavailable_not_held"),
        ("2.其他", "法律行政法规禁止公开", "denied_forbidden_by_law"),
        ("2.没有现成信息", "需要另行制作", "unavailable_needs_creation"),
        ("（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）", "partially_granted"),
        ("4.保护第三方合法权", "溢", "denied_third_party_rights"),
        ("（七）", "总计", "processed"),
    ],
)
@pytest.mark.parametrize("between", [(), (HEADER,)])
def test_halves_are_one_row_wherever_their_figures_stand(
    upper: str, lower: str, code: str, between: Sequence[Row]
) -> None:
    for first, second in ((FIGURES, BLANKS), (BLANKS, FIGURES)):
        found = aligned(ABOVE, (upper, *first), *between, (lower, *second), BELOW)
        assert texts(found, code) == FIGURES


def test_pages_of_a_pdf_may_rule_both_halves_off_and_repeat_the_header() -> None:
    pages = [[HEADER, ABOVE, ("2.重", *FIGURES)], [HEADER, ("复申请", *BLANKS), BELOW]]
    found = align(locate(read(printed(pages), "report.pdf")).rows)
    assert texts(found, "not_processed_duplicate") == FIGURES
    assert texts(found, "received") == ABOVE[1:]
    assert texts(found, "carried_out") == BELOW[1:]


def printed(pages: Sequence[Sequence[Row]]) -> bytes:
    """Each page a grid of its own, a line around every cell."""
    output, edges, height = io.BytesIO(), [20, 220, *range(270, 621, 50)], 30
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(output, pagesize=(640, 200))
    for rows in pages:
        canvas.setFont("STSong-Light", 8)
        canvas.grid(edges, [180 - n * height for n in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            for edge, text in zip(edges, row, strict=False):
                canvas.drawString(edge + 2, 180 - number * height - 18, text)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def test_a_figure_in_either_half_is_none() -> None:
    found = aligned(ABOVE, ("2.重", "1", *FIGURES[1:]), ("复申请", "1", *BLANKS[1:]), BELOW)
    assert row_of(found, "not_processed_duplicate")["natural_person"].printed_text.split() == ["1", "1"]


@pytest.mark.parametrize("is_upper", [True, False])
def test_figures_without_a_name_leave_the_blank_row_beside_them_unread(is_upper: bool) -> None:
    blank, nameless = ("2.重复申请", *BLANKS), ("", *FIGURES)
    found = aligned(ABOVE, *((nameless, blank) if is_upper else (blank, nameless)), BELOW)
    assert problems(found, "not_processed_duplicate") == {LABEL_UNCERTAIN}
    assert texts(found, "received") == ABOVE[1:]


def test_halves_of_a_misprinted_name_are_one_row_as_near_as_the_whole_name_is() -> None:
    found = aligned(ABOVE, ("4.保X", *FIGURES), ("护第三方合法权益", *BLANKS), BELOW)
    assert texts(found, "denied_third_party_rights") == FIGURES


def test_the_end_of_a_name_whose_beginning_is_lost_leaves_its_row_unread() -> None:
    found = aligned(ABOVE, ("4.XY", *FIGURES), ("护第三方合法权益", *BLANKS), BELOW)
    assert problems(found, "denied_third_party_rights") == {LABEL_UNCERTAIN}
    assert [row.label for row in found.unmapped] == ["4.XY"]


def test_a_row_of_the_agencys_own_takes_no_blanks_from_the_row_beside_it() -> None:
    found = aligned(ABOVE, ("2.重复申请", *BLANKS), ("其中：由市长信箱转来", *FIGURES), BELOW)
    assert texts(found, "not_processed_duplicate") == BLANKS
    assert [row.label for row in found.unmapped] == ["其中：由市长信箱转来"]


def test_a_number_that_looks_like_a_figure_leaves_the_rest_of_its_name_unread() -> None:
    """What is a figure and what is not is never told by its digits: the next report may print another there."""
    found = aligned(ABOVE, ("2", *FIGURES), (".重复申请", *BLANKS), BELOW)
    assert problems(found, "not_processed_duplicate") == {LABEL_UNCERTAIN}


def test_a_row_that_lost_a_cell_takes_no_figure_for_a_number_of_its_name() -> None:
    """规章 3 5 7 above 行政规范性文件 113 11: not 3行政规范性文件."""
    header = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    rows = (("规章", "3", "5", "7"), ("行政规范性文件", "113", "11"))
    lines = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    found = align(locate(read(f"<table>{header}{lines}</table>".encode(), "report.html")).rows)
    assert [cell.printed_text for cell in found.cells if cell.row_code == "rules"] == ["3", "5", "7"]


def test_a_blank_row_above_another_row_of_the_form_is_blank() -> None:
    found = aligned(ABOVE, ("1.信访举报投诉类申请", *BLANKS), ("2.重复申请", *FIGURES), BELOW)
    assert texts(found, "not_processed_petition") == BLANKS
    assert texts(found, "not_processed_duplicate") == FIGURES


@pytest.mark.parametrize("dash", ["-", "—", "─", "/"])
def test_a_dash_for_zero_is_no_beginning_of_the_name_below(dash: str) -> None:
    lines = (
        "第二十条第（六）项",
        "信息内容\t上一年项目数量\t本年增/减\t处理决定数量",
        "行政处罚\t1031\t181\t1123",
        f"行政强制\t{dash}\t1051\t281",
        "第二十条第（八）项",
        "信息内容\t上一年项目数量\t本年增/减",
        "行政事业性收费\t131\t569",
    )
    alignment = align(locate(read("\n".join(lines).encode(), "report.txt")).rows)
    assert not any(cell.problem_code for cell in alignment.cells)
    read_as = [(cell.row_code, cell.printed_text) for cell in alignment.cells]
    assert read_as == [
        *(("penalty", figure) for figure in ("1031", "181", "1123")),
        *(("coercion", figure) for figure in (dash, "1051", "281")),
        *(("fees", figure) for figure in ("131", "569")),
    ]
