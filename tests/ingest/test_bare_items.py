"""The pieces of lines without marked cells: what programs cut, and what must not be taken for a figure."""

from __future__ import annotations

import pytest

from benchmarks.scoring import read_cells
from forge import distinct_primes, render
from ingest.bare_items import items_of
from ingest.documents import Line


def items(*lines: str) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in items_of([Line(text, f"line {n}") for n, text in enumerate(lines)])]


def test_the_number_of_a_row_on_a_line_of_its_own_is_no_figure() -> None:
    assert items("3", "2.", "其他法律行政法规禁止公开", "5") == [
        ("value", "3"),
        ("label", "2.\n其他法律行政法规禁止公开"),
        ("value", "5"),
    ]


@pytest.mark.parametrize("mark", ["、", ".", "．", "）"])
def test_a_number_whose_mark_stands_on_the_next_line_is_no_figure(mark: str) -> None:
    label = f"2\n{mark}其他法律行政法规禁止公开"
    assert items("3", *label.split("\n"), "5") == [("value", "3"), ("label", label), ("value", "5")]
    assert items("3", "2", f"{mark}无人知晓的情形", "5")[1] == ("unknown", "2")
    assert items("3", "2", "\u200b", mark, "无人知晓的情形", "5")[1] == ("unknown", "2")


@pytest.mark.parametrize(
    ("lines", "figure"),
    [
        (("1,", "033"), "1,033"),
        (("1", ",", "033"), "1,033"),
        (("1", ",033"), "1,033"),
        (("103", ".", "25"), "103.25"),
        (("1, 033",), "1,033"),
    ],
)
def test_a_figure_cut_at_its_separators_is_whole(lines: tuple[str, ...], figure: str) -> None:
    assert items(*lines) == [("value", figure)]


@pytest.mark.parametrize("lines", [("1,", "03"), ("15,",), ("1", ",", "2345")])
def test_what_is_left_of_a_figure_is_none(lines: tuple[str, ...]) -> None:
    assert items(*lines)[0][0] == "unknown"


def test_figures_on_lines_of_their_own_are_apart() -> None:
    assert items("105", "27", "3件") == [("value", "105"), ("value", "27"), ("value", "3件")]


def test_an_added_column_before_section_4_counts_in_its_line_of_figures() -> None:
    text = render(distinct_primes(), "text_blank_lines").content.decode()
    head, _, section = text.partition("四、政府信息公开行政复议")
    name, break_, table = section.partition("行政复议\n")
    added = f"{head}四、政府信息公开行政复议{name}序号\n\n{break_}{table}"
    cells = read_cells(added.encode(), ".txt")
    assert {cell.problem_code for code, cell in cells.items() if code.table == "legal_challenges"} == {
        "columns_uncertain"
    }


def test_a_marked_cell_that_is_no_number_keeps_its_place_in_the_row() -> None:
    lines = [Line(text, f"line {n}", is_cell=True) for n, text in enumerate(("行政处罚", "253", "--253", "减3", "23"))]
    assert [(item.kind, item.text) for item in items_of(lines)] == [
        ("label", "行政处罚"),
        ("value", "253"),
        ("value", "--253"),
        ("value", "减3"),
        ("value", "23"),
    ]


def test_two_lines_of_digits_are_one_cell_where_a_blank_line_parts_all_others() -> None:
    figures = [f"{n}" for n in range(101, 131)]
    lines = [Line(text, f"line {2 * n}") for n, text in enumerate(figures)]
    broken = [*lines, Line("9", f"line {2 * len(lines) - 1}")]
    kinds = [item.kind for item in items_of(broken)]
    assert kinds == ["value"] * 29 + ["unknown"] * 2
    assert {item.kind for item in items_of([Line(text, f"line {n}") for n, text in enumerate(figures)])} == {"value"}
