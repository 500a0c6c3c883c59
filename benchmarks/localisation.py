"""Of forged reports with one fault each: how often one first-ranked explanation is the fault, with the true figures.

    python -m benchmarks.localisation [--reports 1000] [--output docs/localisation.md]

Exit code 1 if fewer than 95 % of the visible faults are explained so, or a clean report has a finding.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import duckdb
import yaml

from forge.faults import FAULT_KINDS, Fault, random_fault
from forge.figures import NATIONAL, balanced, chained
from forge.model import ReportFigures
from forge.raw_rows import raw_rows, report_id_of

PROJECT = Path(__file__).resolve().parents[1]
REPORT = PROJECT / "docs" / "localisation.md"
REQUIRED_SHARE = 0.95
# Agencies of one name are the same over the years only where their region is known.
REGION = "130322"
VERSIONS = ("form_2021", "form_2019", "form_2021", "form_pre2019")
# The statistical tables have no runs that can slip.
KINDS_OF_PRE2019 = ("wrong_digit", "total_zeroed", "wrong_unit")
# Only the long statistical table asks for an amount.
ALTERNATIVES = {("form_pre2019", "wrong_unit"): NATIONAL}
# No equation within a report sees a wrong unit: it shows beside the report of the year before.
KINDS_SEEN_OVER_YEARS = ("wrong_unit",)
Explanation = dict[tuple[str, str, str], float]


@dataclass(frozen=True)
class Planted:
    """A report with one fault, and the faultless one of the year before where the fault shows only beside that."""

    fault: Fault
    year_before: ReportFigures | None


def faulty_reports(count: int, seed: int = 0) -> dict[str, Planted]:
    """That many reports with one fault, by name; kinds and vintages take turns."""
    rng, faults, attempt = Random(seed), dict[str, Planted](), 0
    while len(faults) < count:
        kind = FAULT_KINDS[attempt % len(FAULT_KINDS)]
        version = VERSIONS[attempt // len(FAULT_KINDS) % len(VERSIONS)]
        if version == "form_pre2019" and kind not in KINDS_OF_PRE2019:
            version = "form_2019"
        name = f"{kind}/{attempt}"
        quiet, agency = attempt // 7 % 3 == 0, f"甲{attempt}县水务局"
        whole = balanced(
            attempt, version, quiet=quiet, agency_name=agency, alternative=ALTERNATIVES.get((version, kind))
        )
        year_before = None
        if kind in KINDS_SEEN_OVER_YEARS:
            year_before, whole = whole, chained(whole, attempt, quiet=quiet)
        if fault := random_fault(whole, kind, rng):
            faults[name] = Planted(fault, year_before)
        attempt += 1
    return faults


def all_reports(faults: Mapping[str, Planted]) -> dict[str, ReportFigures]:
    """The reports with their faults, and those of the years before."""
    faulty = {name: planted.fault.figures for name, planted in faults.items()}
    before = {f"before/{name}": planted.year_before for name, planted in faults.items() if planted.year_before}
    return faulty | before


def clean_reports(count: int) -> dict[str, ReportFigures]:
    """That many reports in which every equation holds."""
    return {
        f"clean/{i}": balanced(i, VERSIONS[i % 4], quiet=i % 3 == 0, agency_name=f"乙{i}县水务局") for i in range(count)
    }


def build(file: Path, reports: dict[str, ReportFigures]) -> None:
    """Raw rows straight into a database, then the models without their tests."""
    sources = yaml.safe_load((PROJECT / "models/staging/_raw__sources.yml").read_text(encoding="utf-8"))["sources"]
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema raw")
        for table in sources[0]["tables"]:
            columns = ", ".join(f"{column['name']} {column['data_type']}" for column in table["columns"])
            connection.execute(f"create table raw.{table['name']} ({columns})")
        for table, frame in raw_rows(reports.items(), REGION).items():
            connection.register("frame", frame)
            connection.execute(f"insert into raw.{table} by name select * from frame")
    command = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", "build",
               "--exclude-resource-type", "test", "--exclude-resource-type", "unit_test",
               "--select", "+fct_explanations", "+fct_findings", "+fct_rule_results",
               "--target-path", str(file.parent / "target"), "--log-path", str(file.parent / "logs")]  # fmt: skip
    environment = os.environ | {"GOUJI_BUILD_FILE": str(file), "DO_NOT_TRACK": "1"}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True)


def score(file: Path, faults: Mapping[str, Planted]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Visible faults by kind, those that one first-ranked explanation holds whole, and the names of the others."""
    with duckdb.connect(str(file), read_only=True) as connection:
        query = "select distinct report_id from marts.fct_rule_results where verdict = 'fail'"
        failing = {report_id for (report_id,) in connection.execute(query).fetchall()}
        rows = connection.execute("""
            select report_id, explanation_id, table_code, row_code, column_code, suggested_value
            from marts.fct_explanations where explanation_rank = 1 and suggested_value is not null
        """).fetchall()
    explanations: dict[str, dict[str, Explanation]] = {}
    for report_id, explanation_id, *cell, value in rows:
        cells = explanations.setdefault(report_id, {}).setdefault(explanation_id, {})
        cells[cell[0], cell[1], cell[2]] = float(value)
    visible, explained, missed = Counter[str](), Counter[str](), []
    for name, planted in faults.items():
        fault, report_id = planted.fault, report_id_of(name)
        if report_id not in failing:
            continue
        visible[fault.kind] += 1
        true_figures = {tuple(cell): float(text) for cell, text in fault.true_texts.items()}
        if any(true_figures.items() <= cells.items() for cells in explanations.get(report_id, {}).values()):
            explained[fault.kind] += 1
        else:
            missed.append(name)
    return visible, explained, missed


