"""Damaged PDF: a rejection, or cells that the page does print; pages lost or moved about keep their figures."""

from __future__ import annotations

import io
import re
from random import Random

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.scoring import on_paper
from forge import LAYOUTS, CellCode, ForgedDocument, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.errors import Rejection
from ingest.normalise import squeeze
from ingest.report import read_reports
from tests.depth import examples

PDF = sorted(name for name, layout in LAYOUTS.items() if layout.family == "pdf")
PAGE = re.compile(r"page (\d+) ")
DIGITS = re.compile(r"\d+")
CHANCES = st.integers(0, 10_000).map(Random)
bounded = settings(
    max_examples=examples(4), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def forged(name: str) -> ForgedDocument:
    """A report of distinct primes in the newest vintage that the layout prints."""
    return render(distinct_primes(max(LAYOUTS[name].forms)), name)


def cells_or_rejection(content: bytes) -> list[AlignedCell]:
    """The cells that were read without a problem; none where the document is rejected. Nothing else may be raised."""
    try:
        reports = read_reports(content, "document.pdf").reports
    except Rejection:
        return []
    return [cell for report in reports for cell in report.alignment.cells if cell.problem_code is None]


def flip_bytes(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 5, 25))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def with_pages(content: bytes, numbers: list[int]) -> bytes:
    """The document made of some of its pages, in the order given."""
    whole, made, written = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument.new(), io.BytesIO()
    made.import_pages(whole, numbers)
    made.save(written)
    return written.getvalue()


def page_texts(content: bytes) -> list[str]:
    """What each page prints by PDFium's own account, without white space."""
    pages = pypdfium2.PdfDocument(content)
    return [squeeze("".join(page.get_textpage().get_text_range().split())) for page in pages]


@pytest.mark.parametrize("name", PDF)
def test_no_number_is_read_that_its_page_does_not_print(name: str) -> None:
    document = forged(name)

    @bounded
    @given(CHANCES)
    def invents_nothing(chance: Random) -> None:
        content = flip_bytes(document.content, chance)
        cells = cells_or_rejection(content)
        texts = page_texts(content) if cells else []
        for cell in cells:
            page = PAGE.match(cell.locator)
            assert page is not None
            # A cell that a page break cuts has the rest of its text on the next page.
            printed = "".join(texts[int(page[1]) - 1 : int(page[1]) + 1])
            assert all(number in printed for number in DIGITS.findall(squeeze(cell.printed_text))), cell

    invents_nothing()


@pytest.mark.parametrize("name", PDF)
def test_pages_lost_or_moved_keep_their_figures(name: str) -> None:
    document = forged(name)
    count = len(pypdfium2.PdfDocument(document.content))

    @bounded
    @given(CHANCES)
    def keeps_figures(chance: Random) -> None:
        kept = chance.sample(range(count), chance.randrange(1, count + 1))
        numbers = sorted(kept) if chance.random() < 0.5 else kept
        for cell in cells_or_rejection(with_pages(document.content, numbers)):
            code = CellCode(*cell[:3])
            assert on_paper(cell.printed_text) == on_paper(document.expected.get(code, "")), (numbers, cell)

    keeps_figures()
