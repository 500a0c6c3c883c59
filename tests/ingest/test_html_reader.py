"""HTML as published: spans, nesting, pasted markup, hidden parts."""

from __future__ import annotations

import pytest

from ingest.documents import OBJECT_MARK, Line, Table
from ingest.readers.html import read_html
from ingest.readers.html_tables import FEW_CELLS


def only_table(markup: str) -> list[list[str]]:
    (table,) = [b for b in read_html(markup.encode()).blocks if isinstance(b, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


def prose(markup: str) -> list[str]:
    return [b.text for b in read_html(markup.encode()).blocks if isinstance(b, Line)]


def test_a_spanning_cell_covers_every_row_and_column_it_reaches() -> None:
    markup = "<table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr><tr><td>1</td><td>2</td></tr></table>"
    (table,) = [b for b in read_html(markup.encode()).blocks if isinstance(b, Table)]
    assert [[(c.text, c.first_column, c.end_column, c.first_row) for c in row.cells] for row in table.rows] == [
        [("A", 0, 1, 0), ("B", 1, 3, 0)],
        [("A", 0, 1, 0), ("1", 1, 2, 1), ("2", 2, 3, 1)],
    ]


def test_labels_split_over_many_elements_are_one_text() -> None:
    markup = "<table><tr><td><p><span>行</span><span>政</span><b>许可</b></p></td><td>1</td></tr></table>"
    assert only_table(markup) == [["行政许可", "1"]]


def test_two_figures_in_one_cell_never_run_together() -> None:
    assert only_table("<table><tr><td>x</td><td><p>1</p><p>2</p></td><td>3<br>4</td></tr></table>") == [
        ["x", "1\n2", "3\n4"]
    ]


def test_a_nested_table_of_one_cell_stays_in_its_cell() -> None:
    markup = "<table><tr><td>许可</td><td><table><tr><td>5</td></tr></table></td></tr></table>"
    assert only_table(markup) == [["许可", "5"]]


def test_a_layout_table_is_flowing_text_around_the_inner_tables() -> None:
    markup = "<table><tr><td>标题<table><tr><td>a</td><td>1</td></tr></table>尾</td></tr></table>"
    assert only_table(markup) == [["a", "1"]]
    assert prose(markup) == ["标题", "尾"]


def test_what_a_reader_cannot_see_is_not_read() -> None:
    markup = (
        "<p>看得见</p><p style='display: none'>看不见</p><script>var x='<table>';</script><table>"
        "<tr style='DISPLAY:none'><td>9</td></tr><tr><td>a</td><td hidden>8</td><td>1</td></tr></table>"
    )
    assert prose(markup) == ["看得见"]
    assert only_table(markup) == [["a", "1"]]


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        ("<td>1<span style='color:#FFF'>2</span></td>", "1"),
        ("<td>1<font color=white>2</font></td>", "1"),
        ("<td style='color: rgb(255, 255, 255)'>12</td>", ""),
        ("<td style='background-color:#ffffff'>1<b style='color:white'>2</b></td>", "1"),
        ("<td style='background:#036;color:#fff'>12</td>", "12"),
        ("<td bgcolor='#003366'><font color='#ffffff'>12</font></td>", "12"),
        ("<td style='background-color:#fff;color:#000'>12</td>", "12"),
        ("<td style='color:#fff'><span style='color:black'>12</span></td>", "12"),
        ("<td><span style='font-size:0'>9</span>12</td>", "12"),
        ("<td class=head style='color:#fff'>12</td>", OBJECT_MARK),
        ("<td class=head style='color:#fff'>12月</td>", "12月"),
    ],
)
def test_white_text_is_read_only_where_something_colours_its_ground(around: str, shown: str) -> None:
    assert only_table(f"<table><tr><td>a</td>{around}<td>7</td></tr></table>") == [["a", shown, "7"]]


def test_white_space_of_the_source_is_no_text_but_a_printed_blank_is() -> None:
    assert only_table("<table><tr><td>\n  行政\n 许可 </td><td>&nbsp;</td><td>\u30000</td></tr></table>") == [
        ["行政 许可", "\u00a0", "\u30000"]
    ]


