"""Columns that agencies add to the form's: what stands below them is in no cell, and the others are read as ever."""

from __future__ import annotations

import re

import pytest

from benchmarks.scoring import read_cells
from forge import CellCode, distinct_primes, render
from forge.quirks.base import Quirk
from forge.quirks.relabel import Label, relabel


def read(markup: bytes) -> dict[tuple[str, ...], str | None]:
    return {tuple(code): cell.problem_code for code, cell in read_cells(markup, ".html").items()}


@pytest.mark.parametrize("version", ["form_2019", "form_2021"])
def test_an_added_column_is_nobodys(version: str) -> None:
    document = render(distinct_primes(version), "html_spans", ["other_columns"])
    found = read_cells(document.content, document.suffix)
    assert {code: cell.printed_text for code, cell in found.items()} == dict(document.expected)
    assert not any(cell.problem_code for cell in found.values())


def test_a_header_of_which_nothing_is_known_is_nobodys_beside_all_of_the_form() -> None:
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    markup = re.sub("上年总计|同比增减|备注".encode(), "某某情况".encode(), document.content)
    assert markup != document.content
    found = read_cells(markup, ".html")
    assert {code: cell.printed_text for code, cell in found.items()} == dict(document.expected)
    assert not any(cell.problem_code for cell in found.values())


@pytest.mark.parametrize("layout", ["html_spans", "html_word_paste", "docx_tables", "xlsx_sheet", "pdf_ruled"])
@pytest.mark.parametrize(
    ("header", "table", "column"),
    [("科研机构", "requests", "research_institution"), ("总计", "requests", "total")]
    + [("本年废止件数", "disclosures", "repealed"), ("其他结果", "legal_challenges", "other_result")],
)
def test_figures_below_a_header_of_which_nothing_is_known_are_unread(
    layout: str, header: str, table: str, column: str
) -> None:
    def change(label: Label) -> str:
        return "某某情况" if (label.table, label.axis, label.text) == (table, "column", header) else label.text

    quirk = Quirk("unknown_header", "", change_form=lambda form, figures, chance: relabel(form, change))
    document = render(distinct_primes("form_2021"), layout, (quirk,))
    found = read_cells(document.content, document.suffix)
    problems = {(code.table, code.column, cell.problem_code) for code, cell in found.items() if cell.problem_code}
    assert problems == {(table, column, "columns_uncertain")}
    assert {code: cell.printed_text for code, cell in found.items()} == dict(document.expected)


def of_section_2(headers: str, figures: str) -> dict[str, str | None]:
    """What a row of 规章 says by column; the problem of what was not read."""
    head, row = ("".join(f"<td>{text}</td>" for text in line.split()) for line in (headers, figures))
    found = read_cells(f"<table><tr>{head}</tr><tr>{row}</tr></table>".encode(), ".html")
    return {code.column: cell.problem_code or cell.printed_text for code, cell in found.items()}


def test_one_header_that_is_known_does_not_tell_what_table_it_is() -> None:
    found = of_section_2("信息内容 某种情况 某类情况 现行有效件数", "规章 1 2 3")
    assert found == {"in_force": "wrong_cell_count"}


def test_a_row_that_lacks_a_cell_below_such_a_header_is_not_read() -> None:
    found = of_section_2("信息内容 本年制发件数 本年废止件数 现行有效件数 某种情况", "规章 1 2 3")
    assert set(found.values()) == {"wrong_cell_count"}


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_no_row_that_lacks_a_cell_looks_whole_beside_such_a_header(place: int) -> None:
    headers = ["本年制发件数", "本年废止件数", "现行有效件数"]
    headers.insert(place - 1, "某种情况")
    for left_out in range(4):
        figures = [str(n) for n in range(1, 5) if n != left_out + 1]
        found = of_section_2(" ".join(["信息内容", *headers]), " ".join(["规章", *figures]))
        assert set(found.values()) <= {"wrong_cell_count", "columns_uncertain"}


def test_a_figure_below_two_headers_is_neithers() -> None:
    head = "<tr><td>信息内容</td><td>某种情况</td><td colspan=2>本年增/减</td></tr>"
    found = read_cells(f"<table>{head}<tr><td>行政事业性收费</td><td colspan=2>193</td></tr></table>".encode(), ".html")
    assert {cell.problem_code for cell in found.values()} == {"wrong_cell_count"}


def test_an_added_column_before_the_others_does_not_make_a_short_row_whole() -> None:
    """The added header stands on a line above the others, as where it reaches over all lines."""
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    markup = re.sub("上年总计|同比增减|备注".encode(), "某某情况".encode(), document.content)
    figure = document.expected[CellCode("requests", "denied_forbidden_by_law", "total")]
    short, count = re.subn(rf"<td[^>]*>\s*{figure}\s*</td>".encode(), b"", markup)
    assert count == 1
    found = read_cells(short, ".html")
    problems = {(code.row, cell.problem_code) for code, cell in found.items() if cell.problem_code}
    assert problems == {("denied_forbidden_by_law", "wrong_cell_count")}


