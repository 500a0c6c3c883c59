"""How fast documents are read, beside named peers: the same forged files, one core, the same run.

    python -m benchmarks.ingest [--documents 100] [--repeats 9] [--output docs/performance.md]

Contenders take turns within each repeat, so that a machine that slows down slows all of them; each has a process of
its own, so that nobody's memory is in another's way; time is processor time.
"""

from __future__ import annotations

import argparse
import gc
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.peers import Contender, contenders
from forge import LAYOUTS, balanced, render

REPORT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
DOCUMENTS = 100
REPEATS = 9
# A PDF takes a peer a second: so many are enough.
SLOW_FAMILIES = {"pdf": 3}
VERSIONS = ("form_2021", "form_2019")
MEASURED = {
    "html": ("html_word_paste", "html_spans"),
    "docx": ("docx_tables",),
    "pdf": ("pdf_ruled",),
}
"""Layouts by family; the first is how agencies' pages mostly are, pasted from a word processor."""


@dataclass(frozen=True)
class Measurement:
    """Milliseconds a document for one contender, a number for each repeat."""

    contender: Contender
    milliseconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The least disturbed repeat."""
        return min(self.milliseconds)


@dataclass(frozen=True)
class Race:
    """All contenders over the files of one layout."""

    layout: str
    documents: int
    kilobytes: float
    measurements: tuple[Measurement, ...]
    missing: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="files a layout (default %(default)s)")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="rounds (default %(default)s)")
    parser.add_argument("--output", type=Path, default=REPORT, help="the report to write")
    options = parser.parse_args(arguments)
    races, absent = [], []
    for family, layouts in MEASURED.items():
        for layout in layouts:
            if layout in LAYOUTS:
                documents = min(options.documents, SLOW_FAMILIES.get(family, options.documents))
                races.append(race(layout, family, forge(layout, documents, options.repeats + 1)))
            else:
                absent.append(layout)
    report = write_report(races, absent, options.repeats)
    print(report)
    options.output.write_text(report, encoding="utf-8", newline="\n")
    return 0


def forge(layout: str, documents: int, rounds: int) -> list[list[bytes]]:
    """Files of one layout, vintages in turn, others for each round and no two alike."""
    versions = [version for version in VERSIONS if version in LAYOUTS[layout].forms]
    files = [
        render(balanced(number, versions[number % len(versions)]), layout, seed=number).content
        for number in range(documents * rounds)
    ]
    return [files[start : start + documents] for start in range(0, len(files), documents)]


def race(layout: str, family: str, rounds: Sequence[Sequence[bytes]]) -> Race:
    """Every contender over every file once, in turns; the first round is not measured: modules load in it."""
    suffix = LAYOUTS[layout].suffix
    entered = contenders(family, suffix)
    present = [contender for contender in entered if contender.is_installed]
    times: dict[str, list[float]] = {contender.name: [] for contender in present}
    with ExitStack() as processes:
        run = {each.name: processes.enter_context(own_process(family, suffix, each.name)) for each in present}
        for turn, files in enumerate(rounds):
            for name, taken in times.items():
                milliseconds = run[name](files)
                if turn:
                    taken.append(milliseconds)
    files = [content for each in rounds for content in each]
    return Race(
        layout,
        len(rounds[0]),
        sum(map(len, files)) / len(files) / 1000,
        tuple(Measurement(contender, tuple(times[contender.name])) for contender in present),
        tuple(contender.name for contender in entered if not contender.is_installed),
    )


@contextmanager
def own_process(family: str, suffix: str, name: str) -> Iterator[Callable[[Sequence[bytes]], float]]:
    """What measures a contender in a process that reads nothing else and remembers what it read."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        yield lambda files: process.submit(milliseconds, family, suffix, name, files).result()


def milliseconds(family: str, suffix: str, name: str, files: Sequence[bytes]) -> float:
    """Processor time a document."""
    contender = next(each for each in contenders(family, suffix) if each.name == name)
    gc.collect()
    taken = 0.0
    for content in files:
        if contender.prepare:
            contender.prepare()
        start = process_time()
        contender.work(content)
        taken += process_time() - start
    return taken / len(files) * 1000


def write_report(races: Sequence[Race], absent: Sequence[str], repeats: int) -> str:
    """The report as Markdown."""
    machine = f"Python {platform.python_version()} on {platform.machine()}"
    parts = [_INTRODUCTION.format(repeats=repeats, machine=machine), *map(_section, races)]
    parts += [f"## {layout}\n\nNot measured: this layout is not forged yet." for layout in absent]
    return "\n\n".join(parts) + "\n"


def _section(result: Race) -> str:
    lines = [
        f"## {result.layout}\n",
        f"{result.documents} files a round, of {result.kilobytes:,.0f} kB on average.\n",
        "| | does | ms a document, best | median | documents/s | times as fast as the first peer: best | median |",
        "|---|---|--:|--:|--:|--:|--:|",
        *(_line(measurement, _yardstick(result)) for measurement in result.measurements),
    ]
    lines += [f"\nNot measured: {name} is not installed." for name in result.missing]
    return "\n".join(lines)


def _yardstick(result: Race) -> Measurement | None:
    """The first peer that was measured."""
    return next((found for found in result.measurements if found.contender.package), None)


def _line(measurement: Measurement, yardstick: Measurement | None) -> str:
    ratios = ("-", "-")
    if yardstick is not None:
        each = [its / mine for its, mine in zip(yardstick.milliseconds, measurement.milliseconds, strict=True)]
        ratios = (f"{yardstick.best / measurement.best:.1f}", f"{median(each):.1f}")
    best, middle = measurement.best, median(measurement.milliseconds)
    shown = (f"{best:.2f}", f"{middle:.2f}", f"{1000 / best:,.0f}", *ratios)
    return f"| {measurement.contender.title} | {measurement.contender.does} | {' | '.join(shown)} |"


_INTRODUCTION = """\
# Performance

Reading speed of one core, measured by `make bench-ingest`; this page is its output and changes with the machine.
Contenders read the same forged files in the same run, each in a process of its own, taking turns in {repeats} rounds of
different files, so that nobody reads a file twice, behind a round that is not measured; times are processor time
({machine}). Peers extract tables and stop there. `gouji` also
finds which tables are statutory, matches every label, places every figure, tells agency, year, region and scope, and
hashes the document; `reader only` is the part that compares with a peer like for like.

`gouji` remembers what it found out about texts and about forms: the second report printed on a form is read by the
plan of the first, with other figures, and a table whose markup was met twice, but for its figures, is not parsed
again. The files of a layout are printed on two vintages of the form, and `gouji` is
measured as it reads a corpus, with the files of all rounds before behind it; `nothing
remembered` is measured with all of that forgotten before each document, as it would read a report like no other."""

if __name__ == "__main__":
    sys.exit(main())
