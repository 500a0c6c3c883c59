"""What the styles of a page hide, strike out or raise is never part of a figure."""

from __future__ import annotations

import pytest

from ingest.documents import OBJECT_MARK, Table
from ingest.readers.html import read_html


def cells(markup: str, sheet: str = "") -> list[list[str]]:
    document = read_html(f"<html><head><style>{sheet}</style></head><body>{markup}</body></html>".encode())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.own_cells] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-9999px",
        "position:absolute;clip:rect(0,0,0,0);width:1px;height:1px;overflow:hidden",
        "display:inline-block;text-indent:-9999px",
        "display:inline-block;width:0;overflow:hidden",
        "color:transparent",
        "color:rgba(0, 0, 0, 0)",
    ],
)
def test_text_out_of_sight_is_no_part_of_a_figure(style: str) -> None:
    assert cells(f"<table><tr><td>a</td><td><span style='{style}'>9</span>107</td></tr></table>") == [["a", "107"]]


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".x{display:none}", "107"),
        ("/* . */ td i.x , .other { color:red; display : none !important }", "107"),
        (".x{visibility:hidden}", "107"),
        (".x{font-size:0}", "107"),
        (".x{position:absolute;left:-9999px}", "107"),
        (".x{text-decoration:line-through}", f"{OBJECT_MARK}107"),
        (".x{vertical-align:super}", "⁹107"),
        (".x{color:#fff}", f"{OBJECT_MARK}107"),
        (".x{color:#fff;background:#036}", "9107"),
        (".x{display:none} td .x{display:inline}", "9107"),
        ("td .x{display:none} .x{display:inline}", "107"),
        ("@media print{.x{display:none}}", "9107"),
        ("@media screen{.x{display:none}}", "107"),
        ("@media (min-width:768px) and (orientation:landscape){td{color:red} .x{display:none}}", "107"),
        ("@media only screen and (max-width:767px){.x{display:none}}", "9107"),
        ("@media (max-width:1400px){.x{display:none}}", OBJECT_MARK),
        ("@media not print{@supports (display:grid){.x{display:none}}}", "107"),
        ("@supports not (display:grid){.x{display:none}}", OBJECT_MARK),
        (".x{display:none} @media all{.x{display:inline}}", "9107"),
        (".x{display:none} @media (max-width:1400px){.x{display:inline}}", f"{OBJECT_MARK}107"),
        ("@layer page{td{.x{display:none}}}", "107"),
        ("td{color:red; & .x, b{display:none}}", "107"),
        ("@font-face{src:url(a.ttf)} @media all{.x{display:none", "107"),
        ("@media all{/* } */ .x{display:none}}", "107"),
        (".x::before{content:'4'}", OBJECT_MARK),
        ("td+td:AFTER{content:'万元'}", OBJECT_MARK),
        ("@media (max-width:600px){td::before{content:attr(data-label)}}", "9107"),
        (".x::before{content:'';} .x:after{content:'\\e601'} td:after{content:' ';}", "9107"),
        ("td:after{content:'.';visibility:hidden;height:0}", "9107"),
        (".x:hover{display:none} .x::before{display:none} .x>{display:none}", "9107"),
        ("<!-- .x{display:none} -->", "107"),
        (".x{width:0;overflow:hidden}", "9107"),
    ],
)
def test_a_rule_of_the_page_counts_as_a_style_of_the_element(sheet: str, shown: str) -> None:
    assert cells("<table><tr><td>a</td><td><i class=x>9</i>107</td></tr></table>", sheet) == [["a", shown]]


@pytest.mark.parametrize(
    ("sheet", "around", "inner", "shown"),
    [
        (".x{font-size:0} .x table{font-size:14px}", "div class=x", "", "9107"),
        (".x{font-size:0} .x table{font-size:1em}", "td class=x", "b", ""),
        (".x{visibility:hidden} .x b{visibility:visible}", "td class=x", "b", "107"),
        (".x{color:transparent} .x b{color:#000}", "td class=x", "b", "107"),
        ("", "td style='font-size:0'", "b style='font-size:1rem'", "107"),
        ("", "td style='font-size:0'", "b style='font-size:1em'", ""),
        (".x{opacity:0} .x b{opacity:1}", "td class=x", "b", ""),
    ],
)
def test_what_is_hidden_around_may_be_shown_again_inside(sheet: str, around: str, inner: str, shown: str) -> None:
    figure = f"9<{inner}>107</{inner.split()[0]}>" if inner else "9107"
    cell = f"<{around}>{figure}</td>" if around.startswith("td") else f"<td>{figure}</td>"
    table = f"<table><tr><td>a</td>{cell}</tr></table>"
    assert cells(f"<{around}>{table}</div>" if around.startswith("div") else table, sheet) == [["a", shown]]


@pytest.mark.parametrize(
    "place",
    [
        "<style media=print>%s</style>",
        "<style media='(max-width:9px)'>%s</style>",
        "<noscript><style>%s</style></noscript>",
        "<template><style>%s</style></template>",
    ],
)
def test_sheets_that_are_not_for_the_screen_hide_nothing(place: str) -> None:
    markup = "<table><tr><td>a</td><td><i class=x>9</i>107</td></tr></table>"
    assert cells(place % ".x{display:none}" + markup) == [["a", "9107"]]


