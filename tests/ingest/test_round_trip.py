"""Whatever a report says, in whatever layout, under any two quirks: it is read as printed or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import applicable, compatible
from benchmarks.losses import LOSSES
from benchmarks.scoring import compared_under, read_cells
from forge import LAYOUTS, QUIRKS, CellCode, ReportFigures, balanced, render
from tests.depth import examples

EXAMPLES_PER_LAYOUT = 8
COUNTS = st.one_of(st.just("0"), st.integers(0, 99).map(str), st.integers(100, 10_000_000).map(str))
DECIMALS = st.decimals(0, 1_000_000, places=6, allow_nan=False, allow_infinity=False).map(lambda d: f"{d:f}")
CHANGES = st.integers(-5000, 5000).map(str)
BLANK_SHARES = st.sampled_from((0, 0, 0.02, 0.1, 0.5, 0.9))


def printable(cell: CellCode) -> st.SearchStrategy[str]:
    """What a cell can print: decimals for money, negative numbers for changes, counts elsewhere."""
    if cell.column == "item_change":
        return CHANGES
    return DECIMALS if cell.column == "amount" else COUNTS


@st.composite
def figures(draw: st.DrawFn, form_version: str) -> ReportFigures:
    """A report of any figures; sometimes with blank cells. Drawn from pools, so that neighbours are often equal."""
    base = balanced(draw(st.integers(0, 500)), form_version, quiet=draw(st.booleans()))
    pools = {kind: draw(st.lists(kind, min_size=1, max_size=16)) for kind in (COUNTS, DECIMALS, CHANGES)}
    chance = draw(st.randoms(use_true_random=False))
    blank_share = draw(BLANK_SHARES)
    cells = {
        cell: "" if chance.random() < blank_share else chance.choice(pools[printable(cell)]) for cell in base.cells
    }
    return replace(base, cells=cells)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_what_is_read_is_what_is_printed(name: str) -> None:
    layout = LAYOUTS[name]

    @settings(
        max_examples=examples(EXAMPLES_PER_LAYOUT),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def reads_back(data: st.DataObject) -> None:
        version = data.draw(st.sampled_from(sorted(layout.forms)))
        pairs = [pair for pair in combinations(applicable(layout, version), 2) if compatible(pair)]
        quirks = data.draw(st.sampled_from([(), *pairs]))
        document = render(data.draw(figures(version)), layout, quirks, seed=data.draw(st.integers(0, 99)))
        found = read_cells(document.content, document.suffix)
        compared = compared_under(quirks)
        expected = {code: compared(text) for code, text in document.expected.items()}
        wrong = {
            code: (cell.printed_text, expected.get(code))
            for code, cell in found.items()
            if cell.problem_code is None and compared(cell.printed_text) != expected.get(code, "not printed")
        }
        assert not wrong, (version, quirks, wrong)

    reads_back()


def test_losses_name_what_exists() -> None:
    """A renamed layout or quirk must not leave an excuse behind."""
    assert {layout for loss in LOSSES for layout in loss.layouts} <= set(LAYOUTS)
    assert {quirk for loss in LOSSES for quirk in loss.quirks} <= set(QUIRKS)
