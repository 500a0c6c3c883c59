"""What a whole build costs after reading: dbt with its tests, the audit, publishing; seconds and most memory of each.

    python -m benchmarks.build [--reports 10000 100000]

The reports are those of the benchmark of the rules. Each step runs as `gouji build` runs it, in a process of its own,
and says itself how much memory it held.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.rules import write_raw
from gouji.transform import PROJECT_ROOT, dbt_command, dbt_environment
from gouji.warehouse import Warehouse

SIZES = (10_000, 100_000)
PUBLISH = """
import sys
from pathlib import Path
from gouji.warehouse import Warehouse
Warehouse(Path(sys.argv[1])).publish()
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a line of a table for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=SIZES, help="numbers of reports")
    options = parser.parse_args(arguments)
    print(
        "| reports | dbt, s | GB | audit, s | GB | publishing, s | GB | file, GB |\n|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    for reports in options.reports:
        with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
            print(measure(Warehouse(Path(folder) / "gouji.duckdb"), reports), flush=True)
    return 0


def measure(warehouse: Warehouse, reports: int) -> str:
    """Write the raw rows, then transform, audit and publish."""
    warehouse.build_file.parent.mkdir(parents=True, exist_ok=True)
    write_raw(warehouse.build_file, reports)
    steps = (
        (dbt_command(warehouse, None), dbt_environment(warehouse)),
        ([sys.executable, "-m", "expectations", str(warehouse.build_file), "--json"], os.environ),
        ([sys.executable, "-c", PUBLISH, str(warehouse.live_file)], os.environ),
    )
    figures = [step(command, environment) for command, environment in steps]
    size = warehouse.live_file.stat().st_size / 1e9
    return f"| {reports:,} | " + " | ".join(f"{s:.1f} | {gb:.2f}" for s, gb in figures) + f" | {size:.2f} |"


def step(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds, and the most gigabytes that the process held."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=PROJECT_ROOT, env=dict(environment), stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace")[-4_000:])
    return time.perf_counter() - began, usage.ru_maxrss / 1_000_000


if __name__ == "__main__":
    raise SystemExit(main())
