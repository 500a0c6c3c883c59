"""Damaged documents: a rejection, or cells that the document does print; rows moved about keep their figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from turbohtml import parse

from benchmarks.scoring import bare, read_cells
from forge import LAYOUTS, ForgedDocument, distinct_primes, render
from forge.document import PrintedReport
from forge.grid import Grid, GridRow, Role
from forge.quirks.base import Quirk
from ingest.aligned import AlignedCell
from ingest.errors import Rejection
from ingest.normalise import normalise_text
from ingest.readers.encoding import decode
from ingest.report import read_reports
from tests.depth import examples

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TAG = re.compile(r"<[^<>]*>")
TABLE_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
CHANCES = st.integers(0, 10_000).map(Random)
bounded = settings(
    max_examples=examples(15), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
# What a script writes is no text of the page; the other layouts of these families show all they print.
READABLE = sorted(
    name for name, layout in LAYOUTS.items() if layout.family in ("html", "text", "markdown") and "script" not in name
)
# Layouts that can print rows whose spans no longer fit: the others would have to lay the table out first.
UNCHECKED = ("html_one_table", "html_spans", "html_word_paste") + tuple(
    f"text_{kind}" for kind in ("blank_lines", "pipe_separated", "space_separated")
)
Mutation = Callable[[bytes, Random], bytes]


def forged(name: str) -> ForgedDocument:
    """A report of distinct primes in the newest vintage that the layout prints."""
    return render(distinct_primes(max(LAYOUTS[name].forms)), name)


def cells_or_rejection(content: bytes, suffix: str) -> list[AlignedCell]:
    """The cells of all reports of a document; none where it is rejected. Anything else raised fails the test."""
    try:
        document = read_reports(content, f"document{suffix}")
    except Rejection:
        return []
    return [cell for report in document.reports for cell in report.alignment.cells]


def flip_bytes(content: bytes, chance: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 5, 25))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def truncate(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def without_matches(pattern: re.Pattern[str], content: bytes, chance: Random) -> bytes:
    share = chance.choice((0.01, 0.1, 0.5))
    return pattern.sub(lambda match: "" if chance.random() < share else match[0], content.decode()).encode()


def drop_tags(content: bytes, chance: Random) -> bytes:
    return without_matches(TAG, content, chance)


def delete_lines(content: bytes, chance: Random) -> bytes:
    return without_matches(re.compile(r"[^\n]*\n"), content, chance)


def cut_rows(content: bytes, chance: Random) -> bytes:
    return without_matches(TABLE_ROW, content, chance)


def swap_lines(content: bytes, chance: Random) -> bytes:
    lines = content.decode().split("\n")
    for _ in range(chance.choice((1, 5, 25))):
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines).encode()


def printed_numbers(content: bytes, suffix: str) -> set[str]:
    """Every number that the document shows; in pages also what a script whose end was lost has swallowed."""
    text, _ = decode(content)
    if not suffix.startswith(".htm"):
        return numbers(text)
    return numbers(parse(text).to_text()) | numbers(TAG.sub(" ", text))


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(normalise_text(text)))


MUTATIONS: tuple[Mutation, ...] = (flip_bytes, truncate, drop_tags, delete_lines, cut_rows, swap_lines)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_damaged_bytes_are_read_or_rejected(name: str) -> None:
    document = forged(name)

    @bounded
    @given(CHANCES, st.sampled_from((flip_bytes, truncate)))
    def survives(chance: Random, mutate: Mutation) -> None:
        cells_or_rejection(mutate(document.content, chance), document.suffix)

    survives()


@pytest.mark.parametrize("name", READABLE)
def test_no_number_is_read_that_is_not_printed(name: str) -> None:
    document = forged(name)

    @bounded
    @given(CHANCES, st.sampled_from(MUTATIONS))
    def invents_nothing(chance: Random, mutate: Mutation) -> None:
        content = mutate(document.content, chance)
        cells = cells_or_rejection(content, document.suffix)
        printed = printed_numbers(content, document.suffix) if cells else set()
        for cell in cells:
            assert cell.problem_code or numbers(cell.printed_text) <= printed, (mutate.__name__, cell)

    invents_nothing()


def is_line_of_figures(row: GridRow) -> bool:
    return any(cell.role is Role.FIGURE for cell in row.cells)


def figures_moved(grid: Grid, move: Callable[[list[GridRow]], list[GridRow]]) -> Grid:
    """The rows of figures moved among themselves below the first header; headers between them stay above."""
    first = next(number for number, row in enumerate(grid.rows) if is_line_of_figures(row))
    return replace(grid, rows=(*grid.rows[:first], *move(list(grid.rows[first:]))))


def delete_rows(rows: list[GridRow], chance: Random) -> list[GridRow]:
    share = chance.choice((0.05, 0.2, 0.6))
    return [row for row in rows if not is_line_of_figures(row) or chance.random() >= share]


def repeat_rows(rows: list[GridRow], chance: Random) -> list[GridRow]:
    """Some rows are printed again, next to the row or anywhere; the copies are nobody's cells."""
    repeated = list(rows)
    for row in chance.sample(rows, min(len(rows), chance.randrange(1, 5))):
        copy = replace(row, cells=tuple(replace(cell, code=None) for cell in row.cells))
        repeated.insert(chance.choice((repeated.index(row) + 1, chance.randrange(len(repeated) + 1))), copy)
    return repeated


def shuffle_rows(rows: list[GridRow], chance: Random) -> list[GridRow]:
    shuffled = list(rows)
    if chance.random() < 0.5:
        chance.shuffle(shuffled)
    else:
        first, second = chance.randrange(len(rows)), chance.randrange(len(rows))
        shuffled[first], shuffled[second] = shuffled[second], shuffled[first]
    return shuffled


@pytest.mark.parametrize("move", [delete_rows, repeat_rows, shuffle_rows])
@pytest.mark.parametrize("name", UNCHECKED)
def test_rows_keep_their_figures(name: str, move: Callable[[list[GridRow], Random], list[GridRow]]) -> None:
    version = max(LAYOUTS[name].forms)
    original = forged(name).expected

    @bounded
    @given(CHANCES, st.sampled_from(("requests", "disclosures")))
    def keeps_figures(chance: Random, table: str) -> None:
        def moved(report: PrintedReport, _: Random) -> PrintedReport:
            return report.map_grids(
                lambda grid: figures_moved(grid, lambda rows: move(rows, chance)) if grid.table == table else grid
            )

        document = render(distinct_primes(version), name, [Quirk("rows_moved", "for this test", change_report=moved)])
        for code, cell in read_cells(document.content, document.suffix).items():
            assert cell.problem_code or bare(cell.printed_text) == original.get(code), (table, cell)

    keeps_figures()
