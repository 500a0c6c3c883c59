"""How long facts of a million and of ten million rows take to become Parquet, in how much memory, beside named peers.

Every contender runs in a process of its own, so that its peak memory is its own; the peer that ratios are told against
is DuckDB's own `copy`, which neither sorts nor checks.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.warehouse import create_empty, fill

TABLE = "fct_printed_cells"
# A report of the form of 2021 has some 200 cells.
SIZES = (5_000, 50_000)
# Ten million rows of texts do not fit most machines as objects of Python.
WHOLE_IN_MEMORY = ("polars", "pandas")
MOST_IN_MEMORY = 2_000_000
ROUNDS = 1
OUTPUT = Path(__file__).resolve().parent.parent / "docs" / "performance-export.md"
LIMIT_SECONDS = 10.0
LIMIT_MEGABYTES = 2_048
# What Linux counts peak memory in.
KILOBYTES = 1024
Run = tuple[float, float, float, float]
WITH_YEAR = f"select mart.*, report_year from marts.{TABLE} as mart join marts.dim_reports using (report_id)"


@dataclass(frozen=True)
class Measured:
    """One contender on one size: the best of the rounds, in seconds of the processor and elapsed; the highest peak and
    what was written, in megabytes.
    """

    name: str
    rows: int
    seconds: float
    elapsed: float
    peak: float
    written: float


def export_with_gouji(warehouse: Path, folder: Path) -> None:
    from gouji.cli import main

    assert main(["export", str(folder / "gouji"), "--table", TABLE, "--warehouse", str(warehouse)]) == 0


def export_with_pandas(warehouse: Path, folder: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        frame = connection.execute(WITH_YEAR).df()
    frame.to_parquet(folder / "pandas", partition_cols=["report_year"], compression="zstd")


def export_with_polars(warehouse: Path, folder: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute(WITH_YEAR).pl().write_parquet(folder / "polars.parquet", compression="zstd")


def export_with_copy(warehouse: Path, folder: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute(f"copy ({WITH_YEAR}) to '{folder}/copy.parquet' (format parquet, compression zstd)")


CONTENDERS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "gouji": ("`gouji export`: sorted by key, a folder a year, manifest, checksums", export_with_gouji),
    "copy": ("DuckDB `copy ... to`: one file, unsorted", export_with_copy),
    "polars": ("Polars `write_parquet`: one file, unsorted", export_with_polars),
    "pandas": ("pandas `to_parquet`: a folder a year, unsorted", export_with_pandas),
}
PEER = "copy"


def main() -> int:
    """Make the warehouses, run every contender, write the page; 1 where ours is over a limit."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for report_count in SIZES:
            warehouse = Path(folder) / f"reports_{report_count}.duckdb"
            create_empty(warehouse)
            fill(warehouse, report_count)
            measured += list(measure(warehouse, Path(folder)))
    text = page(measured)
    OUTPUT.write_text(text, encoding="utf-8")
    print(text)
    ours = [found for found in measured if found.name == "gouji"]
    return int(ours[0].seconds > LIMIT_SECONDS or any(found.peak > LIMIT_MEGABYTES for found in ours))


def measure(warehouse: Path, folder: Path) -> Iterator[Measured]:
    """Contenders take turns, so that whatever else the machine does meets all of them."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        (rows,) = connection.execute(f"select count(*) from marts.{TABLE}").fetchall()[0]
    runs: dict[str, list[Run]] = {name: [] for name in able(int(rows))}
    for _ in range(ROUNDS):
        for name, found in runs.items():
            found.append(run_alone(name, warehouse, folder))
    for name, found in runs.items():
        seconds, elapsed, peaks, written = zip(*found, strict=True)
        yield Measured(name, int(rows), min(seconds), min(elapsed), max(peaks), written[0])


def able(rows: int) -> list[str]:
    """Who can be asked to write as many rows."""
    return [name for name in CONTENDERS if name not in WHOLE_IN_MEMORY or rows <= MOST_IN_MEMORY]


def run_alone(name: str, warehouse: Path, folder: Path) -> Run:
    """Seconds of the processor, elapsed seconds, peak and written megabytes of one contender in a new process."""
    with tempfile.TemporaryDirectory(dir=folder) as destination:
        command = [sys.executable, "-m", "benchmarks.exports", name, str(warehouse), destination]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
        size = sum(path.stat().st_size for path in Path(destination).rglob("*") if path.is_file())
    seconds, elapsed, peak = map(float, told.split())
    return seconds, elapsed, peak, size / 1e6


def contend(name: str, warehouse: str, destination: str) -> int:
    """What the new process does: export, then tell seconds and peak memory on the last line."""
    import resource

    started = time.perf_counter()
    CONTENDERS[name][1](Path(warehouse), Path(destination))
    elapsed = time.perf_counter() - started
    print(time.process_time(), elapsed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES)
    return 0


def page(measured: list[Measured]) -> str:
    """The page, sizes one after the other, each with the ratio to its own peer."""
    peers = {found.rows: found for found in measured if found.name == PEER}
    lines = [
        "# Speed of the export", "",
        f"`make bench-export`: `{TABLE}` of 5,000 and of 50,000 synthetic reports as Parquet with zstd, 2 cores.",
        f"The contenders take turns in {ROUNDS} round(s), each in a process of its own. Seconds are of processor time,",
        "imports included; elapsed counts whatever else ran on the machine too; peak memory is the process's.",
        "The peer is DuckDB's `copy`. Those that need the table whole in memory are asked for the million only.",
        f"The benchmark fails where `gouji` takes over {LIMIT_SECONDS:.0f} s for a million rows or over",
        f"{LIMIT_MEGABYTES:,} MB for any number.", "",
        "| rows | | seconds | elapsed | peak MB | written MB | speed, times the peer's | memory, share of the peer's |",
        "|--:|---|--:|--:|--:|--:|--:|--:|",
        *(row(found, peers[found.rows]) for found in measured),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def row(found: Measured, peer: Measured) -> str:
    cells = (
        f"{found.rows:,}", CONTENDERS[found.name][0], f"{found.seconds:.1f}", f"{found.elapsed:.1f}",
        f"{found.peak:,.0f}", f"{found.written:.1f}", f"{peer.seconds / found.seconds:.1f}",
        f"{found.peak / peer.peak:.0%}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(contend(*sys.argv[1:]) if len(sys.argv) > 1 else main())