def test_a_sheet_in_the_body_hides_as_one_in_the_head() -> None:
    markup = (
        "<style media=screen>.x{display:none}</style><table><tr><td>a</td><td><i class=x>9</i>107</td></tr></table>"
    )
    assert cells(markup) == [["a", "107"]]


def test_a_style_of_its_own_shows_what_a_rule_hides() -> None:
    markup = "<table><tr><td>a</td><td><i class=x style='display:inline'>9</i>107</td></tr></table>"
    assert cells(markup, ".x{display:none}") == [["a", "9107"]]


def test_the_copy_of_a_table_for_another_screen_is_not_read() -> None:
    copies = (
        f"<div class={name}><table><tr><td>a</td><td>{n}</td></tr></table></div>" for name, n in (("m", 8), ("d", 9))
    )
    sheet = ".m{display:none} @media (max-width:600px){.m{display:block} .d{display:none}}"
    assert cells("".join(copies), sheet) == [["a", "9"]]


def test_a_table_that_only_a_script_can_show_is_read() -> None:
    markup = "<table><tr><td>menu</td></tr></table><div class=x><table><tr><td>a</td><td>9</td></tr></table></div>"
    assert cells(markup, ".x{display:none}") == [["menu"], ["a", "9"]]


def test_a_cell_that_is_not_seen_keeps_its_place() -> None:
    markup = "<table><tr><td>a</td><td style='visibility:hidden'>8</td><td>9</td></tr></table>"
    assert cells(markup) == [["a", "", "9"]]


def test_text_shown_inside_what_has_no_size_is_read() -> None:
    markup = "<table><tr><td>a</td><td style='font-size:0'>8<b style='font-size:14px'>107</b></td></tr></table>"
    assert cells(markup) == [["a", "107"]]


def test_a_cell_grows_with_its_text_whatever_width_it_asks_for() -> None:
    assert cells("<table><tr><td>a</td><td style='width:0;overflow:hidden'>107</td></tr></table>") == [["a", "107"]]


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("<span style='vertical-align:super;font-size:8px'>1</span>", "107¹"),
        ("<a href='#note1'>1</a>", "107¹"),
        ("<a href='/list?page=1'>1</a>", "1071"),
        ("<bdo></bdo><span style='unicode-bidi:bidi-override;direction:rtl'>12</span>", f"107{OBJECT_MARK}"),
    ],
)
def test_a_note_beside_a_figure_is_told_apart(note: str, shown: str) -> None:
    assert cells(f"<table><tr><td>a</td><td>107{note}</td></tr></table>") == [["a", shown]]


def test_a_link_that_is_the_whole_figure_is_the_figure() -> None:
    assert cells("<table><tr><td>a</td><td><a href='#top'>12</a></td></tr></table>") == [["a", "12"]]


ELSEWHERE = "<link rel='stylesheet' href='/css/site.css'>"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<i class=x>9</i>107", OBJECT_MARK),
        ("<span class=pc>107</span><span class=phone>107</span>", OBJECT_MARK),
        ("<p class=a><span class=b>107</span></p>", "107"),
        ("<span class=b>1</span><span class=b>07</span>", "107"),
        ("<span class=b>107</span><span class=unit>件</span>", "107件"),
        ("<span class='b hidden'>107</span>", OBJECT_MARK),
        ("1.<span class=b>属于国家秘密</span>", "1.属于国家秘密"),
    ],
)
def test_classes_that_a_sheet_elsewhere_explains_make_a_part_of_a_figure_doubtful(cell: str, shown: str) -> None:
    assert cells(f"{ELSEWHERE}<table><tr><td>a</td><td>{cell}</td></tr></table>") == [["a", shown]]


def test_rows_of_a_class_that_hides_are_doubtful() -> None:
    rows = "<tr class='row d-none'><td>规章</td><td>7</td></tr><tr><td>规章</td><td>9</td></tr>"
    assert cells(f"{ELSEWHERE}<table>{rows}</table>") == [["规章", OBJECT_MARK], ["规章", "9"]]


@pytest.mark.parametrize(
    ("media", "shown"),
    [("screen and (min-width:700px)", "107"), ("print", "9107"), ("(max-width:1400px)", OBJECT_MARK)],
)
def test_a_sheet_for_some_media_counts_where_these_are_a_screen(media: str, shown: str) -> None:
    sheet = f"<style media='{media}'>.x{{display:none}}</style>"
    assert cells(f"{sheet}<table><tr><td>a</td><td><i class=x>9</i>107</td></tr></table>") == [["a", shown]]


def test_what_is_typed_into_a_field_of_a_cell_is_seen() -> None:
    field = "<textarea rows=1>146</textarea>"
    page = f"<table><tr><td>行政许可</td><td>{field}</td></tr></table><textarea>&lt;p&gt;17</textarea>"
    (table,) = (block for block in read_html(page.encode()).blocks if isinstance(block, Table))
    assert [cell.text for row in table.rows for cell in row.cells] == ["行政许可", "146"]
    assert len(read_html(page.encode()).blocks) == 1
