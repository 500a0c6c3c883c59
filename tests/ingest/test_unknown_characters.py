"""Characters that a page prints and nothing names: no figure is read without its digits, whatever is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import Case, cases
from benchmarks.scoring import bare, on_paper, read_cells
from forge import LAYOUTS, CellCode, ForgedDocument
from forge.quirks import QUIRKS
from forge.quirks.base import WRITTEN
from ingest.aligned import AlignedCell
from ingest.documents import OBJECT_MARK, UNMAPPED, Line
from ingest.errors import Rejection
from ingest.looks import is_value
from ingest.readers import read
from ingest.readers.paged.chars import Char
from ingest.readers.paged.marked import worded
from ingest.readers.paged.page import Page
from ingest.readers.pdf import reader
from ingest.readers.pdf.page import read_page
from tests.depth import examples
from tests.ingest.ofd_pages import FIGURES, HEADER, ROWS, TITLE, cells, package, page, report, rulings, text
from tests.ingest.test_ofd_reader import figures, without

MARK = UNMAPPED
ENCODED = {name for name, quirk in QUIRKS.items() if quirk.encoding is not None}
GLYPH = "<ofd:CGTransform><ofd:Glyphs>5</ofd:Glyphs></ofd:CGTransform><ofd:TextCode"
PDF = sorted(name for name, layout in LAYOUTS.items() if layout.family == "pdf")
TITLED = text(20, 20, TITLE) + text(20, 30, "二、主动公开政府信息情况")
CASES = {name: [case for case in cases(1, seed=31) if case.layout == name] for name in PDF}
# Of what a script writes the page tells nothing, and what is no text has no marks of its own.
WRITTEN_CASES = [
    case
    for case in cases(1, seed=31)
    if LAYOUTS[case.layout].family in WRITTEN and "script" not in case.layout and not ENCODED & {*case.quirks}
]
TWO_FIGURES = re.compile(r"\d\s+\d|\|")
CHANCES = st.integers(0, 10_000).map(Random)
bounded = settings(
    max_examples=examples(8), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def of_glyphs(markup: str) -> str:
    """The page with the text ¤ for glyphs of which the file knows no character."""
    return markup.replace("<ofd:TextCode", GLYPH)


def unknown(page_read: Page, chance: Random) -> Page:
    """The page, some digits of it unknown: all of one kind, or here and there."""
    digits = frozenset(chance.sample("0123456789", chance.choice((1, 2, 5))))
    share = chance.choice((0.0, 0.02, 0.3))

    def is_unknown(char: Char) -> bool:
        return (char.text in digits) if share == 0 else char.text.isdecimal() and chance.random() < share

    return page_read._replace(chars=tuple(c._replace(text=MARK) if is_unknown(c) else c for c in page_read.chars))


@pytest.mark.parametrize("name", PDF)
def test_no_figure_is_read_without_its_digits(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    @bounded
    @given(st.integers(0, 10_000))
    def leaves_open(number: int) -> None:
        case = CASES[name][number % len(CASES[name])]
        document = case.forge()
        with monkeypatch.context() as patched:
            seeded = lambda handle, index: unknown(read_page(handle, index), Random(number))  # noqa: E731
            patched.setattr(reader, "read_page", seeded)
            try:
                found = read_cells(document.content, ".pdf")
            except Rejection:
                return
        assert_certain(document, found, MARK)

    leaves_open()


@bounded
@given(st.sampled_from(WRITTEN_CASES), CHANCES, st.sampled_from((MARK, OBJECT_MARK)))
def test_no_figure_of_a_text_is_read_in_the_place_of_an_unknown_one(case: Case, chance: Random, mark: str) -> None:
    document = case.forge()
    markup = document.content.decode()
    printed = sorted({figure for figure in document.expected.values() if re.fullmatch(r"\d{2,5}", figure)})
    for figure in chance.sample(printed, min(len(printed), chance.choice((1, 3, 10)))):
        place = chance.randrange(len(figure))
        whole = mark * len(figure) if chance.random() < 0.5 else figure[:place] + mark + figure[place + 1 :]
        markup = re.sub(rf"(?<!\d){figure}(?!\d)", whole, markup)
    try:
        found = read_cells(markup.encode(), document.suffix)
    except Rejection:
        return
    assert_certain(document, found, mark)


def assert_certain(document: ForgedDocument, found: Mapping[CellCode, AlignedCell], mark: str) -> None:
    """Whatever is read without a mark is what the report prints there."""
    for code, cell in found.items():
        printed = cell.printed_text
        if cell.problem_code is None and mark not in printed and not TWO_FIGURES.search(printed):
            assert on_paper(bare(printed)) == on_paper(bare(document.expected.get(code, ""))), cell


def test_a_figure_beside_its_name_keeps_its_unknown_digits() -> None:
    """A table without lines: what cannot be read was left out of figures, as spaces are that cannot be."""
    fees = cells(40, (("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费", "¤¤9")))
    assert figures(package(page(TITLED + of_glyphs(fees)))) == {("fees", "amount"): f"{MARK}{MARK}9"}


def test_prose_keeps_the_unknown_digits_of_its_figures() -> None:
    markup = report(more=of_glyphs(text(20, 100, "全年受理申请¤83件，¤办结")))
    lines = [block.text for block in read(package(page(markup)), "report.ofd").blocks if isinstance(block, Line)]
    assert f"全年受理申请{MARK}83件， 办结" in lines


def test_rows_that_a_page_cuts_are_joined_whatever_is_known_of_their_figures() -> None:
    head, rows = (HEADER, ROWS[0], (ROWS[1][0], "", "", "")), (("", "¤7", "11", "13"),)
    first = page(TITLED + rulings(255, 3) + cells(255, head))
    second = page(rulings(20, 1) + of_glyphs(cells(20, rows)))
    read_as = figures(package(first, second))
    assert read_as.pop(("normative_documents", "issued")) == f"{MARK}7"
    assert read_as == without(("normative_documents", "issued"))


def test_a_page_number_may_have_unknown_digits() -> None:
    number = of_glyphs(text(100, 290, "- ¤ -"))
    lined = TITLED + cells(40, (HEADER, *ROWS))
    assert figures(package(page(lined + number))) == FIGURES


@pytest.mark.parametrize(
    ("printed", "is_one"),
    [("71", True), (f"{MARK}1", True), (f"{MARK},399", True), (f"{OBJECT_MARK}{MARK}", True), (f"{MARK}次", True)]
    + [(f"规{MARK}", False), ("规章", False), ("", False), (f"1.{MARK}属于国家秘密", False)],
)
def test_looks_of_figures(printed: str, is_one: bool) -> None:
    assert is_value(printed) is is_one


def chars(printed: str) -> list[Char]:
    """Characters of a line, two spaces apart where it has one."""
    found, x = [], 0.0
    for each in printed:
        if each != " ":
            found.append(Char(each, x, x + 10, 100, 10))
        x += 10
    return found


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (f"规章{MARK}情况", ["规章", "情况"]),
        (f"{MARK}{MARK}", []),
        (f"规章 {MARK}{MARK}", ["规章", MARK * 2]),
        (f"规章 {MARK}5", ["规章", f"{MARK}5"]),
        (f"受理{MARK}{MARK}3件{MARK}", [f"受理{MARK}{MARK}3件"]),
        (f"受理 {MARK}次", ["受理", f"{MARK}次"]),
    ],
)
def test_what_unknown_characters_say_in_a_line(printed: str, words: list[str]) -> None:
    assert [word.text for word in worded(chars(printed))] == words
