"""Damage thousands of documents of every format: none may raise, none may yield a number that its cell does not print.

``python -m benchmarks.fuzz --documents 5000`` ends with 1 where one does, and names the case, which its seed makes
again.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import islice
from random import Random

from benchmarks.mutations import (
    MOVES,
    MUTATIONS,
    flip_bytes,
    mutate_parts,
    printed_in_order,
    printed_numbers,
    rows_moved,
    truncate,
)
from benchmarks.mutations import numbers as numbers_in
from benchmarks.scoring import bare
from benchmarks.table_slips import slipped, some_slips
from forge import LAYOUTS, CellCode, ForgedDocument, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.errors import Rejection
from ingest.report import read_reports

PROGRESS_EVERY = 500
# Layouts that can print rows whose spans no longer fit: the others would have to lay the table out first.
UNCHECKED = frozenset(
    ("html_one_table", "html_spans", "html_word_paste", "text_blank_lines", "text_pipe_separated")
    + ("text_space_separated", "text_boxed_cells", "text_double_tabs")
    + ("text_extracted_cells", "text_extracted_rows", "text_pipe_before", "text_pipe_between")
    + ("text_cells_indented", "text_pipe_below", "text_rows_opened")
)
# Pages whose tables stand in the page itself, and those whose tables a program writes into it.
WRITTEN = ("html_in_script", "json_page")
TYPED = frozenset(name for name, layout in LAYOUTS.items() if layout.family == "html" and name not in WRITTEN)
LEGACY = "form_pre2019"
# How a table with slips may be worded: as the form is, with characters left out, columns added, years in labels.
WORDED = (
    (),
    ("abridged_labels",),
    ("other_columns",),
    ("abridged_labels", "other_columns"),
    ("dated_labels",),
    ("explained_labels",),
)
WORDINGS = 8
# Files without lines or tags.
NO_TEXT = ("pdf_", "xls_")
# What a script writes is no text of the page, and what a PDF prints is compressed: there only raising is looked for.
PRINTS_OTHERWISE = ("script", "pdf_")


def main() -> int:
    """Damage and read; 1 where anything was raised or invented."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=5000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    counts: Counter[str] = Counter()
    faults = 0
    for number, (name, kind, fault) in enumerate(islice(_cases(options.seed), options.documents), start=1):
        counts[kind] += 1
        if fault:
            faults += 1
            print(f"{name}: {kind}: {fault}")
        if number % PROGRESS_EVERY == 0:
            print(f"{number} / {options.documents}", file=sys.stderr)
    print(", ".join(f"{kind} {count}" for kind, count in sorted(counts.items())))
    print(f"{options.documents} documents, {faults} at fault")
    return int(faults > 0)


def _cases(seed: int) -> Iterator[tuple[str, str, str]]:
    """Layout, kind of damage, and what went wrong, layouts in turn and without end."""
    for turn in range(sys.maxsize):
        for name in sorted(LAYOUTS):
            chance = Random(f"{name} {seed} {turn}")
            try:
                yield name, *_one(name, chance)
            except Exception:  # whatever is raised is what is looked for
                yield f"{name} seed {seed} turn {turn}", "raised", traceback.format_exc()


def _one(name: str, chance: Random) -> tuple[str, str]:
    version = chance.choice(sorted(LAYOUTS[name].forms))
    if name in UNCHECKED and version != LEGACY and chance.random() < 1 / 3:
        return _moved(name, version, chance)
    if name in TYPED and chance.random() < 1 / 2:
        return _with_slips(name, version, chance)
    document = _forged(name, version)
    if document.content.startswith(b"PK"):
        mutate = chance.choice((flip_bytes, *MUTATIONS[2:]))
        damaged = mutate_parts(document.content, mutate, chance)
    else:
        mutate = chance.choice((flip_bytes, truncate) if name.startswith(NO_TEXT) else MUTATIONS)
        damaged = mutate(document.content, chance)
    cells = _cells(damaged, document.suffix)
    if not cells or any(mark in name for mark in PRINTS_OTHERWISE):
        return mutate.__name__, ""
    printed = _printed(damaged, document.suffix)
    invented = [
        cell
        for cell in cells
        if not cell.problem_code and not all(n.replace(",", "") in printed for n in numbers_in(cell.printed_text))
    ]
    return mutate.__name__, f"invented {invented[0]}" if invented else ""


def _printed(content: bytes, suffix: str) -> Container[str]:
    """The numbers that a document prints, or a text of all its characters that has any of them in it."""
    if suffix == ".ofd":
        return printed_in_order(content).replace(",", "")
    return {number.replace(",", "") for number in printed_numbers(content, suffix)}


def _with_slips(name: str, version: str, chance: Random) -> tuple[str, str]:
    quirks = () if version == LEGACY else chance.choice(WORDED)
    document, slips = _forged(name, version, quirks, chance.randrange(WORDINGS)), some_slips(chance)
    wrong = [
        cell
        for cell in _cells(slipped(document.content, slips, chance), document.suffix)
        if not cell.problem_code and numbers_in(cell.printed_text) and not _is_printed(cell, document)
    ]
    kind = " + ".join((*quirks, *(slip.__name__ for slip in slips)))
    return "slips", f"{kind}: {len(wrong)} wrong, {wrong[0]}" if wrong else ""


def _moved(name: str, version: str, chance: Random) -> tuple[str, str]:
    move, table = chance.choice(MOVES), chance.choice(("requests", "disclosures"))
    expected = _forged(name, version)
    document = render(distinct_primes(version), name, [rows_moved(table, move, chance)])
    cells = _cells(document.content, document.suffix)
    wrong = [cell for cell in cells if not cell.problem_code and not _is_printed(cell, expected)]
    return move.__name__, f"wrong {wrong[0]}" if wrong else ""


def _is_printed(cell: AlignedCell, document: ForgedDocument) -> bool:
    """Whether a document prints in that cell what was read."""
    expected = document.expected.get(CellCode(*cell[:3]))
    return expected is not None and bare(cell.printed_text) == bare(expected)


@lru_cache(maxsize=512)
def _forged(name: str, version: str, quirks: tuple[str, ...] = (), seed: int = 0) -> ForgedDocument:
    return render(distinct_primes(version), name, quirks, seed=seed)


def _cells(content: bytes, suffix: str) -> list[AlignedCell]:
    try:
        document = read_reports(content, f"document{suffix}")
    except Rejection:
        return []
    return [cell for report in document.reports for cell in report.alignment.cells]


if __name__ == "__main__":
    sys.exit(main())
