"""Tables read by plan are read as without one, whatever was read before."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import Case, cases
from forge import LAYOUTS
from ingest.align import align
from ingest.documents import Cell, Document, Row, Table
from ingest.errors import Rejection
from ingest.forms import load_forms
from ingest.locate import Located, locate
from ingest.plans import PLANS_KEPT, STAND_IN, form_of, read_tables
from ingest.readers import read
from ingest.vintages import form_version_of, without_chance_tables
from ingest.years import dated_labels
from tests.depth import examples

CASES_A_LAYOUT = 4
CASES = tuple(case for case in cases(1, seed=29) if LAYOUTS[case.layout].family != "pdf")
CHANCES = st.integers(0, 10_000).map(random.Random)
bounded = settings(
    max_examples=examples(25), derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
LABELS = sorted({row.label for row in load_forms().rows} | {column.label for column in load_forms().columns})
FIGURES = ("0", "7", "12", "-3", "1,024", "2.50", "12.", "3件", "-", "—", "", "&nbsp;", "１２", "2021", "12/3")


def sample() -> list[Case]:
    """A few cases of every layout, quirks and vintages as they come."""
    chance = random.Random(29)
    by_layout = {layout: [case for case in CASES if case.layout == layout] for layout in LAYOUTS}
    return [case for found in by_layout.values() for case in chance.sample(found, min(CASES_A_LAYOUT, len(found)))]


def assert_read_alike(located: Located) -> None:
    """Without a plan, as forms are that were not met before; by the plan made the second time, and by it again."""
    alignment = without_chance_tables(align(located.rows))
    for _ in range(3):
        assert read_tables(located) == (alignment, form_version_of(alignment), dated_labels(alignment))


def _name(case: Case) -> str:
    return f"{case.layout}-{case.form_version}-{'+'.join(case.quirks)}"


@pytest.mark.parametrize("case", sample(), ids=_name)
def test_forged_documents_are_read_alike(case: Case) -> None:
    forged = case.forge()
    try:
        document = read(forged.content, f"report{LAYOUTS[case.layout].suffix}")
    except Rejection:
        pytest.skip("a format that is rejected")
    assert_read_alike(locate(document))


def mutated(table: Table, chance: random.Random) -> Table:
    """A table with figures, labels and spans moved about: what plans must not be misled by."""
    rows = [list(row.cells) for row in table.rows]
    for _ in range(chance.randint(0, 4)):
        row = chance.choice(rows)
        if not row:
            continue
        at = chance.randrange(len(row))
        texts = [cell.text for other in rows for cell in other] + [*FIGURES, chance.choice(LABELS)]
        match chance.randrange(4):
            case 0:
                row[at] = row[at]._replace(text=chance.choice(texts))
            case 1:
                del row[at]
            case 2:
                row[at] = row[at]._replace(end_column=row[at].end_column + 1)
            case _:
                rows.insert(chance.randrange(len(rows)), list(row))
    return Table(tuple(Row(n, tuple(_in_row(cell, n) for cell in row)) for n, row in enumerate(rows)), table.has_spans)


def _in_row(cell: Cell, number: int) -> Cell:
    return cell._replace(first_row=number, locator=f"row {number} column {cell.first_column}")


@given(st.sampled_from([case for case in sample() if LAYOUTS[case.layout].family in ("html", "docx")]), CHANCES)
@bounded
def test_mutated_tables_are_read_alike(case: Case, chance: random.Random) -> None:
    document = read(case.forge().content, f"report{LAYOUTS[case.layout].suffix}")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert_read_alike(locate(Document("", "", tuple(mutated(table, chance) for table in tables))))


@given(st.lists(st.lists(st.sampled_from([*LABELS, *FIGURES]), min_size=1, max_size=9), min_size=1, max_size=8))
@bounded
def test_any_words_of_the_form_are_read_alike(texts: list[list[str]]) -> None:
    rows = tuple(
        Row(n, tuple(Cell(text, m, m + 1, n, f"row {n} cell {m}") for m, text in enumerate(row)))
        for n, row in enumerate(texts)
    )
    assert_read_alike(locate(Document("", "", (Table(rows, has_spans=True),))))


def grid(*rows: Sequence[str]) -> Located:
    """A located table with a cell of its own for each text."""
    printed = tuple(
        Row(n, tuple(Cell(text, m, m + 1, n, f"row {n} cell {m}") for m, text in enumerate(row)))
        for n, row in enumerate(rows)
    )
    return locate(Document("", "", (Table(printed, has_spans=True),)))


HEADER = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def test_a_row_printed_twice_is_compared_by_its_figures_each_time() -> None:
    for _ in range(2):
        alike = read_tables(grid(HEADER, ("规章", "1", "2", "3"), ("规章", "1", "2", "3"))).alignment
    differing = read_tables(grid(HEADER, ("规章", "1", "2", "3"), ("规章", "1", "5", "3"))).alignment
    assert [cell.problem_code for cell in alike.cells] == [None, None, None]
    assert [cell.problem_code for cell in differing.cells] == [None, "row_repeated", None]


def test_a_figure_that_looks_like_a_stand_in_is_read_as_printed() -> None:
    figure = f"{STAND_IN}00001"
    for _ in range(2):
        cells = read_tables(grid(HEADER, ("规章", figure, f"{figure}件", "3"))).alignment.cells
    assert [cell.printed_text for cell in cells] == [figure, f"{figure}件", "3"]


def test_plans_kept_are_bounded() -> None:
    for n in range(PLANS_KEPT + 10):
        read_tables(grid(HEADER, (f"规章{'甲' * (n % 7)}", "1", "2", f"{n}件")))
    assert form_of.cache_info().currsize <= PLANS_KEPT
