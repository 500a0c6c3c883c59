"""PDF layouts: their pages hold every figure once, looked up with a reader that is not the one under test."""

from __future__ import annotations

import io
from collections import Counter

import pdfplumber
import pytest

from forge import LAYOUTS, balanced, distinct_primes, render
from forge.layouts.pdf_sheet import Style, lay_out, wrapped
from forge.model import SYNTHETIC_NOTICE

PDF = [(name, form) for name, layout in LAYOUTS.items() if layout.family == "pdf" for form in sorted(layout.forms)]


def printed(content: bytes) -> list[str]:
    """The words of all pages."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [word["text"] for page in document.pages for word in page.extract_words(x_tolerance=1)]


@pytest.mark.parametrize(("name", "form"), PDF)
def test_every_figure_is_printed_once(name: str, form: str) -> None:
    figures = distinct_primes(form)
    document = render(figures, name)
    words = Counter(printed(document.content))
    assert dict(document.expected) == dict(figures.cells)
    assert {figure: words[figure] for figure in figures.cells.values()} == dict.fromkeys(figures.cells.values(), 1)


@pytest.mark.parametrize(("name", "form"), PDF)
def test_every_document_says_that_it_is_synthetic(name: str, form: str) -> None:
    text = "".join(printed(render(balanced(3, form), name).content)).replace(" ", "")
    assert SYNTHETIC_NOTICE.replace(" ", "") in text


@pytest.mark.parametrize("repeats", [True, False])
def test_a_table_goes_on_over_pages(repeats: bool) -> None:
    report = LAYOUTS["pdf_ruled"].compose(balanced(1))
    sheet = lay_out(report, Style(size=14.0, is_ruled=True, repeats=repeats))
    groups = {piece.page for piece in sheet.prints if piece.text.startswith(("三、", "（三）"))}
    assert sheet.page > 2
    assert {stroke.page for stroke in sheet.strokes} >= {2, 3}
    assert groups


def test_no_line_begins_with_a_comma() -> None:
    assert list(wrapped("甲乙丙，丁", 30, 10)) == ["甲乙丙，", "丁"]
