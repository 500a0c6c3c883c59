"""How fast each page of the explorer answers over 100,000 reports, beside a bare query of its largest table."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import httpx

from benchmarks.warehouse import create_empty, fill
from gouji.explorer.app import create_app
from gouji.explorer.warming import warm_up

REPORTS = 100_000
ROUNDS = 15
LIMIT_MS = 300
OUTPUT = Path(__file__).resolve().parent.parent / "docs" / "performance-serve.md"
Timings = list[float]


def main() -> int:
    """Make the warehouse, time every page, write the table; 1 where a page is over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gouji.duckdb"
        create_empty(path)
        fill(path, REPORTS)
        started = time.perf_counter()
        app = create_app(path)
        opened = time.perf_counter() - started
        warm_up()
        rows = asyncio.run(measure(app, path))
    lines = [
        "# Speed of the explorer", "",
        f"`make bench-serve`: {REPORTS:,} synthetic reports (20 million cells), {ROUNDS} requests a page, "
        "2 cores, no answer cached;",
        "the first request to each page, which reads the file cold, is among them.",
        f"Opening the file and deriving the side tables took {opened:.1f} s. "
        "The peer is a point query for one report's cells, run bare",
        "in DuckDB in the same minute; the ratio is of the medians.", "",
        "| page | median ms | p95 ms | times the peer |", "|---|---:|---:|---:|",
        *(f"| {name} | {median:.0f} | {slow:.0f} | {ratio:.1f} |" for name, median, slow, ratio in rows),
    ]  # fmt: skip
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return int(any(slow > LIMIT_MS for _, _, slow, _ in rows))


async def measure(app: object, path: Path) -> list[tuple[str, float, float, float]]:
    """Name, median, 95th percentile in milliseconds, and the ratio to the peer, of every page."""
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        report = (await client.get("/reports.json?status=discrepant")).json()["items"][7]
        peer = statistics.median(timed(bare(path, report["report_id"])))
        found = []
        for address in addresses(report["report_id"], report["agency_id"]):
            timings = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                answer = await client.get(address)
                timings.append(1000 * (time.perf_counter() - started))
                answer.raise_for_status()
            shown = address.replace(report["report_id"], "{report}").replace(report["agency_id"], "{agency}")
            median = statistics.median(timings)
            found.append((f"`{shown}`", median, sorted(timings)[int(0.95 * ROUNDS)], median / peer))
        return found


def addresses(report: str, agency: str) -> tuple[str, ...]:
    """Every page, with the heavier of its parameters, and the charts."""
    return (
        "/", "/agencies", "/agencies?q=lzsczj", "/agencies?q=某地没有的局", f"/agencies/{agency}", "/reports",
        "/reports?sort=-open_finding_count&page=900", f"/reports/{report}", f"/reports/{report}/cells", "/rules",
        "/rules/requests.balance?sort=-residual", "/data", "/data/fct_printed_cells?page=10000&page_size=500",
        "/data/metrics", "/loads", "/charts/verdicts.svg", f"/agencies/{agency}/charts/flow.svg",
        f"/agencies/{agency}/charts/enforcement.svg",
    )  # fmt: skip


def bare(path: Path, report: str) -> Callable[[], object]:
    """The point query that a report page cannot do without."""
    connection = duckdb.connect(str(path.with_name("peer.duckdb")))
    connection.execute(f"attach '{path}' as peer_file (read_only)")
    return lambda: connection.execute("from peer_file.marts.fct_printed_cells where report_id = ?", [report]).fetchall()


def timed(work: Callable[[], object]) -> Timings:
    """Milliseconds of every round."""
    timings = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        timings.append(1000 * (time.perf_counter() - started))
    return timings


if __name__ == "__main__":
    sys.exit(main())
