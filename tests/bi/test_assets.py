"""Superset's assets are what their declaration says, and every one of their queries runs on the samples."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import yaml

from bi.superset.assets import ASSETS, as_text, assets
from bi.superset.declared import read_declaration
from tests.conftest import PROJECT_ROOT, Built


def test_the_folder_is_what_the_declaration_and_the_marts_say() -> None:
    """Run `python -m bi.superset.assets` when this fails."""
    written = {p.relative_to(ASSETS).as_posix(): p.read_text(encoding="utf-8") for p in ASSETS.rglob("*.yaml")}
    assert written == {path: as_text(content) for path, content in assets().items()}


def test_every_chart_is_on_the_dashboard_once() -> None:
    declared = read_declaration()
    shown = [name for tab in declared.tabs for row in tab.rows for name in row]
    assert sorted(shown) == sorted(chart.name for chart in declared.charts)


def test_superset_reads_the_file_with_the_duckdb_that_writes_it() -> None:
    def pinned(lock: Path) -> str:
        return next(line for line in lock.read_text().splitlines() if line.startswith("duckdb=="))

    assert pinned(PROJECT_ROOT / "bi" / "superset" / "requirements.lock") == pinned(PROJECT_ROOT / "requirements.lock")


@pytest.mark.parametrize("name", [dataset.name for dataset in read_declaration().datasets])
def test_datasets_run_and_have_the_columns_they_name(built: Built, name: str) -> None:
    dataset = next(found for found in read_declaration().datasets if found.name == name)
    metrics = ", ".join(f"{metric.expression} as {metric.name}" for metric in dataset.metrics)
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        columns = [row[0] for row in connection.execute(f"describe {dataset.sql}").fetchall()]
        values = connection.execute(f"select {metrics} from ({dataset.sql})").fetchone()
    named = yaml.safe_load((ASSETS / "datasets" / "gouji" / f"{name}.yaml").read_text(encoding="utf-8"))["columns"]
    assert sorted(columns) == sorted(column["column_name"] for column in named)
    assert values is not None
    assert len(values) == len(dataset.metrics)