@pytest.mark.parametrize("added", ["备注", "某种情况"])
def test_an_added_header_that_slid_among_the_others_leaves_their_rows_unread(added: str) -> None:
    """It reaches down over all lines of headers; where what stands above the others lacks its span, they slide."""
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    markup = re.sub("上年总计|同比增减|备注".encode(), added.encode(), document.content)
    slid, count = re.subn('(<td[^>]*) colspan="7"([^>]*>\\s*申请人情况)'.encode(), rb"\1\2", markup)
    assert count == 1
    problems = {problem for code, problem in read(slid).items() if code[0] == "requests"}
    assert problems == {"columns_uncertain"}


def test_a_line_of_headers_that_ends_before_the_figures_has_lost_one() -> None:
    """With merged cells taken apart an added header is printed on each line, and what is left of a line slides."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]

    def found(headers: list[str]) -> set[str | None]:
        rows = (["项目", *["申请人情况"] * 7, "备注"], ["项目", *headers, "备注"], ["（一）予以公开", *"12345678"])
        markup = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
        return set(read(f"<table>{markup}</table>".encode()).values())

    assert found(names) == {None}
    for left_out in range(7):
        assert found(names[:left_out] + names[left_out + 1 :]) == {"wrong_cell_count"}


@pytest.mark.parametrize(
    ("headers", "row", "problem"),
    [
        ("本年制发件数 现行有效件数", "规章 1", "wrong_cell_count"),
        ("采购总金额", "政府集中采购", "wrong_cell_count"),
        ("本年处理决定数量", "行政许可", None),
    ],
)
def test_a_figure_that_goes_on_behind_the_headers_may_be_of_one_that_is_missing(
    headers: str, row: str, problem: str | None
) -> None:
    head = "".join(f"<td>{text}</td>" for text in ("信息内容", *headers.split()))
    figures = "".join(f"<td>{text}</td>" for text in row.split()) + "<td colspan=2>3</td>"
    found = read_cells(f"<table><tr>{head}</tr><tr>{figures}</tr></table>".encode(), ".html")
    assert {cell.problem_code for cell in found.values()} == {problem}


def test_a_figure_that_begins_below_a_blank_header_is_not_of_the_next() -> None:
    head = "<tr><td>信息内容</td><td></td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    row = "<tr><td>规章</td><td colspan=2>1</td><td>3</td></tr>"
    found = read_cells(f"<table>{head}{row}</table>".encode(), ".html")
    assert {cell.problem_code for cell in found.values()} == {"wrong_cell_count"}


def test_an_added_header_that_stands_twice_leaves_its_table_unread() -> None:
    """One of the two is a slip, and a cell too many in the row hides it."""
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    twice, count = re.subn("(<td[^>]*>\\s*序号\\s*</td>)".encode(), rb"\1\1", document.content)
    assert count == 1
    figure = document.expected[CellCode("legal_challenges", "reconsideration", "corrected")]
    slid, count = re.subn(rf"(<td[^>]*>\s*{figure}\s*</td>)".encode(), rb"\1<td></td>", twice)
    assert count == 1
    assert None not in {problem for code, problem in read(slid).items() if code[0] == "legal_challenges"}


def test_a_text_below_a_header_takes_its_column_away() -> None:
    head = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    below = "<tr><td></td><td></td><td>某种情况</td><td></td></tr>"
    row = "<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>"
    found = read_cells(f"<table>{head}{below}{row}</table>".encode(), ".html")
    assert {cell.problem_code for cell in found.values()} == {"wrong_cell_count"}


@pytest.mark.parametrize("layout", ["text_rows_run_together", "text_run_together"])
def test_section_4_run_together_is_unread_not_absent(layout: str) -> None:
    document = render(distinct_primes("form_2021"), layout)
    found = {code: cell for code, cell in read_cells(document.content, ".txt").items() if code[0] == "legal_challenges"}
    assert {cell.problem_code for cell in found.values()} == {"separators_lost"}
    assert set(found) == {code for code in document.expected if code.table == "legal_challenges"}


@pytest.mark.parametrize("tail", ["联系电话：05523456", "电话2023010512"])
def test_a_number_far_from_headers_of_section_4_is_no_table(tail: str) -> None:
    text = f"行政复议结果维持3件，结果纠正1件。\n其他事项。\n{tail}\n"
    assert not read_cells(text.encode(), ".txt")


@pytest.mark.parametrize("version", ["form_2019", "form_2021"])
def test_an_added_column_whose_place_was_lost_leaves_rows_unread(version: str) -> None:
    document = render(distinct_primes(version), "html_spans", ["other_columns"])
    markup = re.sub(rb' (?:row|col)span="\d+"', b"", document.content)
    assert markup != document.content
    wrong = {
        code: cell.printed_text
        for code, cell in read_cells(markup, ".html").items()
        if cell.problem_code is None and cell.printed_text != document.expected.get(code)
    }
    assert not wrong


def test_a_remark_behind_section_4_shifts_nothing_where_spans_were_lost() -> None:
    routes = "<td>行政复议</td><td>行政诉讼</td><td>备注</td>"
    results = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3)
    figures = "".join(f"<td>{number}</td>" for number in range(101, 116))
    below = "<td>未经复议直接起诉</td><td>复议后起诉</td>"
    rows = "".join(f"<tr>{row}</tr>" for row in (routes, below, results, f"{figures}<td>9</td>"))
    found = read_cells(f"<table>{rows}</table>".encode(), ".html")
    assert all(cell.problem_code for cell in found.values())
