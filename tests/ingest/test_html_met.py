"""A page whose tables were met before is read as if none had been, whatever stands around them and in them."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.mutations import MUTATIONS
from forge import LAYOUTS, balanced, render
from ingest.documents import Document, Table
from ingest.errors import Rejection
from ingest.readers.html import read_html, read_whole
from ingest.readers.html_met import ALIKE_KEPT, STAND_IN, Markups, MetTable, TakenOut, without_met
from ingest.readers.html_tables import TableShape
from ingest.skeletons import skeleton_of
from tests.depth import examples

HTML = sorted(name for name, layout in LAYOUTS.items() if layout.family == "html")
PASTED, SPANS = "html_word_paste", "html_spans"
FORMS = [(layout, version) for layout in HTML for version in sorted(LAYOUTS[layout].forms)]
"""Each layout with each form that it is printed on."""
SEED = 7
bounded = settings(
    max_examples=examples(25), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
AROUND = (
    ("<div style='display:none'>", "</div>"),
    ("<div style='visibility:hidden'>", "</div>"),
    ("<div style='visibility:hidden'><p style='visibility:visible'>", "</div>"),
    ("<div hidden>", "</div>"),
    ("<div style='color:#fff'>", "</div>"),
    ("<font color=white>", "</font>"),
    ("<del>", "</del>"),
    ("<h1>", "</h1>"),
    ("<a href='#1'>", "</a>"),
    ("<b>", ""),
    ("<!--", "-->"),
    ("<script>var page = '", "';</script>"),
    ("<script>", "</script>"),
    ("<textarea>", "</textarea>"),
    ("<template>", "</template>"),
    ("<noscript>", "</noscript>"),
    ("<select><option>", "</select>"),
    ('<iframe srcdoc="', '"></iframe>'),
    ('<p title="', '">'),
    ("<svg>", "</svg>"),
    ("<pre>", "</pre>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<table><tr><td>备注</td><td>", "</td></tr></table>"),
    ("<table><tr>", ""),
    ("<plaintext>", ""),
    ("<style>td{display:none}</style>", ""),
    ("<style>td span{color:white}</style>", ""),
    ("<style>td::after{content:'1'}</style>", ""),
    ("<style>@media screen and (max-width:600px){td{visibility:hidden}}</style>", ""),
    ("<link rel=stylesheet href=site.css>", ""),
)
INSTEAD = (
    *(
        b"",
        b"0",
        b"-7",
        b"2.50",
        b"1,024",
        b"12345678901234567890",
        b" 5 ",
        b"5 6",
        b"5 ",
        b"5</span><span>6",
        b"3<br>4",
    ),
    *(b"<sup>1</sup>2", b"<b>4</b>", b"<i style='display:none'>9</i>8", b"&#49;2", b"12\xff", b"\x01", "１２".encode()),
    *(b"90090090000001", b"+3", b"<script>7</script>", b"<h1>7</h1>", b"<table><tr><td>1<td>2</table>"),
)


OF_ALL = (
    # Figures are those of a page; what stands around them is the same in all.
    (r">(\d+)<", r"><i class=d-none> 77 </i>\1<"),
    (r"</tr>", "<td><i class=d-none> 77 </i></td></tr>"),
    (r"</tr>", "<td>x90090090000001</td></tr>"),
    (r">(\d+)<", r">\1<body hidden><"),
    (r">(\d+)<", r"><i style='color:white'>\1</i><"),
    (r">(\d+)<", r"><i style='display:none'>\1</i><"),
    (r">(\d+)<", r"><i style='vertical-align:super'>\1</i><"),
    (r">(\d+)<", r"><i style='text-decoration:line-through'>\1</i><"),
    (r">(\d+)<", r"><a href='#n'>\1</a>号<"),
    (r">(\d+)<", r"><sup>\1</sup>8<"),
    (r">(\d+)<", r"><textarea>\1</textarea><"),
    (r">(\d+)<", r"><input value='>\1<'><"),
    (r">(\d+)<", r"><i title='>\1<'>\1</i><"),
    (r">(\d+)<", r"><!-->\1<-->\1<"),
    (r">(\d+)<", r"><b>\1<br>\1<"),
    (r"<td", "<b>9</b><td"),
    (r"<tr", "<b><tr"),
    (r"</tr>", "</tr>备注"),
    (r"</table>", "<caption>附</caption></table>"),
    (r"</table>", "<script>var a = 1;</script></table>"),
    (r"</table>", "<!-- </table>"),
    (r"(?s)^.*<body>", "<body><h1>"),
    (r"<!DOCTYPE html>", "<p>"),
)
MET = MetTable("utf-8", TableShape((0,), 0, ()), (), tuple, ())


def page(number: int, layout: str, version: str) -> bytes:
    """One of the reports printed on the same form."""
    return render(balanced(number, version), layout, seed=SEED).content


def meet(layout: str, version: str) -> None:
    """Read reports until their tables are known."""
    for number in range(3):
        read_html(page(number, layout, version))


def result(content: bytes, *, whole: bool) -> Document | str:
    """The document, or why there is none."""
    try:
        return read_whole(content) if whole else read_html(content)
    except Rejection as rejection:
        return str(rejection)


def assert_read_alike(content: bytes) -> None:
    """Met now for the first, the second and the third time."""
    whole = result(content, whole=True)
    for _ in range(3):
        assert result(content, whole=False) == whole


@pytest.mark.parametrize(("layout", "version"), FORMS)
def test_reports_on_a_form_that_was_met_are_read_alike(layout: str, version: str) -> None:
    meet(layout, version)
    assert_read_alike(page(11, layout, version))


@pytest.mark.parametrize("layout", [PASTED, SPANS])
def test_large_tables_are_taken_out_once_they_were_met(layout: str) -> None:
    meet(layout, "form_2021")
    content = page(11, layout, "form_2021")
    rest, tables = without_met(content)
    assert len(tables) >= 2
    assert len(rest) < len(content) / 1.4
    assert sum(len(figures) for _, figures in tables) > 150


def test_the_figures_are_those_of_the_page_at_hand() -> None:
    meet(SPANS, "form_2021")
    content = page(11, SPANS, "form_2021")
    figure = re.findall(rb">(\d{4,})</td>", content)[-1]
    document = read_html(content.replace(b">" + figure + b"<", b">987654321<", 1))
    texts = [text for block in document.blocks if isinstance(block, Table) for text in block.texts]
    assert texts.count("987654321") == 1


@pytest.mark.parametrize("layout", HTML)
@pytest.mark.parametrize("unit", ["", "件"])
def test_what_is_left_of_a_table_without_its_figures_is_what_it_prints(layout: str, unit: str) -> None:
    version = min(LAYOUTS[layout].forms)
    for number in range(5):
        content = re.sub(rb">(\d+)<", rb"><b>\1</b>%b<" % unit.encode(), page(number, layout, version))
        tables = [block for block in read_html(content).blocks if isinstance(block, Table)]
        assert [table.skeleton for table in tables] == [skeleton_of(table.texts) for table in tables]


@pytest.mark.parametrize("layout", [PASTED, SPANS])
def test_tables_that_stand_in_another_order_than_the_last_time_are_read_alike(layout: str) -> None:
    meet(layout, "form_2019")
    meet(layout, "form_2021")
    for version in ("form_2019", "form_2021", "form_2021", "form_2019"):
        content = page(11, layout, version)
        tables = re.findall(rb"(?s)<table border.*?</table>", content)
        assert_read_alike(content.replace(tables[-1], b"@").replace(tables[0], tables[-1]).replace(b"@", tables[0]))


def test_tables_of_a_single_figure_are_met_too() -> None:
    style = "border-collapse:collapse;table-layout:fixed;margin:0 auto;width:100%;font-family:宋体;font-size:14px"
    heading = "<tr><td colspan='2'>第二十条第（八）项</td></tr>"
    rows = f"{heading}<tr><td>信息内容</td><td>本年收费金额</td></tr><tr><td>行政事业性收费</td><td>7</td></tr>"
    content = f"<p>政府信息公开</p><table border='1' style='{style}'>{rows}</table>".encode()
    for figure in (b"7", b"31", b"0", b"2.50"):
        assert_read_alike(content.replace(b">7<", b">%b<" % figure))
    assert [figures for _, figures in without_met(content)[1]] == [["7"]]


def test_markups_that_were_forgotten_are_read_alike() -> None:
    """More of them than are remembered, on one page: those met first are forgotten while the page is gone through."""
    table = "<table border='1' cellspacing='0' cellpadding='0' style='border-collapse:collapse;margin:0 auto'>"
    others = [f"{table}<tr class='{'row' * n}'>{'<td>7</td>' * 60}</tr></table>" for n in range(ALIKE_KEPT + 9)]
    content = f"<p>政府信息公开</p>{others[0] * 3}{''.join(others)}{others[0]}".encode()
    for _ in range(9):
        assert_read_alike(content)


def test_markups_that_begin_alike_hold_what_they_have_in_common_once() -> None:
    markups = Markups()
    for name in ("甲", "乙"):
        table = f"<table><tr><td>规章</td><td>2</td><td>3</td></tr><tr><td>{name}</td><td>5</td></tr></table>".encode()
        for _ in range(2):
            markups.learn(table)
    pieces = [piece for markup in markups.known for piece in markup.pieces]
    assert len(markups.known) == 2
    assert len(set(map(id, pieces))) == len(set(pieces)) < len(pieces)


@pytest.mark.parametrize("place", [b"<body>", b"</body>"])
def test_what_a_page_has_of_its_own_that_reads_like_a_stand_in_is_none(place: bytes) -> None:
    table = max(re.findall(rb"(?s)<table.*?</table>", page(11, SPANS, "form_2021")), key=len)
    content = "<html><body><p>政府信息公开</p>".encode() + table + b"</body></html>"
    for _ in range(3):
        read_html(content)
    assert len(without_met(content)[1]) == 1
    assert_read_alike(content.replace(place, place + STAND_IN % 0, 1))


@pytest.mark.parametrize(("before", "behind"), AROUND)
@pytest.mark.parametrize("layout", [PASTED, SPANS])
def test_what_stands_around_a_table_counts(layout: str, before: str, behind: str) -> None:
    meet(layout, "form_2021")
    content = page(11, layout, "form_2021")
    starts = [found.start() for found in re.finditer(b"<table", content)]
    for start in starts:
        end = content.index(b"</table>", start) + len(b"</table>")
        inner = before.encode() + content[start:end] + behind.encode()
        assert_read_alike(content[:start] + inner + content[end:])


@pytest.mark.parametrize("instead", INSTEAD)
@pytest.mark.parametrize("layout", [PASTED, SPANS])
def test_whatever_stands_in_place_of_a_figure_counts(layout: str, instead: bytes) -> None:
    meet(layout, "form_2021")
    content = page(11, layout, "form_2021")
    figures = list(re.finditer(rb"(?<=>)\d+(?=<)", content))
    for figure in (figures[-1], figures[len(figures) // 2]):
        assert_read_alike(content[: figure.start()] + instead + content[figure.end() :])


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "big5hkscs"])
def test_encodings_are_told_alike(encoding: str) -> None:
    meet(PASTED, "form_2021")
    text = page(11, PASTED, "form_2021").decode()
    assert_read_alike(text.encode(encoding, errors="replace"))
    assert_read_alike(text.replace("utf-8", encoding).encode(encoding, errors="replace"))
    # Only the tables, or all but them, in another encoding than the rest.
    start, end = text.index("<table border"), text.rindex("</table>")
    parts = text[:start], text[start:end], text[end:]
    if encoding == "gb18030":
        assert_read_alike(b"".join(part.encode("utf-8" if n == 1 else encoding) for n, part in enumerate(parts)))
        assert_read_alike(b"".join(part.encode(encoding if n == 1 else "utf-8") for n, part in enumerate(parts)))


@pytest.mark.parametrize(("old", "new"), OF_ALL)
@pytest.mark.parametrize("layout", [PASTED, SPANS])
def test_what_all_tables_of_a_site_have_counts(layout: str, old: str, new: str) -> None:
    for number in range(6):
        content = page(number, layout, "form_2021")
        assert re.search(old.encode(), content)
        changed = re.sub(old.encode(), new.encode(), content)
        assert result(changed, whole=False) == result(changed, whole=True)


def test_what_is_left_of_a_page_must_tell_how_all_of_it_is_decoded() -> None:
    assert TakenOut([]).fit("政府信息公开", "utf-8")
    assert not TakenOut([]).fit("政府信息公开\ufffd", "utf-8")
    assert not TakenOut([]).fit("锛", "gb18030")
    assert not TakenOut([(MET, [])]).fit("政府信息公开", "big5hkscs")
    assert not TakenOut([(MET, [])]).fit("政府信息公开", "gb18030")
    assert TakenOut([(MET._replace(encoding="ascii"), [])]).fit("政府信息公开", "gb18030")


def test_tables_that_never_end_are_gone_through_once() -> None:
    many = b"<table>" * 200_000
    assert without_met(many) == (many, [])
    assert without_met(many + b"</table>")[1] == []


def test_text_read_in_the_wrong_encoding_and_stored_again_is_repaired_alike() -> None:
    for number in range(5):
        content = render(balanced(number, "form_2021"), SPANS, ["mojibake"], seed=SEED).content
        assert "once read as gbk" in read_whole(content).encoding
        assert_read_alike(content)
        table = max(re.findall(rb"(?s)<table.*?</table>", content), key=len)
        assert "once read as gbk" in read_whole(table).encoding
        assert_read_alike(table)


@pytest.mark.parametrize("cell", [b"<i style='color:white'>\xe5\xa4\x87</i>", b"\x01" * 500])
def test_what_one_table_of_each_page_has_counts(cell: bytes) -> None:
    for number in range(5):
        plain = re.sub(rb'(?s)<style>.*?</style>| class="[^"]*"', b"", page(number, SPANS, "form_2021"))
        start = plain.rindex(b"<table")
        assert_read_alike(plain[:start] + plain[start:].replace(b"</tr>", b"<td>%b</td></tr>" % cell))


@given(st.sampled_from(FORMS), st.sampled_from(MUTATIONS), st.integers(0, 10_000))
@example((PASTED, "form_2019"), MUTATIONS[0], 0)
@bounded
def test_damaged_pages_are_read_alike(form: tuple[str, str], mutate: object, seed: int) -> None:
    meet(*form)
    assert callable(mutate)
    assert_read_alike(mutate(page(seed, *form), random.Random(seed)))


def test_pages_read_at_the_same_time_are_read_alike() -> None:
    pages = [page(number, "html_spans", version) for number in range(12) for version in ("form_2019", "form_2021")]
    whole = [read_whole(content) for content in pages]
    with ThreadPoolExecutor(max_workers=4) as threads:
        for _ in range(3):
            assert list(threads.map(read_html, pages)) == whole
