"""Columns that agencies add to the form's: what stands below them is in no cell, and the others are read as ever."""

from __future__ import annotations

import re

import pytest

from benchmarks.scoring import read_cells
from forge import distinct_primes, render


def read(markup: bytes) -> dict[tuple[str, ...], str | None]:
    return {tuple(code): cell.problem_code for code, cell in read_cells(markup, ".html").items()}


@pytest.mark.parametrize("version", ["form_2019", "form_2021"])
def test_an_added_column_is_nobodys(version: str) -> None:
    document = render(distinct_primes(version), "html_spans", ["other_columns"])
    found = read_cells(document.content, document.suffix)
    assert {code: cell.printed_text for code, cell in found.items()} == dict(document.expected)
    assert not any(cell.problem_code for cell in found.values())


def test_a_header_that_is_not_known_leaves_its_row_unread() -> None:
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    markup = re.sub("上年总计|同比增减|备注".encode(), "某某情况".encode(), document.content)
    requests = {problem for code, problem in read(markup).items() if code[0] == "requests"}
    assert requests == {"wrong_cell_count"}


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
