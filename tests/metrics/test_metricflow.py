"""``mf query`` itself, on the samples: every metric answers, and agrees with the yearly marts and the explorer."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from bi.superset.declared import rates
from gouji.explorer.app import create_app
from gouji.explorer.pages.agency import AgencyYear
from tests.conftest import PROJECT_ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette's client is about to prefer another version of httpx
    from starlette.testclient import TestClient

WAREHOUSE = "GOUJI_METRICS_WAREHOUSE"
MF = Path(sys.executable).with_name("mf")
DECLARED = yaml.safe_load((PROJECT_ROOT / "models" / "metrics" / "_metrics.yml").read_text(encoding="utf-8"))
COUNTS = {
    metric["name"]: measure["expr"]
    for metric in DECLARED["metrics"]
    for measure in DECLARED["semantic_models"][0]["measures"]
    if metric["type_params"].get("measure") == measure["name"] and "expr" in measure
}
ADDITIVE = "select report_id from marts.agency_years where is_additive and not is_quarantined"
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


def test_what_the_explorer_shows_of_an_agency_year_is_what_mf_answers(tmp_path: Path) -> None:
    """By report and year nothing is summed; the explorer and agency_years add only that a rate of few is left out."""
    shown = {year["report_id"]: year for year in explorer_years()}
    defined = rows_of("select metric_code, column_name from marts.dim_metrics where column_name is not null")
    metrics = {str(code): str(column) for code, column in defined}
    answers = {row["report"]: row for row in query(tmp_path, list(metrics), ["report", "metric_time__year"])}
    assert set(answers) == {str(report_id) for (report_id,) in rows_of(ADDITIVE)} <= set(shown)
    compared = {
        code: [(number(row[code]), shown[report_id][column]) for report_id, row in answers.items()]
        for code, column in metrics.items()
        if column in AgencyYear.__dataclass_fields__
    }
    assert {code for code, column in metrics.items() if code == column} <= set(compared)  # every rate is shown
    for code, pairs in compared.items():
        if code not in rates():
            assert [found is None for found, _ in pairs] == [value is None for _, value in pairs], code
        told = [(found, float(value)) for found, value in pairs if value is not None]
        assert [found for found, _ in told] == pytest.approx([value for _, value in told]), code
    assert sum(value is not None for pairs in compared.values() for _, value in pairs) > 100


def explorer_years() -> list[dict[str, Any]]:
    """The years of every agency, as the explorer answers them."""
    with TestClient(create_app(Path(os.environ[WAREHOUSE])), base_url="http://127.0.0.1:8000") as client:
        agencies = rows_of("select agency_id from marts.dim_agencies")
        return [year for (one,) in agencies for year in client.get(f"/agencies/{one}.json").json()["years"]]