def findings_of_clean(file: Path, clean: dict[str, ReportFigures]) -> int:
    """Findings about reports in which every equation holds."""
    with duckdb.connect(str(file), read_only=True) as connection:
        rows = connection.execute("select report_id from marts.fct_findings").fetchall()
    ids = {report_id_of(name) for name in clean}
    return sum(report_id in ids for (report_id,) in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.localisation", description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--output", type=Path, default=REPORT)
    options = parser.parse_args(arguments)
    faults, clean = faulty_reports(options.reports), clean_reports(options.reports)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "gouji.duckdb"
        build(file, all_reports(faults) | clean)
        visible, explained, missed = score(file, faults)
        wrongly_found = findings_of_clean(file, clean)
    planted = Counter(report.fault.kind for report in faults.values())
    share = explained.total() / max(1, visible.total())
    lines = [
        "# Localisation", "", "Written by `make localisation`: forged reports with one random fault each.", "",
        "A fault counts as explained if one first-ranked explanation holds all that it spoilt, with the true figures.",
        "",
        "| fault | planted | seen by a rule | explained | share |", "|---|---:|---:|---:|---:|",
        *(f"| `{k}` | {planted[k]} | {visible[k]} | {explained[k]} | "
          + (f"{explained[k] / visible[k]:.1%} |" if visible[k] else "- |") for k in FAULT_KINDS),
        f"| all | {planted.total()} | {visible.total()} | {explained.total()} | {share:.1%} |", "",
        f"Findings about {len(clean)} clean reports: {wrongly_found}.", "",
        "Arbitrary changes are searched up to 3 figures; beyond that only slips that have a name, and otherwise",
        "`no_explanation_found` is said. A wrong unit shows only beside the report of the year before, built with it.",
        "",
    ]  # fmt: skip
    options.output.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    print("\n".join(lines))
    print("missed:", " ".join(missed), file=sys.stderr)
    return 0 if share >= REQUIRED_SHARE and not wrongly_found else 1


if __name__ == "__main__":
    sys.exit(main())