def test_spans_that_are_typing_errors_do_not_cost_memory() -> None:
    assert only_table("<table><tr><td colspan=99999999 rowspan='x'>a</td></tr></table>") == [["a"]]


@pytest.mark.parametrize("two", ["2", " 2 ", "2px", "+2", r"\"2\"", "“2”"])
def test_spans_are_read_as_browsers_read_them(two: str) -> None:
    page = f"<table><tr><td colspan='{two}'>a</td><td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    assert read_html(page.encode()).blocks == read_html(page.replace(f"'{two}'", "'2'").encode()).blocks
    assert read_html(page.encode()).blocks != read_html(page.replace(f"'{two}'", "'1'").encode()).blocks


def test_title_comes_from_the_site_metadata_first() -> None:
    page = "<head><title>站点</title><meta name=ArticleTitle content='甲县年度报告'></head><h1>乙</h1>"
    document = read_html(page.encode())
    assert document.title == "甲县年度报告"
    assert document.metadata["articletitle"] == "甲县年度报告"


def test_a_table_that_a_script_writes_is_read() -> None:
    script = r"""var a = 'x'; show("<table><tr><td>\u884c\u653f\u8bb8\u53ef<\/td><td>5<\/td><\/tr><\/table>");"""
    assert only_table(f"<div></div><script>{script}</script>") == [["行政许可", "5"]]


def test_locator_names_the_table_row_and_cell() -> None:
    one, other = (
        "<table><tr><td>甲</td></tr></table>",
        "<table><tr><td>乙</td><td></td></tr><tr><td>丙</td></tr></table>",
    )
    document = read_html(f"<p>一段文字</p>{one}{other}".encode())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [list(table.locators) for table in tables] == [
        ["table 1 row 1 cell 1"],
        ["table 2 row 1 cell 1", "table 2 row 1 cell 2", "table 2 row 2 cell 1"],
    ]


CELLS = (
    ("<p>a</p>", "a"),
    ("<p>a</p> ", "a"),
    ("\n<div>a</div>\n", "a"),
    ("a<br>b", "a\nb"),
    ("a<br>", "a"),
    ("<br><br>a", "a"),
    ("<p>a</p><p>b</p>", "a\nb"),
    ("a<p>b</p>", "a\nb"),
    ("<p>a</p>b", "a\nb"),
    ("<span>a<br>b</span>", "a\nb"),
    ("<b><p>a</p></b>c", "a\nc"),
    ("<div><p>a</p><p>b</p></div>", "a\nb"),
    ("<div><div>a</div></div>", "a"),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("<p><span>a</span> <span>b</span></p>", "a b"),
    ("<p>a</p><!-- c -->", "a"),
    ("a<hr>b", "a\nb"),
)


@pytest.mark.parametrize(("cell", "text"), CELLS)
@pytest.mark.parametrize("others", [0, 2 * FEW_CELLS], ids=["few cells", "many cells"])
def test_lines_of_a_cell_are_told_however_many_cells_a_page_has(cell: str, text: str, others: int) -> None:
    more = f"<table><tr>{'<td>x</td>' * others}</tr></table>" if others else ""
    markup = f"<table><tr><td>label</td><td>{cell}</td></tr></table>{more}"
    table = next(block for block in read_html(markup.encode()).blocks if isinstance(block, Table))
    assert [each.text for each in table.rows[0].cells] == ["label", text]


# The parser, as browsers do, goes down five hundred levels; a table brings a body of its own.
@pytest.mark.parametrize(
    ("tag", "times"), [("<div>", 480), ("<span>", 480), ("<b>", 480), ("<ul><li>", 240), ("<table><tr><td>", 120)]
)
def test_tags_that_nobody_closed_may_nest_by_hundreds(tag: str, times: int) -> None:
    markup = f"{times * tag}<p>标题</p><table><tr><td>许可</td><td>5</td></tr></table>尾"
    assert only_table(markup) == [["许可", "5"]]
    assert prose(markup) == ["标题", "尾"]
