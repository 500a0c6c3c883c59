"""A figure that holds a space is one figure: in a text of a figure a line it never moves those behind it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge import LAYOUTS, CellCode, distinct_primes, render
from ingest.report import read_report
from tests.depth import examples

A_FIGURE_A_LINE = ("text_blank_lines", "text_pipe_separated", "text_copied_paragraphs", "text_pipe_terminated")
VERSIONS = ("form_2019", "form_2021")
SPACES = (" ", "\u3000", "\u00a0", "\u2009", "  ", "\x1f")
SECTION_4 = "legal_challenges"
Code = tuple[str, str, str]


def place(code: CellCode) -> Code:
    return code.table, code.row, code.column


CODES = {version: sorted(map(place, distinct_primes(version).cells)) for version in VERSIONS}


def printed_row(code: Code) -> tuple[str, ...]:
    """The routes of section 4 stand side by side in one."""
    return code[:1] if code[0] == SECTION_4 else code[:2]


def changed(layout: str, version: str, texts: dict[Code, str]) -> tuple[str, dict[Code, str]]:
    """A report with other texts in some cells of its tables, and what each cell prints."""
    document = render(distinct_primes(version), layout)
    printed = {place(code): text for code, text in document.expected.items()}
    codes = {text: code for code, text in printed.items()}
    whole = document.content.decode()
    start = whole.index("第二十条第")
    instead = {text: texts[code] for text, code in codes.items() if code in texts}
    tables = re.sub(r"(?<!\d)\d+(?!\d)", lambda found: instead.get(found[0], found[0]), whole[start:])
    return whole[:start] + tables, printed | texts


def assert_nothing_moved(layout: str, version: str, texts: dict[Code, str]) -> None:
    """Every cell is read as printed, or not."""
    content, printed = changed(layout, version, texts)
    cells = read_report(content.encode(), f"report{LAYOUTS[layout].suffix}").alignment.cells
    read = {cell[:3]: " ".join(cell.printed_text.split()) for cell in cells if cell.problem_code is None}
    assert read == {code: " ".join(printed[code].split()) for code in read}
    # No more than the rows that have such a figure is lost.
    assert set(map(printed_row, printed.keys() - read.keys())) <= set(map(printed_row, texts))


@pytest.mark.parametrize("layout", A_FIGURE_A_LINE)
@pytest.mark.parametrize("column", ["natural_person", "commercial_enterprise", "other_org", "total"])
@pytest.mark.parametrize("space", SPACES)
def test_the_number_beside_a_figure_with_a_space_is_no_page(layout: str, column: str, space: str) -> None:
    assert_nothing_moved(layout, "form_2021", {("requests", "unavailable_needs_creation", column): f"7{space}19"})


@pytest.mark.parametrize("layout", A_FIGURE_A_LINE)
@pytest.mark.parametrize("column", ["prior_items", "item_change"])
@pytest.mark.parametrize("beside", ["3", "199"])
def test_nor_where_a_row_has_two_figures(layout: str, column: str, beside: str) -> None:
    other = {"prior_items": "item_change", "item_change": "prior_items"}[column]
    texts = {("disclosures", "fees", column): "2 84", ("disclosures", "fees", other): beside}
    assert_nothing_moved(layout, "form_2019", texts)


@pytest.mark.parametrize("layout", ["text_blank_lines", "text_copied_paragraphs"])
def test_nor_does_it_fill_the_place_of_a_blank(layout: str) -> None:
    row = ("requests", "granted")
    assert_nothing_moved(layout, "form_2021", {(*row, "natural_person"): "1 234", (*row, "other_org"): ""})
    assert_nothing_moved(
        layout,
        "form_2019",
        {("disclosures", "fees", "prior_items"): "1 234", ("disclosures", "fees", "item_change"): ""},
    )


@given(st.sampled_from(A_FIGURE_A_LINE), st.sampled_from(VERSIONS), st.sampled_from(SPACES), st.data())
@settings(max_examples=examples(30), derandomize=True, deadline=None, database=None)
def test_wherever_it_stands(layout: str, version: str, space: str, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.sampled_from(CODES[version]), min_size=1, max_size=3, unique=True))
    figures = st.tuples(st.integers(0, 99), st.integers(0, 999))
    texts = {code: space.join(map(str, data.draw(figures))) for code in codes}
    assert_nothing_moved(layout, version, texts)
