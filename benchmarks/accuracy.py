"""How many cells are read exactly: forge thousands of reports, read them, compare every cell.

    python -m benchmarks.accuracy [--documents 4000] [--seed N] [--jobs 2] [--output docs/accuracy.md]

Exit code 1 if a single cell was read wrongly without saying so, or a cell was not read that nothing excuses.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpus import Case, cases
from benchmarks.losses import FEWEST_EXACT, LOSSES, losses_of
from benchmarks.scoring import Outcome, Tally, score, total

REPORT = Path(__file__).resolve().parents[1] / "docs" / "accuracy.md"
# The single quirks of all layouts are about half of these; the rest are pairs.
DOCUMENTS = 4000
JOBS = 2
CASES_PER_TASK = 50
MISTAKES_SHOWN = 20
NO_QUIRK = "(none)"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the report; 0 if every promise held."""
    options = _parser().parse_args(arguments)
    outcomes = measure(cases(options.documents, options.seed), options.jobs)
    report = write_report(outcomes, _changed(options))
    print(report)
    options.output.write_text(report, encoding="utf-8", newline="\n")
    broken = faults(outcomes)
    for fault in broken[:MISTAKES_SHOWN]:
        print(fault, file=sys.stderr)
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="at least so many (default %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="which figures and pairs of quirks (default %(default)s)")
    parser.add_argument("--jobs", type=int, default=JOBS, help="processes (default %(default)s)")
    parser.add_argument("--output", type=Path, default=REPORT, help="the report to write")
    return parser


def _changed(options: argparse.Namespace) -> str:
    """The options that decide what is measured, where they are not the defaults."""
    documents = f" --documents {options.documents}" if options.documents != DOCUMENTS else ""
    return documents + (f" --seed {options.seed}" if options.seed else "")


def measure(chosen: Sequence[Case], jobs: int) -> list[Outcome]:
    """Every case read and compared, in the order given whatever the number of processes."""
    if jobs <= 1:
        return list(map(score, chosen))
    with get_context("spawn").Pool(jobs) as pool:
        return list(pool.imap(score, chosen, chunksize=CASES_PER_TASK))


def faults(outcomes: Iterable[Outcome]) -> list[str]:
    """What must not be: cells silently wrong, cells not read that nothing excuses, too few of a layout."""
    wrong, unread = [], []
    intact: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        wrong += [f"silently wrong: {outcome.case}: {mistake}" for mistake in outcome.mistakes]
        if losses_of(outcome.case):
            continue
        intact[outcome.case.layout].append(outcome)
        if outcome.tally.abstained and outcome.case.layout not in FEWEST_EXACT:
            unread.append(f"not read: {outcome.case}: {outcome.tally.abstained} of {outcome.tally.cells} cells")
    for layout, fewest in FEWEST_EXACT.items():
        tally = total(intact[layout])
        if tally.cells and _percentage(tally.exact, tally.cells) < fewest:
            unread.append(f"not read: {layout}: {tally.exact} of {tally.cells} cells are exact, less than {fewest} %")
    return wrong + unread


def write_report(outcomes: Sequence[Outcome], options: str = "") -> str:
    """The report as Markdown; equal outcomes make equal bytes."""
    intact = [outcome for outcome in outcomes if not losses_of(outcome.case)]
    by_layout: defaultdict[str, list[Outcome]] = defaultdict(list)
    by_quirk: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_layout[outcome.case.layout].append(outcome)
        for quirk in outcome.case.quirks or (NO_QUIRK,):
            by_quirk[quirk].append(outcome)
    displaced = {name: [outcome for outcome in intact if outcome.case.layout == name] for name in FEWEST_EXACT}
    everything = [("**all**", outcomes), ("**all that lost nothing**", intact)]
    parts = (
        _INTRODUCTION.format(documents=len(outcomes), options=options),
        _table("layout", [*by_layout.items(), *everything]),
        _QUIRKS,
        _table("quirk", sorted(by_quirk.items())),
        _DISPLACED,
        _table("layout", [(f"{name} (at least {FEWEST_EXACT[name]:g} %)", found) for name, found in displaced.items()]),
        _LOSSES,
        _losses(outcomes),
    )
    return "\n\n".join(parts) + "\n"


def _table(heading: str, groups: Iterable[tuple[str, Sequence[Outcome]]]) -> str:
    lines = [
        f"| {heading} | documents | cells | exact | not read | silently wrong | exact % | not read % | wrong % |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [_line(name, total(outcomes)) for name, outcomes in groups]
    return "\n".join(lines)


def _line(name: str, tally: Tally) -> str:
    counts = (tally.exact, tally.abstained, tally.wrong)
    shown = [f"{tally.documents:,}", f"{tally.cells:,}", *(f"{count:,}" for count in counts)]
    shown += [f"{_percentage(count, tally.cells):.3f}" for count in counts]
    return f"| {name} | {' | '.join(shown)} |"


def _percentage(count: int, cells: int) -> float:
    return 100 * count / cells if cells else 0.0


def _losses(outcomes: Sequence[Outcome]) -> str:
    lines = ["| layout | quirks | why | documents | cells not read |", "|---|---|---|--:|--:|"]
    for loss in LOSSES:
        tally = total(outcome for outcome in outcomes if loss.explains(outcome.case))
        layouts = ", ".join(sorted(loss.layouts)) or "any"
        quirks = " + ".join(sorted(loss.quirks)) or "any"
        lines.append(f"| {layouts} | {quirks} | {loss.reason} | {tally.documents:,} | {tally.abstained:,} |")
    return "\n".join(lines)


_INTRODUCTION = """\
# Accuracy

How the readers do on documents whose every cell is known. `make accuracy` forges {documents:,} reports in every layout
and vintage, under every quirk and random pairs of quirks, prints a prime number of its own in each cell, reads the
bytes with the functions that `gouji ingest` uses, and compares each cell's text. This page is its output
(`python -m benchmarks.accuracy{options}`); a second run writes the same bytes.

* **exact**: the cell was reported with the text it prints, white space around it aside.
* **not read**: the cell was not reported, or reported with a `problem_code`: absent or unreadable in the warehouse.
* **silently wrong**: reported without a problem, with another text or where nothing is printed.

The run fails on one silently wrong cell, on one cell not read in a document that lost nothing by the last table, and
where the layouts with displaced labels are read less well than the table before it promises.

## By layout"""

_QUIRKS = """\
## By quirk

A document with two quirks counts for both."""

_DISPLACED = """\
## Labels displaced from their figures

No line is ruled and a label may stand above and below its figures: what cannot be told in one way is not read.
Documents that lost nothing by the next table, and the share of cells that must be exact."""

_LOSSES = """\
## What documents lose

Where a layout prints too little, or two habits together spoil a header, a cell is not read; it is never guessed. A
document can lose cells in more than one of these ways."""

if __name__ == "__main__":
    sys.exit(main())
