"""Labels that explain themselves in brackets, at length: 规范性文件（……）."""

from __future__ import annotations

import pytest

from benchmarks.scoring import bare, read_cells
from forge import LAYOUTS, distinct_primes, render
from ingest.looks import LONGEST_EXPLAINED, LONGEST_LABEL, is_long

TEXTS = ("text_blank_lines", "text_extracted_cells", "text_pipe_terminated", "text_tabs", "text_space_separated")
TABLES = ("html_spans", "html_word_paste", "markdown_pipes", "docx_tables", "xlsx_sheet", "html_turned")


@pytest.mark.parametrize("version", ["form_2019", "form_2021"])
@pytest.mark.parametrize("layout", [*TEXTS, *TABLES])
def test_what_a_label_explains_changes_nothing(layout: str, version: str) -> None:
    document = render(distinct_primes(version), layout, ["explained_labels"])
    cells = read_cells(document.content, document.suffix)
    assert {code: bare(cell.printed_text) for code, cell in cells.items() if not cell.problem_code} == document.expected


@pytest.mark.parametrize("layout", TEXTS)
def test_a_row_that_nobody_knows_is_not_taken_for_the_one_above_it(layout: str) -> None:
    document = render(distinct_primes("form_2019"), layout, ["extra_row"])
    explained = f"其他主动公开文件（{'规范性文件以外正式签发的主动公开文件，' * 4}见专栏）"
    text = document.content.decode().replace("其他主动公开文件", explained)
    found = {code: bare(c.printed_text) for code, c in read_cells(text.encode(), LAYOUTS[layout].suffix).items()}
    assert found == document.expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规范性文件", False),
        (f"规范性文件（{'制' * LONGEST_LABEL}）", False),
        (f"规范性文件({'制' * LONGEST_LABEL})", False),
        (f"规范性文件（{'制' * LONGEST_EXPLAINED}）", True),
        (f"规范性文件（{'制' * LONGEST_LABEL}）共计", True),
        (f"某类文件（{'制' * LONGEST_LABEL}）", True),
        (f"（{'制' * LONGEST_LABEL}）", True),
        ("制" * (LONGEST_LABEL + 1), True),
        ("制" * LONGEST_LABEL, False),
    ],
)
def test_only_what_is_known_without_its_brackets_may_be_long(text: str, expected: bool) -> None:
    assert is_long(text) is expected
