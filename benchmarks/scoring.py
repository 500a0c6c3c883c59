"""One forged document read and compared, cell by cell, with what it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.corpus import Case
from forge import CellCode
from ingest.align import align
from ingest.aligned import AlignedCell
from ingest.errors import Rejection
from ingest.locate import locate
from ingest.readers import read
from ingest.rows import BLANK_CHARACTERS

SETS_SPACES = "mojibake"
"""The quirk that prints a wide space behind ideographs where their bytes would not go into whole pairs."""
GAP_IN_NOTE = re.compile(r"(?<=[一-鿿]) (?=\d)")
GAP_BEFORE_WORD = re.compile(r"(?<=\d) (?=[^\W\d]|[（(])")


@dataclass(frozen=True)
class Tally:
    """How the cells that documents print were read.

    ``abstained``: not reported, or reported with a problem. ``wrong``: reported without a problem, with a text that the
    cell does not print or for a cell that is not printed.
    """

    documents: int = 0
    cells: int = 0
    exact: int = 0
    abstained: int = 0
    wrong: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.documents + other.documents,
            self.cells + other.cells,
            self.exact + other.exact,
            self.abstained + other.abstained,
            self.wrong + other.wrong,
        )


@dataclass(frozen=True)
class Outcome:
    """One case, its tally, and the cells that were silently wrong, in words."""

    case: Case
    tally: Tally
    mistakes: tuple[str, ...]


def total(outcomes: Iterable[Outcome]) -> Tally:
    """All tallies added up."""
    return sum((outcome.tally for outcome in outcomes), Tally())


def on_paper(text: str) -> str:
    """The text without the gap between a figure and its unit or note: on paper there are no spaces, only places."""
    return GAP_BEFORE_WORD.sub("", bare(text))


def without_set_spaces(text: str) -> str:
    """The text without a space between an ideograph and a digit of a note, which forge has printed but not expected."""
    return GAP_IN_NOTE.sub("", bare(text))


def bare(text: str) -> str:
    """What is compared: the text without white space and cell marks around it, any white space within being a space."""
    return " ".join(text.strip(BLANK_CHARACTERS).split())


def read_cells(content: bytes, suffix: str) -> dict[CellCode, AlignedCell]:
    """The cells of a document by code; none where it is rejected."""
    try:
        rows = locate(read(content, f"document{suffix}")).rows
    except Rejection:
        return {}
    return {CellCode(*cell[:3]): cell for cell in align(rows).cells}


def compared_under(quirks: Sequence[str]) -> Callable[[str], str]:
    """What of a text is compared where a document has these quirks."""
    return without_set_spaces if SETS_SPACES in quirks else bare


def score(case: Case) -> Outcome:
    """Forge, read and compare one document."""
    document = case.forge()
    found = read_cells(document.content, document.suffix)
    compared = on_paper if document.suffix == ".pdf" else compared_under(case.quirks)
    trusted = {code: compared(cell.printed_text) for code, cell in found.items() if cell.problem_code is None}
    expected = {code: compared(text) for code, text in document.expected.items()}
    exact = sum(trusted.get(code) == text for code, text in expected.items())
    mistakes = tuple(
        f"{'.'.join(code)}: read {text!r}, printed {expected.get(code)!r}"
        for code, text in trusted.items()
        if expected.get(code) != text
    )
    abstained = sum(code not in trusted for code in expected)
    return Outcome(case, Tally(1, len(expected), exact, abstained, len(mistakes)), mistakes)
