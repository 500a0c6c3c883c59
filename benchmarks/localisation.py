"""Of forged reports with one fault each: how often the fault is in a first-ranked explanation, with the true figures.

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
from collections.abc import Sequence
from pathlib import Path
from random import Random

import duckdb
import yaml

from forge.faults import FAULT_KINDS, Fault, random_fault
from forge.figures import balanced
from forge.model import ReportFigures
from forge.raw_rows import raw_rows, report_id_of

PROJECT = Path(__file__).resolve().parents[1]
REPORT = PROJECT / "docs" / "localisation.md"
REQUIRED_SHARE = 0.95
VERSIONS = ("form_2021", "form_2019", "form_2021", "form_pre2019")
# The statistical tables have neither runs that can slip nor amounts.
KINDS_OF_PRE2019 = ("wrong_digit", "total_zeroed")
Explanations = dict[tuple[str, str], dict[tuple[str, str, str], object]]


def faulty_reports(count: int, seed: int = 0) -> dict[str, Fault]:
    """That many reports with one fault, by name; kinds and vintages take turns."""
    rng, faults, attempt = Random(seed), {}, 0
    while len(faults) < count:
        kind = FAULT_KINDS[attempt % len(FAULT_KINDS)]
        version = VERSIONS[attempt // len(FAULT_KINDS) % len(VERSIONS)]
        if version == "form_pre2019" and kind not in KINDS_OF_PRE2019:
            version = "form_2019"
        name = f"{kind}/{attempt}"
        whole = balanced(attempt, version, quiet=attempt // 7 % 3 == 0, agency_name=f"甲{attempt}县水务局")
        if fault := random_fault(whole, kind, rng):
            faults[name] = fault
        attempt += 1
    return faults


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
        for table, frame in raw_rows(reports.items()).items():
            connection.register("frame", frame)
            connection.execute(f"insert into raw.{table} by name select * from frame")
    command = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", "build",
               "--exclude-resource-type", "test", "--exclude-resource-type", "unit_test",
               "--select", "+fct_explanations", "+fct_findings", "+fct_rule_results",
               "--target-path", str(file.parent / "target"), "--log-path", str(file.parent / "logs")]  # fmt: skip
    environment = os.environ | {"GOUJI_BUILD_FILE": str(file), "DO_NOT_TRACK": "1"}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True)


def score(file: Path, faults: dict[str, Fault]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Visible faults by kind, those explained by kind, and the names of the others."""
    with duckdb.connect(str(file), read_only=True) as connection:
        query = "select distinct report_id from marts.fct_rule_results where verdict = 'fail'"
        failing = {report_id for (report_id,) in connection.execute(query).fetchall()}
        rows = connection.execute("""
            select report_id, explanation_id, table_code, row_code, column_code, suggested_value
            from marts.fct_explanations where explanation_rank = 1
        """).fetchall()
    explanations: Explanations = {}
    for report_id, explanation_id, *cell, value in rows:
        explanations.setdefault((report_id, explanation_id), {})[tuple(cell)] = value
    of_report: dict[str, list[dict[tuple[str, str, str], object]]] = {}
    for (report_id, _), cells in explanations.items():
        of_report.setdefault(report_id, []).append(cells)
    visible, explained, missed = Counter[str](), Counter[str](), []
    for name, fault in faults.items():
        report_id = report_id_of(name)
        if report_id not in failing:
            continue
        visible[fault.kind] += 1
        suggested = [pair for cells in of_report.get(report_id, []) for pair in cells.items()]
        if all((tuple(cell), float(text)) in {(c, float(v)) for c, v in suggested if v is not None}  # type: ignore[arg-type]
               for cell, text in fault.true_texts.items()):  # fmt: skip
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
        build(file, {name: fault.figures for name, fault in faults.items()} | clean)
        visible, explained, missed = score(file, faults)
        wrongly_found = findings_of_clean(file, clean)
    planted = Counter(fault.kind for fault in faults.values())
    share = explained.total() / max(1, visible.total())
    lines = [
        "# Localisation", "", "Written by `make localisation`: forged reports with one random fault each.", "",
        "A fault counts as explained if every figure it spoilt is in a first-ranked explanation with its true value.",
        "",
        "| fault | planted | seen by a rule | explained | share |", "|---|---:|---:|---:|---:|",
        *(f"| `{k}` | {planted[k]} | {visible[k]} | {explained[k]} | "
          + (f"{explained[k] / visible[k]:.1%} |" if visible[k] else "- |") for k in FAULT_KINDS),
        f"| all | {planted.total()} | {visible.total()} | {explained.total()} | {share:.1%} |", "",
        f"Findings about {len(clean)} clean reports: {wrongly_found}.", "",
        "Arbitrary changes are searched up to 3 figures; beyond that only slips that have a name, and otherwise",
        "`no_explanation_found` is said. A wrong unit is seen only against the year before, which these reports lack.",
        "",
    ]  # fmt: skip
    options.output.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    print("\n".join(lines))
    print("missed:", " ".join(missed), file=sys.stderr)
    return 0 if share >= REQUIRED_SHARE and not wrongly_found else 1


if __name__ == "__main__":
    sys.exit(main())
