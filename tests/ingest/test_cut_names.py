"""Headers of which only the first line is left are told by the form's order, where all of them can be the form's."""

from __future__ import annotations

import pytest

from benchmarks.scoring import bare, read_cells
from forge import LAYOUTS, CellCode, distinct_primes, render

A_CELL_A_LINE = (
    "text_blank_lines",
    "text_extracted_cells",
    "text_cells_indented",
    "text_rows_opened",
    "text_pipe_before",
    "text_pipe_below",
)
GRIDS = ("html_spans", "html_word_paste", "markdown_pipes", "docx_tables", "xlsx_sheet", "text_tabs", "pdf_ruled")
CUT = "headers_first_line"
SECTION_3, SECTION_2 = "requests", "disclosures"


def read(content: str, layout: str) -> dict[CellCode, str]:
    """What is read without a problem; whatever is cut, most is."""
    cells = read_cells(content.encode(), LAYOUTS[layout].suffix)
    found = {code: bare(cell.printed_text) for code, cell in cells.items() if cell.problem_code is None}
    assert len({code.row for code in found}) > 5
    return found


@pytest.mark.parametrize("version", ["form_2019", "form_2021"])
@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, *GRIDS])
def test_what_the_form_breaks_over_two_lines_is_read_by_the_first(layout: str, version: str) -> None:
    document = render(distinct_primes(version), layout, [CUT])
    cells = read_cells(document.content, document.suffix)
    assert {code: bare(cell.printed_text) for code, cell in cells.items() if not cell.problem_code} == document.expected
    assert {cells[code].column_label for code in cells if code.column == "commercial_enterprise"} == {"商业"}


@pytest.mark.parametrize("layout", ["html_spans", "html_split_tables", "html_empty_header_cells"])
@pytest.mark.parametrize("seed", range(4))
def test_in_another_order_nothing_is_read_wrongly(layout: str, seed: int) -> None:
    document = render(distinct_primes("form_2019"), layout, ["columns_permuted", CUT], seed=seed)
    found = read(document.content.decode(), layout)
    assert found.items() <= dict(document.expected).items()


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize("other", ["科研机构", "社会公益组织", "其他"])
def test_nor_in_text_where_a_header_cut_short_stands_in_the_place_of_another(layout: str, other: str) -> None:
    document = render(distinct_primes("form_2021"), layout)
    head, other_, rest = document.content.decode().replace("商业企业", "@").partition(other)
    content = f"{head.replace('@', other)}{'商业' if other_ else ''}{rest}"
    found = read(content, layout)
    assert found.items() <= dict(document.expected).items()
    assert SECTION_3 not in {code.table for code in found if code.column == "commercial_enterprise"}


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize(
    ("first", "second"),
    [("商业", "商业"), ("科研", "商业"), ("企业业", "机构"), ("商", "科研"), ("商业企业", "备注"), ("2022", "科研")],
)
def test_what_cannot_be_the_headers_of_the_form_tells_nothing(layout: str, first: str, second: str) -> None:
    document = render(distinct_primes("form_2021"), layout)
    content = document.content.decode().replace("商业企业", first).replace("科研机构", second)
    found = read(content, layout)
    assert found.items() <= dict(document.expected).items()
    assert {code.column for code in found if code.table == SECTION_3}.isdisjoint(
        {"commercial_enterprise", "research_institution"}
    )


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
def test_one_header_less_than_the_form_has_tells_nothing(layout: str) -> None:
    document = render(distinct_primes("form_2019"), layout)
    content = document.content.decode().replace("本年新制作数量", "本年新", 1)
    assert {code.row for code in read(content, layout) if code.table == SECTION_2} >= {"rules"}
    for text in ("本年新公开数量\n", "本年新公开数量 |\n", "本年新公开数量  | \n"):
        content = content.replace(text, "", 1)
    found = read(content, layout)
    assert found.items() <= dict(document.expected).items()


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize(("cut", "is_read"), [("本年收费金额", True), ("本年收费", True), ("本年", False)])
def test_a_header_alone_must_say_enough(layout: str, cut: str, *, is_read: bool) -> None:
    document = render(distinct_primes("form_2021"), layout)
    content = document.content.decode().replace("本年收费金额（单位：万元）", cut)
    assert ("fees" in {code.row for code in read(content, layout)}) == is_read


CUT_ROWS = {
    "一、本年新收政府信息公开申请数量": "一、本年新收政府信息",
    "3.危及“三安全一稳定”": "3.危及“三安全",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认或",
    "行政规范性文件": "行政规范",
}


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
def test_rows_of_which_the_beginning_is_left_are_told_by_their_places(layout: str) -> None:
    document = render(distinct_primes("form_2021"), layout)
    content = document.content.decode()
    for whole, cut in CUT_ROWS.items():
        assert whole in content
        content = content.replace(whole, cut)
    assert read(content, layout) == document.expected


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize("cut", ["3.保护第三方", "3.危及", "3.全一稳定", "9.另有原因不予公开的"])
def test_no_row_is_told_by_another_beginning_or_by_too_little(layout: str, cut: str) -> None:
    document = render(distinct_primes("form_2021"), layout)
    found = read(document.content.decode().replace("3.危及“三安全一稳定”", cut), layout)
    assert found.items() <= dict(document.expected).items()
    assert "denied_three_securities_one_stability" not in {code.row for code in found}


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
def test_a_row_more_than_the_form_has_there_tells_nothing(layout: str) -> None:
    """Where two stand in the place of one, either may be an added one."""
    document = render(distinct_primes("form_2021"), layout, ["extra_outcome"])
    content = document.content.decode().replace("9.其他", "9.属于行政查").replace("8.属于行政查询事项", "8.属于行政")
    found = read(content, layout)
    assert found.items() <= dict(document.expected).items()
    assert "denied_administrative_inquiry" not in {code.row for code in found}
