"""How long ``gouji check`` takes, beside a Python process that imports duckdb and polars and exits.

    python -m benchmarks.check [--rounds 9] [--output docs/performance-check.md]

Every contender is a process of its own, started as a user starts it. They take turns within each round, so that a
machine that slows down slows all of them; the least disturbed round counts.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from forge import balanced, plant, render
from gouji.check.bundle import ready_bundle

REPORT = Path(__file__).resolve().parents[1] / "docs" / "performance-check.md"
ROUNDS = 9
# Fifty files take seconds: so many rounds are enough.
ROUNDS_OF_MANY = 3
FILES = 50
LIMIT_ONE, LIMIT_MANY = 2.5, 5.0
LAYOUT, VERSION = "docx_tables", "form_2021"
FAULTY_CELL = ("requests", "processed", "natural_person")
PEER = ("-c", "import duckdb, polars")


@dataclass(frozen=True)
class Contender:
    """A process to time. It is held against the one of the name ``beside``, times ``limit``."""

    name: str
    arguments: tuple[str, ...]
    rounds: int
    beside: str
    limit: float | None


@dataclass
class Timing:
    """Seconds of the least disturbed round: processor time of the process and its children, and on the clock."""

    processor: float = float("inf")
    clock: float = float("inf")


def main() -> int:
    """Forge the files, time every process, write the table; 1 where one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--output", type=Path, default=REPORT)
    chosen = parser.parse_args()
    ready_bundle()
    with tempfile.TemporaryDirectory() as folder:
        contenders = contenders_over(Path(folder), chosen.rounds)
        compiled(contenders)
        timings = race(contenders)
    lines = table(contenders, timings)
    chosen.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return int(any(over(one, timings) for one in contenders))


def contenders_over(folder: Path, rounds: int) -> list[Contender]:
    """The peer, one file in every format, and many files, in order and each with a fault."""
    for name in ("good", "bad"):
        (folder / name).mkdir()
        for seed in range(FILES):
            (folder / name / f"{seed:02d}.docx").write_bytes(forged(seed, faulty=name == "bad"))
    good, bad = folder / "good" / "00.docx", folder / "bad" / "00.docx"
    one_good, one_bad = "one DOCX in order", "one DOCX with a wrong figure"
    peer = Contender("import duckdb, polars", PEER, rounds, "", None)
    return [
        peer,
        Contender(one_good, command(good), rounds, peer.name, LIMIT_ONE),
        Contender(one_bad, command(bad), rounds, peer.name, LIMIT_ONE),
        *(
            Contender(f"the same as {name}", command(bad, "--format", name), rounds, peer.name, LIMIT_ONE)
            for name in ("json", "sarif", "html")
        ),
        Contender(f"{FILES} DOCX in order", command(folder / "good"), ROUNDS_OF_MANY, one_good, LIMIT_MANY),
        Contender(f"{FILES} of these, each wrong", command(folder / "bad"), ROUNDS_OF_MANY, one_bad, LIMIT_MANY),
    ]  # fmt: skip


def forged(seed: int, *, faulty: bool) -> bytes:
    """A report of an agency of its own, balanced or with one figure mistyped."""
    figures = balanced(seed, VERSION, agency_name=f"昌黎县第{seed + 1}中学", report_year=2022)
    if faulty:
        figures = plant(figures, FAULTY_CELL, str(int(figures.text(*FAULTY_CELL)) + 6))
    return render(figures, LAYOUT).content


def command(path: Path, *options: str) -> tuple[str, ...]:
    """What the installed ``gouji`` script runs."""
    return ("-c", "import sys; from gouji.cli import main; sys.exit(main())", "check", "--quiet", *options, str(path))


def race(contenders: Sequence[Contender]) -> dict[str, Timing]:
    """Every contender once a round, until each has had its rounds."""
    timings = {one.name: Timing() for one in contenders}
    for number in range(max(one.rounds for one in contenders)):
        for one in contenders:
            if number < one.rounds:
                _run(one, timings[one.name])
    return timings


def compiled(contenders: Sequence[Contender]) -> None:
    """Run each once, so that Python keeps what it compiles of the peer and of us, even where it is told not to."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for one in contenders:
        subprocess.run([sys.executable, *one.arguments], env=environment, stdout=subprocess.DEVNULL, check=False)


def _run(one: Contender, timing: Timing) -> None:
    started = perf_counter()
    process = subprocess.Popen([sys.executable, *one.arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{one.name} ended with {process.returncode}")
    timing.clock = min(timing.clock, perf_counter() - started)
    timing.processor = min(timing.processor, usage.ru_utime + usage.ru_stime)


def over(one: Contender, timings: dict[str, Timing]) -> bool:
    """Whether the user waited longer than the limit allows."""
    if not one.beside or one.limit is None:
        return False
    return timings[one.name].clock / timings[one.beside].clock > one.limit


def table(contenders: Sequence[Contender], timings: dict[str, Timing]) -> list[str]:
    """The page."""
    lines = [
        "# Speed of `gouji check`", "",
        f"`make bench-check`: forged reports (`{LAYOUT}`, `{VERSION}`, 193 figures each), a new process each time, the "
        f"best of {contenders[0].rounds} rounds",
        f"({ROUNDS_OF_MANY} for {FILES} files). Python {platform.python_version()}, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[1]:.1f}. The limit is for the time a user waits. A check works on",
        "two cores where it can: the processor time beside it is what it would take on one.", "",
        "| process | clock s | ratio | at most | beside | processor s | ratio |", "|---|---:|---:|---:|---|---:|---:|",
    ]  # fmt: skip
    for one in contenders:
        timing, peer = timings[one.name], timings[one.beside or one.name]
        limit = f"{one.limit} | {one.beside}" if one.beside else "|"
        lines.append(
            f"| {one.name} | {timing.clock:.2f} | {timing.clock / peer.clock:.2f} | {limit} "
            f"| {timing.processor:.2f} | {timing.processor / peer.processor:.2f} |"
        )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
