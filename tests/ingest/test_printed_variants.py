"""Forms as sites print them in other shapes than the official one: every figure in its place, or none."""

from __future__ import annotations

import re

import pytest

from forge import balanced, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.report import read_report

FIGURES = {tuple(code): text for code, text in distinct_primes().cells.items()}
ROUTES = (
    ("reconsideration", "行政复议"),
    ("direct_litigation", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "复议后起诉"),
)
RESULTS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other_result", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)
HEADS = [label for _, label in RESULTS]


def figures(route: str) -> list[str]:
    return [FIGURES["legal_challenges", route, result] for result, _ in RESULTS]


def table(*rows: list[str]) -> str:
    lines = ("".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def wide(text: str, colspan: int) -> str:
    return f'<td colspan="{colspan}">{text}</td>'


def block(route: str, label: str) -> list[list[str]]:
    return [[wide(label, 5)], HEADS, figures(route)]


BELOW_EACH_OTHER = table(
    ["", *HEADS],
    ["行政复议", *figures("reconsideration")],
    ["行政诉讼", "", "", "", "", ""],
    *([label, *figures(route)] for route, label in ROUTES[1:]),
)
LABEL_JOINED = table(
    ["", *HEADS], *([f"行政诉讼 {label}" if n else label, *figures(r)] for n, (r, label) in enumerate(ROUTES))
)
STACKED = table(*(row for route in ROUTES for row in block(*route)))
ONE_TABLE_EACH = "".join(table(*block(*route)) for route in ROUTES)
TRANSPOSED = table(
    ["", *(label for _, label in ROUTES)],
    *([label, *(FIGURES["legal_challenges", route, result] for route, _ in ROUTES)] for result, label in RESULTS),
)
WIDTHS_BELOW = table(
    [wide("行政复议", 5), wide("行政诉讼", 10)],
    [*(f'<td rowspan="2">{head}</td>' for head in HEADS), *(wide(label, 5) for _, label in ROUTES[1:])],
    HEADS * 2,
    [figure for route, _ in ROUTES for figure in figures(route)],
    ["<td width=60></td>"] * 15,
)


def read(table_html: str) -> dict[tuple[str, str, str], AlignedCell]:
    title, section = "甲县财政局2022年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"
    page = f"<html><h1>{title}</h1><p>{section}</p>{table_html}"
    return {(c.table_code, c.row_code, c.column_code): c for c in read_report(page.encode(), "a.html").alignment.cells}


@pytest.mark.parametrize(
    "printed",
    [BELOW_EACH_OTHER, LABEL_JOINED, STACKED, ONE_TABLE_EACH, TRANSPOSED, WIDTHS_BELOW],
    ids=["below_each_other", "label_joined", "stacked", "one_table_each", "transposed", "widths_below"],
)
def test_section_four_in_every_shape(printed: str) -> None:
    found = read(printed)
    assert {key: (c.printed_text, c.problem_code) for key, c in found.items()} == {
        key: (text, None) for key, text in FIGURES.items() if key[0] == "legal_challenges"
    }


def test_litigation_that_is_not_divided_is_not_read() -> None:
    found = read(table(*block(*ROUTES[0])) + table([wide("行政诉讼", 5)], HEADS, ["1", "2", "3", "4", "10"]))
    read_routes = {row for (_, row, _), c in found.items() if c.problem_code is None}
    assert read_routes == {"reconsideration"}


def with_total_received(markup: str, head: str = "") -> AlignedCell:
    """The cell for all new requests, ``181`` in the page, printed in another way."""
    page = render(distinct_primes(), "html_spans").content.decode()
    number = FIGURES["requests", "received", "total"]
    changed, count = re.subn(rf"(<td[^>]*>){number}(</td>)", rf"\g<1>{markup.format(number)}\2", page)
    assert count == 1
    report = read_report((head + changed).encode(), "a.html")
    return next(c for c in report.alignment.cells if c[:3] == ("requests", "received", "total"))


@pytest.mark.parametrize(
    "hidden",
    ["visibility:hidden", "display:none", "font-size:0px", "font-size: 0.0pt ;color:red", "opacity:0", "mso-hide:all"],
)
def test_hidden_digits_are_no_part_of_a_figure(hidden: str) -> None:
    cell = with_total_received(f'<span style="{hidden}">99</span>{{}}')
    assert cell.printed_text == FIGURES["requests", "received", "total"]


@pytest.mark.parametrize(
    "markup", ["<s>99</s>{}", "<del>99</del>{}", '<i style="text-decoration:line-through">9</i>{}']
)
def test_what_is_struck_out_leaves_a_mark(markup: str) -> None:
    assert with_total_received(markup).printed_text == "\ufffc" + FIGURES["requests", "received", "total"]


def test_a_note_is_not_a_digit_of_the_figure() -> None:
    assert with_total_received("{}<sup>1</sup>").printed_text == FIGURES["requests", "received", "total"] + "¹"


def test_the_value_of_a_field_and_the_place_of_a_picture() -> None:
    assert with_total_received('<input value="{}">').printed_text == FIGURES["requests", "received", "total"]
    assert with_total_received('<img src="{}.png">').printed_text == "\ufffc"


def test_a_page_saved_as_one_file() -> None:
    page = render(balanced(3), "html_spans").content
    saved = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    cells = read_report(page, "a.html").alignment.cells
    assert cells
    assert read_report(saved, "a.doc").alignment.cells == cells


CUT = (("商业企业", ""), ("科研机构", "机构"), ("社会公益组织", "益组织"), ("法律服务机构", "机构"), ("其他", ""))


def with_cut_headers(rests: tuple[str, ...]) -> dict[tuple[str, ...], AlignedCell]:
    """Section 3 whose last header row goes on in a row of its own, as where a page ended."""
    content = render(distinct_primes(), "html_spans").content.decode()
    for label, rest in CUT:
        content = content.replace(f"<td>{label}</td>", f"<td>{label.removesuffix(rest)}</td>", 1)
    row = "".join(f"<td>{text}</td>" for text in ("", *rests, ""))
    place = content.index("<td>其他</td>\n</tr>") + len("<td>其他</td>\n</tr>")
    content = f'{content[:place]}<tr><td colspan="3"></td>{row}</tr>{content[place:]}'
    cells = read_report(content.encode(), "cut.html").alignment.cells
    return {(c.row_code, c.column_code): c for c in cells if c.table_code == "requests"}


def test_headers_that_a_page_cut_in_two_are_put_together() -> None:
    cells = with_cut_headers(tuple(rest for _, rest in CUT))
    printed = {key[1:]: text for key, text in FIGURES.items() if key[0] == "requests"}
    assert {key: cell.printed_text for key, cell in cells.items() if cell.problem_code is None} == printed
    assert cells["received", "research_institution"].column_label == "科研机构"


@pytest.mark.parametrize("rests", [("机构", "", "益组织", "机构", ""), ("", "机构", "", "益组织", "")])
def test_rests_that_complete_no_header_are_no_headers(rests: tuple[str, ...]) -> None:
    """They may stand above any column; no figure is then placed below a header that was cut."""
    cells = with_cut_headers(rests)
    printed = {key[1:]: text for key, text in FIGURES.items() if key[0] == "requests"}
    read = {key: cell.printed_text for key, cell in cells.items() if cell.problem_code is None}
    assert cells
    assert read.items() <= printed.items()
    assert not [column for _, column in read if column in ("research_institution", "legal_service_org")]
