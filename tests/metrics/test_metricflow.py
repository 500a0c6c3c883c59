"""``mf query`` itself, on the samples' warehouse: every metric answers, and agrees with the yearly marts."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
import yaml

from bi.superset.declared import rates
from tests.conftest import PROJECT_ROOT

WAREHOUSE = "GOUJI_METRICS_WAREHOUSE"
MF = Path(sys.executable).with_name("mf")
DECLARED = yaml.safe_load((PROJECT_ROOT / "models" / "metrics" / "_metrics.yml").read_text(encoding="utf-8"))
COUNTS = {
    metric["name"]: measure["expr"]
    for metric in DECLARED["metrics"]
    for measure in DECLARED["semantic_models"][0]["measures"]
    if metric["type_params"].get("measure") == measure["name"] and "expr" in measure
}
pytestmark = pytest.mark.skipif(WAREHOUSE not in os.environ, reason="a built warehouse is needed: make test-metrics")


def query(folder: Path, metrics: Sequence[str], by: Sequence[str]) -> list[dict[str, str]]:
    answer = folder / "answer.csv"
    command = [MF, "query", "--metrics", ",".join(metrics), "--group-by", ",".join(by), "--csv", answer]
    environment = os.environ | {"GOUJI_BUILD_FILE": os.environ[WAREHOUSE], "DO_NOT_TRACK": "1"}
    ended = subprocess.run(
        [*map(str, command)], cwd=PROJECT_ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stdout
    with answer.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


def rows_of(sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(os.environ[WAREHOUSE], read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_metric_by_year_agrees_with_agency_years(tmp_path: Path) -> None:
    names = [metric["name"] for metric in DECLARED["metrics"]]
    answers = {int(row["metric_time__year"][:4]): row for row in query(tmp_path, names, ["metric_time__year"])}
    sums = ", ".join(f"sum({column})" for column in COUNTS.values())
    rated = ", ".join(
        f"sum({top}) filter (where {bottom} is not null) / nullif(sum({bottom}) filter (where {top} is not null), 0)"
        for top, bottom in rates().values()
    )
    additive = "marts.agency_years where is_additive and not is_quarantined"
    stated = rows_of(f"select report_year, {sums}, {rated} from {additive} group by report_year")
    assert {year for year, *_ in stated} == set(answers)
    for year, *values in stated:
        row = answers[int(str(year))]
        found = [number(row[name]) for name in (*COUNTS, *rates())]
        assert found == pytest.approx([None if value is None else float(str(value)) for value in values])


def test_rates_of_an_agency_are_those_of_agency_years_which_the_explorer_shows(tmp_path: Path) -> None:
    """Grouped by report nothing is summed; agency_years adds only that a rate of few is left out."""
    answers = {row["report"]: row for row in query(tmp_path, list(rates()), ["report"])}
    stated = rows_of(f"select report_id, {', '.join(rates())} from marts.agency_years where is_additive")
    compared = 0
    for report_id, *values in stated:
        for name, value in zip(rates(), values, strict=True):
            if value is not None:
                assert number(answers[str(report_id)][name]) == pytest.approx(value)
                compared += 1
    assert compared > 40
