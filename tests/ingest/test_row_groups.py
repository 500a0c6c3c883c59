"""Rows whose names say little (其他, 其他情形) are read in the group of the form only."""

from __future__ import annotations

import pytest

from forge import LAYOUTS, ForgedDocument, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.report import read_report

PRINTED = ("html_spans", "html_split_tables", "text_blank_lines", "text_extracted_rows", "text_tabs", "markdown_pipes")
WORDINGS = ("其他", "其它", "其他情形", "其他情况", "其他原因")


def forged(layout: str, alternative: str, *quirks: str) -> ForgedDocument:
    return render(distinct_primes("form_2021", alternative=alternative), layout, quirks)


def cells_of(content: str, layout: str) -> tuple[AlignedCell, ...]:
    return read_report(content.encode(), f"report{LAYOUTS[layout].suffix}").alignment.cells


@pytest.mark.parametrize("layout", PRINTED)
@pytest.mark.parametrize("wording", WORDINGS)
def test_the_undivided_row_of_a_group_is_none_of_its_parts(layout: str, wording: str) -> None:
    document = forged(layout, "undivided")
    cells = cells_of(document.content.decode().replace("（六）其他处理", f"（六）{wording}"), layout)
    assert len(cells) > 150
    assert {cell.row_code for cell in cells}.isdisjoint({"other_reason", "other_undivided"})


@pytest.mark.parametrize("layout", PRINTED)
@pytest.mark.parametrize("alternative", ["divided", "undivided"])
@pytest.mark.parametrize("wording", WORDINGS)
def test_a_reason_added_to_another_group_is_not_the_one_of_the_form(
    layout: str, alternative: str, wording: str
) -> None:
    document = forged(layout, alternative, "extra_outcome")
    cells = cells_of(document.content.decode().replace("9.其他", f"9.{wording}", 1), layout)
    read = {cell[:3]: cell.printed_text.strip() for cell in cells if cell.problem_code is None}
    assert read == {tuple(code): text for code, text in document.expected.items()}


@pytest.mark.parametrize("layout", PRINTED)
@pytest.mark.parametrize("wording", WORDINGS)
def test_in_its_own_group_every_wording_is_read(layout: str, wording: str) -> None:
    document = forged(layout, "divided")
    cells = cells_of(
        document.content.decode().replace("3.其他<", f"3.{wording}<").replace("3.其他\n", f"3.{wording}\n"), layout
    )
    read = {cell[:3]: cell.printed_text.strip() for cell in cells if cell.problem_code is None}
    assert read == {tuple(code): text for code, text in document.expected.items()}
