"""How fast all rules are evaluated, how much memory that takes, and whether it grows with the number of reports alone.

    python -m benchmarks.rules [--reports 10000 100000] [--output docs/performance-rules.md]

Forged chains of six years are copied under other agencies' names until there are enough reports, and one figure is
spoilt in every thousandth of them. dbt builds what the rules read first, then the rules alone are timed, each in a
process of its own. The peer evaluates the equations about rows and columns of the same reports in Polars, one wide row
a report.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from forge import balanced, chained
from forge.model import ReportFigures
from ingest.load import open_raw

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "performance-rules.md"
SIZES = (10_000, 100_000)
CHAINS = 20
YEARS = range(2019, 2025)
# The peer holds every report's figures side by side in memory, which is what makes it wide.
PEER_REPORTS = 10_000
WHAT_RULES_READ = "+int_printed_cells +int_nil_statements +int_agency_hierarchy"


@dataclass(frozen=True)
class Measurement:
    """What evaluating all rules over so many reports took, what typing their cells held, and what localising took."""

    reports: int
    cells: int
    verdicts: int
    failures: int
    seconds: float
    gigabytes: float
    reading_gigabytes: float
    localisation_seconds: float
    localisation_gigabytes: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=SIZES, help="numbers of reports")
    parser.add_argument("--output", type=Path, default=REPORT, help="the page to write")
    options = parser.parse_args(arguments)
    measurements, peer = [], None
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        for reports in options.reports:
            database = Path(folder) / str(reports) / "gouji.duckdb"
            measurements.append(measure(database, reports))
            print(measurements[-1], file=sys.stderr)
            if peer is None:
                peer = polars_wide(database)
            database.unlink()
    assert peer is not None
    page = write_page(measurements, peer)
    print(page)
    options.output.write_text(page, encoding="utf-8", newline="\n")
    return 0


def measure(database: Path, reports: int) -> Measurement:
    """Write the raw rows, build what the rules read, then time the rules alone, and localisation alone."""
    write_raw(database, reports)
    dbt(database, "seed")
    _, reading_gigabytes = dbt(database, "run", "--select", *WHAT_RULES_READ.split())
    seconds, gigabytes = dbt(database, "run", "--select", "+fct_rule_results", "--exclude", *WHAT_RULES_READ.split())
    localisation = dbt(database, "run", "--select", "+fct_explanations", "--exclude", "+fct_rule_results")
    with duckdb.connect(str(database), read_only=True) as connection:
        [(cells, verdicts, failures)] = connection.execute("""
            select
                (select count(*) from raw.cells),
                (select count(*) from marts.fct_rule_results),
                (select count(*) from marts.fct_rule_results where verdict = 'fail')
        """).fetchall()
    return Measurement(reports, cells, verdicts, failures, seconds, gigabytes, reading_gigabytes, *localisation)


def dbt(database: Path, *arguments: str) -> tuple[float, float]:
    """Seconds that the models took, dbt's start-up left out, and the most gigabytes that the process held."""
    target = database.parent / "target"
    command = [sys.executable, "-c", _RUN_DBT, *arguments, "--target-path", str(target)]
    environment = os.environ | {"GOUJI_BUILD_FILE": str(database), "DO_NOT_TRACK": "1"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    if ended.returncode != 0:
        raise RuntimeError(ended.stdout[-4_000:] + ended.stderr[-4_000:])
    kilobytes = int(ended.stderr.rsplit("peak=", 1)[1])
    results = pl.read_json(target / "run_results.json")
    return float(results["elapsed_time"][0]), kilobytes / 1_000_000


# The process says itself how much memory it held: what children held is not told apart otherwise.
_RUN_DBT = """
import resource, sys
from dbt.cli.main import dbtRunner
done = dbtRunner().invoke(sys.argv[1:])
print(f"peak={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}", file=sys.stderr)
sys.exit(0 if done.success else 1)
"""


def write_raw(database: Path, reports: int) -> None:
    """The raw schema as ingest would have left it, with each forged chain under as many names as it takes."""
    templates = [figures for seed in range(CHAINS) for figures in chain(seed)]
    frame = pl.DataFrame(
        [
            (index, figures.agency_name, figures.report_year, figures.form_version, *cell, text)
            for index, figures in enumerate(templates)
            for cell, text in figures.cells.items()
        ],
        schema=["template", "agency", "year", "form", "table_code", "row_code", "column_code", "text"],
        orient="row",
    )
    copies = -(-reports // len(templates))
    with open_raw(database) as connection:
        connection.register("templates", frame)
        connection.execute(_WRITE_REPORTS.format(copies=copies, reports=reports))
        connection.execute(_WRITE_CELLS)


def chain(seed: int) -> list[ReportFigures]:
    """Six years of one agency, the first two in the form of 2019."""
    years = [balanced(seed, "form_2019", agency_name=f"第{seed}局", report_year=YEARS[0])]
    for year in YEARS[1:]:
        years.append(chained(years[-1], year, form_version="form_2019" if year < 2021 else "form_2021"))
    return years


_WRITE_REPORTS = """
create temp table reports as
select
    left(md5(template || '-' || copy), 16) as report_id,
    template,
    agency || copy as agency_name,
    "year" as report_year,
    form as form_version,
    row_number() over (order by copy, template) % 1000 = 0 as is_spoilt
from (select distinct template, agency, "year", form from templates)
cross join range({copies}) as copies (copy)
order by copy, template
limit {reports};
insert into raw.documents (document_id, source_format, load_id) select report_id, 'html', 'load-1' from reports;
insert into raw.sources (source_uri, document_id, load_id) select report_id, report_id, 'load-1' from reports;
insert into raw.reports
    (report_id, document_id, report_ordinal, form_version, agency_name, region_code, report_year, scope)
select report_id, report_id, 1, form_version, agency_name, '130322', report_year, 'own' from reports;
"""
_WRITE_CELLS = """
insert into raw.cells (report_id, table_code, row_code, column_code, printed_text)
select
    report_id, table_code, row_code, column_code,
    case when is_spoilt and row_code = 'processed' and column_code = 'natural_person' then '9999' else text end
from reports inner join templates using (template)
"""


@dataclass(frozen=True)
class Peer:
    """What the same equations took in Polars, pivoted to one row a report, and that they came to the same."""

    reports: int
    pivot_seconds: float
    equation_seconds: float
    failures: int
    same_as_rules: bool


def polars_wide(database: Path) -> Peer:
    """Every equation about rows and columns that is read from one report, as an expression over wide columns."""
    with duckdb.connect(str(database), read_only=True) as connection:
        reports = connection.execute("select report_id, form_version from intermediate.int_reports").pl()
        terms = connection.execute("""
            select terms.*, scopes.comparison from intermediate.int_rule_terms as terms
            inner join intermediate.int_rule_scopes as scopes using (rule_scope_id)
            where terms.scope in ('row', 'column') and scopes.prior_code_count = 0
        """).pl()
        cells = connection.execute("""
            select
                report_id,
                table_code || '.' || row_code || '.' || column_code as cell,
                cast(value as bigint) as value
            from intermediate.int_printed_cells where is_expected and value_kind <> 'amount'
        """).pl()
        [(expected,)] = connection.execute("""
            select count(*) from marts.fct_rule_results as results
            inner join (select distinct rule_id from intermediate.int_rule_scopes
                where scope in ('row', 'column') and prior_code_count = 0) using (rule_id)
            where verdict = 'fail'
        """).fetchall()
    started = time.perf_counter()
    wide = cells.pivot(on="cell", index="report_id", values="value").join(reports, on="report_id")
    pivoted = time.perf_counter()
    failures = sum(_failures(wide, form, terms) for form in reports["form_version"].unique())
    ended = time.perf_counter()
    return Peer(reports.height, pivoted - started, ended - pivoted, failures, failures == expected)


def _failures(wide: pl.DataFrame, form: str, terms: pl.DataFrame) -> int:
    """Failing verdicts of one vintage."""
    rows = wide.filter(pl.col("form_version") == form)
    scopes = terms.filter(form_version=form).partition_by("rule_scope_id")
    expressions = [_fails(scope, set(rows.columns)) for scope in scopes]
    return int(rows.select(expressions).sum().sum_horizontal().item())


def _fails(scope: pl.DataFrame, printed: set[str]) -> pl.Expr:
    residual = pl.lit(0)
    for term in scope.iter_rows(named=True):
        name = f"{term['table_code']}.{term['row_code']}.{term['column_code']}"
        # Rows of the alternative that no report prints are no terms.
        if name in printed:
            residual = residual + pl.col(name).fill_null(0) * term["sign"] * (1 if term["side"] == "left" else -1)
    failing = residual > 0 if scope["comparison"][0] == "<=" else residual != 0
    return failing.alias(str(scope["rule_scope_id"][0]))


def write_page(measurements: Sequence[Measurement], peer: Peer) -> str:
    """The page as Markdown."""
    lines = [
        f"| {m.reports:,} | {m.cells:,} | {m.verdicts:,} | {m.failures:,} | {m.seconds:.1f} | "
        f"{m.seconds / m.reports * 1e6:,.0f} | {m.gigabytes:.2f} |"
        for m in measurements
    ]
    localisation = [
        f"| {m.reports:,} | {m.failures:,} | {m.localisation_seconds:.1f} | {m.localisation_gigabytes:.2f} | "
        f"{m.reading_gigabytes:.2f} |"
        for m in measurements
    ]
    first, last = measurements[0], measurements[-1]
    growth = (last.seconds / first.seconds) / (last.reports / first.reports)
    ratio = (peer.pivot_seconds + peer.equation_seconds) / first.seconds * (first.reports / peer.reports)
    return _PAGE.format(
        machine=f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores",
        lines="\n".join(lines),
        localisation="\n".join(localisation),
        times=last.reports / first.reports,
        growth=growth,
        polars=pl.__version__,
        peer=peer,
        peer_seconds=peer.pivot_seconds + peer.equation_seconds,
        ratio=ratio,
        agrees="the same" if peer.same_as_rules else "NOT the same",
    )


_PAGE = """\
# Performance of the rules

Measured by `make bench-rules`; this page is its output and changes with the machine ({machine}).
Every rule over forged chains of six years: what dbt's models of the rules take, from the rows of the rules to
`fct_rule_results`, when the cells are already typed; dbt's start-up is left out, memory is that of the whole process.

| reports | cells | verdicts | failing | seconds | µs a report | GB at most |
|--:|--:|--:|--:|--:|--:|--:|
{lines}

{times:.0f} times the reports take {growth:.2f} times as long for each.

## Localisation, and typing the cells

What explains the failing verdicts, from the rows of failing rules to `fct_explanations`; and the most memory that was
held before, while the cells were typed.

| reports | failing | seconds to localise | GB at most | GB at most for typing |
|--:|--:|--:|--:|--:|
{localisation}

## Beside a wide computation in Polars {polars}

The equations about rows and columns of a single report, as expressions over one wide row a report, over
{peer.reports:,} reports: {peer_seconds:.1f} s, of which {peer.pivot_seconds:.1f} s to lay the cells out in columns.
It fails {peer.failures:,} times, {agrees} as the rules. It takes {ratio:.2f} times what all rules take above, and knows
neither blanks, years, units nor reasons.
"""

if __name__ == "__main__":
    sys.exit(main())
