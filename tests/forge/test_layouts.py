"""Layouts: each prints every vintage it claims to, every figure once and in order."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from itertools import groupby, pairwise

import pytest

from forge import LAYOUTS, balanced, distinct_primes, render
from forge.layouts.pdftotext_layout import PAGE_END
from forge.layouts.text_indicator_long import GAP
from forge.model import SYNTHETIC_NOTICE
from forge.quirks.base import WRITTEN

PRINTED = [(name, form) for name, layout in LAYOUTS.items() for form in sorted(layout.forms)]
# Documents that are characters; what others print is looked up by tests of their own.
PRINTED_AS_TEXT = [(name, form) for name, form in PRINTED if LAYOUTS[name].family in WRITTEN]
A_LINE_A_ROW = frozenset(
    {
        "text_space_separated",
        "text_copied_rows",
        "text_extracted_rows",
        "text_boxed_cells",
        "text_double_tabs",
        "text_pdf_pieces",
        "text_pdf_lines",
    }
)
ON_ITS_SIDE = "html_turned"
REPEATED = "html_cells_repeated"
RUN_TOGETHER = ("text_rows_run_together", "text_run_together")
STATUTORY_LAYOUTS = [name for name, layout in LAYOUTS.items() if "form_2021" in layout.forms]


class Cells(HTMLParser):
    """The text of every innermost table cell."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td":
            self._open.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self._open:
            self.texts.append(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1] += data


def cell_texts(text: str, family: str) -> list[str]:
    """Everything in a document that could be a cell, in order, without white space around it."""
    if family == "html":
        script = re.search(r"^var content = (.*);$", text, re.MULTILINE)
        parser = Cells()
        parser.feed(json.loads(script.group(1)) if script else text)
        return [cell.strip() for cell in parser.texts]
    if family == "markdown":
        return [cell.strip() for line in text.splitlines() if line.startswith("|") for cell in line.split("|")]
    if PAGE_END in text:
        return text.split()
    return [cell.strip() for line in text.splitlines() for cell in line.strip("| ").split(GAP)]


@pytest.mark.parametrize(("name", "form"), [pair for pair in PRINTED_AS_TEXT if pair[0] not in RUN_TOGETHER])
def test_every_figure_is_printed_once_and_in_order(name: str, form: str) -> None:
    figures = distinct_primes(form)
    document = render(figures, name)
    assert dict(document.expected) == dict(figures.cells)
    primes = set(figures.cells.values())
    text = document.content.decode()
    if document.suffix == ".csv":
        text = "\n".join(cell for row in csv.reader(StringIO(text, newline="")) for cell in row)
    cells = re.split(r"[\s|]+", text) if name in A_LINE_A_ROW else cell_texts(text, LAYOUTS[name].family)
    printed = [cell for cell in cells if cell in primes]
    if name == REPEATED:
        printed = [cell for cell, _ in groupby(printed)]
    order = sorted if name == ON_ITS_SIDE else list
    assert order(printed) == order(figures.cells.values())


@pytest.mark.parametrize("name", RUN_TOGETHER)
def test_figures_run_together_are_printed_in_order(name: str) -> None:
    figures = distinct_primes("form_2021")
    text = "".join(render(figures, name).content.decode().split("\n"))
    place = text.index("第二十条第")
    for figure in figures.cells.values():
        assert figure in text[place:]
        place = text.index(figure, place) + len(figure)


@pytest.mark.parametrize(("name", "form"), PRINTED)
def test_equal_arguments_make_equal_bytes(name: str, form: str) -> None:
    assert render(balanced(3, form), name).content == render(balanced(3, form), name).content


@pytest.mark.parametrize(("name", "form"), PRINTED_AS_TEXT)
def test_every_document_says_that_it_is_synthetic(name: str, form: str) -> None:
    text = re.sub(r"<[^>]*>", "", render(balanced(3, form), name).content.decode())
    # Text from pages breaks its lines where they do.
    assert "".join(SYNTHETIC_NOTICE.split()) in "".join(text.split())


@pytest.mark.parametrize("name", STATUTORY_LAYOUTS)
@pytest.mark.parametrize("alternative", ["divided", "undivided"])
def test_other_handling_is_printed_either_way(name: str, alternative: str) -> None:
    document = render(distinct_primes("form_2021", alternative=alternative), name)
    rows = {cell.row for cell in document.expected if cell.row.startswith("other_")}
    assert ("other_undivided" in rows) == (alternative == "undivided")


def test_rows_are_padded_with_pipes_to_the_width_of_the_table() -> None:
    lines = render(distinct_primes("form_2021"), "text_pipe_terminated").content.decode().splitlines()
    assert "第二十条第（一）项 | |||" in lines
    assert "申请人情况 | ||||||||" in lines
    assert "行政诉讼 | |||||||||||||" in lines
    assert "自然人 |" in lines


def test_a_blank_cell_leaves_two_lone_pipes() -> None:
    figures = balanced(4)
    lines = render(figures, "text_pipe_separated", ["total_column_blank"]).content.decode().splitlines()
    blanks = sum(first == second == "|" for first, second in pairwise(lines))
    rows = sum(cell.table == "requests" and cell.column == "total" for cell in figures.cells)
    # The blank that ends the table has nothing after it to be parted from.
    assert blanks == rows - 1
    assert ("|", "") in pairwise(lines)


def test_continued_cells_are_tabs_and_headers_may_break_without_one() -> None:
    lines = render(distinct_primes("form_2019"), "text_tabs").content.decode().splitlines()
    assert lines[lines.index("\t2.其他法律行政法规禁止公开") - 2 :][:2] == ["\t", "\t"]
    assert lines[lines.index("\t本年新") + 1] == "制作数量"


def test_empty_cells_stand_in_for_rowspan() -> None:
    text = render(distinct_primes("form_2021"), "html_empty_header_cells").content.decode()
    assert "rowspan" not in text
    assert '<td colspan="3"></td>' in text


def test_the_second_half_of_a_split_table_repeats_what_spans_the_cut() -> None:
    text = render(distinct_primes("form_2021"), "html_split_tables").content.decode()
    assert text.count("三、本年度办理结果") == 2


def test_a_layout_refuses_a_vintage_it_does_not_print() -> None:
    with pytest.raises(ValueError, match="does not print"):
        render(balanced(1, "form_2021"), "text_indicator")


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown layout"):
        render(balanced(1), "stone_tablet")
