"""One header that nobody knows, among all others in the form's order: its own figures are not read, all others are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import bare, read_cells
from forge import LAYOUTS, CellCode, distinct_primes, render
from ingest.aligned import AlignedCell

A_CELL_A_LINE = (
    "text_blank_lines",
    "text_extracted_cells",
    "text_cells_indented",
    "text_rows_opened",
    "text_pipe_below",
)
A_ROW_A_LINE = ("text_pipe_terminated", "text_pipe_before", "text_double_tabs", "text_tabs", "text_copied_rows")
GRIDS = ("html_spans", "html_split_tables", "html_cells_repeated")
FORM = distinct_primes("form_2021")
CODES = {
    "商业企业": "commercial_enterprise",
    "科研机构": "research_institution",
    "社会公益组织": "public_welfare_org",
    "法律服务机构": "legal_service_org",
}
ORGANISATIONS = tuple(CODES)
STRANGE = "某类团体"


def forged(layout: str, *changes: tuple[str, str]) -> dict[CellCode, AlignedCell]:
    """The cells of a report of 2021 in which words were replaced, each of them there before."""
    text = render(FORM, layout).content.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_cells(text.encode(), LAYOUTS[layout].suffix)


def figures(cells: dict[CellCode, AlignedCell]) -> dict[CellCode, str]:
    """What is read without a problem."""
    return {code: bare(cell.printed_text) for code, cell in cells.items() if cell.problem_code is None}


@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, *A_ROW_A_LINE, *GRIDS])
@pytest.mark.parametrize("header", ORGANISATIONS)
def test_all_columns_but_its_own_are_read(layout: str, header: str) -> None:
    cells = forged(layout, (header, STRANGE))
    own = {code for code in FORM.cells if code.column == CODES[header]}
    assert figures(cells) == {code: text for code, text in FORM.cells.items() if code not in own}
    assert {(cells[code].problem_code, bare(cells[code].printed_text)) for code in own} == {
        ("columns_uncertain", FORM.cells[code]) for code in own
    }


@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, *A_ROW_A_LINE])
def test_in_the_place_of_the_heading_of_organisations_it_costs_nothing(layout: str) -> None:
    assert figures(forged(layout, ("法人或其他组织", "各类主体"))) == FORM.cells


@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, *A_ROW_A_LINE])
@pytest.mark.parametrize("header", ["本年制发件数", "本年废止件数", "现行有效件数"])
def test_among_three_headers_two_are_enough(layout: str, header: str) -> None:
    cells = forged(layout, (header, STRANGE))
    unread = {
        code for code in FORM.cells if code.row in ("rules", "normative_documents") and code not in figures(cells)
    }
    assert figures(cells) == {code: text for code, text in FORM.cells.items() if code not in unread}
    assert {cells[code].problem_code for code in unread} == {"columns_uncertain"}
    assert len(unread) == 2


@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, *A_ROW_A_LINE])
@pytest.mark.parametrize(
    "changes",
    [
        (("商业企业", STRANGE), ("科研机构", "某类机构")),
        (("商业企业", STRANGE), ("科研机构", "商业企业")),
        (("商业企业", "机构"),),
        (("科研机构", "科研"), ("商业企业", STRANGE), ("法律服务机构", "其他类别")),
        (("法律服务机构", "社会公益组织"), ("社会公益组织", STRANGE)),
    ],
    ids=["two", "its neighbour moved", "a part", "one cut short", "one twice"],
)
def test_what_does_not_tell_its_place_leaves_the_section_unread(layout: str, changes: tuple[tuple[str, str]]) -> None:
    found = figures(forged(layout, *changes))
    assert found.items() <= FORM.cells.items()
    assert {code.table for code in found} == {"disclosures", "legal_challenges"}


@given(data=st.data())
def test_wherever_it_stands_no_figure_is_read_below_another_header(data: st.DataObject) -> None:
    """One header is replaced, and two neighbours may have changed places, with their figures or without."""
    layout = data.draw(st.sampled_from([*A_CELL_A_LINE, *A_ROW_A_LINE]))
    strange = data.draw(st.sampled_from(ORGANISATIONS))
    first, second = data.draw(st.sampled_from([*pairwise(ORGANISATIONS)]))
    cells = forged(layout, (first, "@1"), (second, "@2"), ("@1", second), ("@2", first), (strange, STRANGE))
    turned = {CODES[first]: CODES[second], CODES[second]: CODES[first]}
    found = figures(cells)
    assert found == {code: FORM.cells[code._replace(column=turned.get(code.column, code.column))] for code in found}
    # What else the report has is no worse for it.
    assert {code for code in FORM.cells if code.table != "requests"} <= found.keys()


@pytest.mark.parametrize("layout", [*A_CELL_A_LINE, *A_ROW_A_LINE])
def test_a_header_more_than_the_form_has_is_in_no_place_of_its(layout: str) -> None:
    """行政事业性收费 has two columns in 2019, the items above it three: a third header is not theirs."""
    form = distinct_primes("form_2019")
    text = render(form, layout).content.decode()
    head, heading, rest = text.partition("第二十条第（八）项")
    assert heading
    cells = read_cells((head + heading + rest.replace("本年增/减", STRANGE, 1)).encode(), LAYOUTS[layout].suffix)
    found = figures(cells)
    assert found == {code: text for code, text in form.cells.items() if code in found}
    assert {code for code in form.cells if code.row != "fees"} <= found.keys()


@pytest.mark.parametrize("layout", A_CELL_A_LINE)
@pytest.mark.parametrize("lost", ["prior_items", "decisions"])
def test_a_row_is_not_read_where_the_one_beside_it_has_more_figures_than_headers(layout: str, lost: str) -> None:
    """Two headers of three look like prose; of two rows one has a figure only, which may be of any of the three."""
    form = distinct_primes("form_2019")
    text = render(form, layout).content.decode()
    figures_of_row = {code.column: figure for code, figure in form.cells.items() if code.row == "penalty"}
    for header in ("上一年项目数量", "本年增/减"):
        text = text.replace(header, "各单位按照自己的口径填写的一个数目，由办公室汇总以后再行核对一遍并签字")
    gone = [figures_of_row[column] for column in ("item_change", lost)]
    content = "\n".join(line for line in text.split("\n") if line.strip(" |") not in gone)
    cells = read_cells(content.encode(), LAYOUTS[layout].suffix)
    assert "penalty" not in {code.row for code in figures(cells)}
    assert figures(cells).items() <= form.cells.items()
    assert len(figures(cells)) > len(form.cells) / 2
