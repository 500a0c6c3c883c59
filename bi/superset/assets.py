"""Write ``assets/``: Superset's import format, made from ``dashboard.toml`` and the descriptions of the marts.

``python -m bi.superset.assets``; a test says when the folder is out of date.
"""

from __future__ import annotations

import json
import shutil
import uuid
from pathlib import Path
from typing import Any

import yaml

from bi.superset.charts import form_data, query_context, visualisation
from bi.superset.declared import Chart, Dataset, Declared, Metric, read_declaration
from bi.superset.layout import filters, position
from gouji.transform import PROJECT_ROOT

ASSETS = Path(__file__).with_name("assets")
MARTS = PROJECT_ROOT / "models" / "marts"
VERSION = "1.0.0"
# Replaced by the address of the published file when the assets are imported.
PLACEHOLDER_ADDRESS = "duckdb:///gouji.duckdb"
# Names become numbers that are the same everywhere: an import finds again what an earlier one made.
NAMESPACE = uuid.UUID("6f8ac1f0-8f2b-5e3a-9c7e-2f0a5f4c9d11")
TYPES = {"varchar": "STRING", "boolean": "BOOLEAN", "date": "DATE"}


def identity(kind: str, name: str) -> str:
    """The uuid of an asset."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}/{name}"))


def read_marts() -> dict[str, dict[str, Any]]:
    """Every mart as its yml declares it."""
    files = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(MARTS.glob("*.yml")))
    return {model["name"]: model for file in files for model in file.get("models", [])}


def assets() -> dict[str, dict[str, Any]]:
    """Every file of the folder, by path."""
    declared, marts = read_declaration(), read_marts()
    files: dict[str, dict[str, Any]] = {
        "metadata.yaml": {"version": VERSION, "type": "assets", "timestamp": "2026-01-01T00:00:00+00:00"},
        f"databases/{declared.database}.yaml": _database(declared),
    }
    for name, mart in marts.items():
        files[f"datasets/{declared.database}/{name}.yaml"] = _mart(declared, mart)
    for dataset in declared.datasets:
        files[f"datasets/{declared.database}/{dataset.name}.yaml"] = _virtual(declared, dataset, marts)
    for chart in declared.charts:
        files[f"charts/{chart.name}.yaml"] = _chart(chart)
    files[f"dashboards/{declared.slug}.yaml"] = _dashboard(declared)
    return files


def _database(declared: Declared) -> dict[str, Any]:
    return {
        "database_name": declared.database,
        "sqlalchemy_uri": PLACEHOLDER_ADDRESS,
        "expose_in_sqllab": True,
        "allow_ctas": False,
        "allow_cvas": False,
        "allow_dml": False,
        "allow_run_async": False,
        "extra": {"engine_params": {"connect_args": {"read_only": True}}, "allows_virtual_table_explore": True},
        "uuid": identity("database", declared.database),
        "version": VERSION,
    }


def _column(column: dict[str, Any]) -> dict[str, Any]:
    kind = column["data_type"].partition("(")[0]
    return {
        "column_name": column["name"],
        "description": " ".join(str(column.get("description", "")).split()),
        "type": TYPES.get(kind, "NUMERIC"),
        "is_dttm": kind == "date",
        "filterable": True,
        "groupby": True,
    }


def _dataset(declared: Declared, name: str, description: str, columns: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "table_name": name,
        "schema": "marts",
        "description": " ".join(description.split()),
        "columns": columns,
        "metrics": [],
        "main_dttm_col": None,
        "cache_timeout": None,
        "uuid": identity("dataset", name),
        "database_uuid": identity("database", declared.database),
        "version": VERSION,
    }


def _mart(declared: Declared, mart: dict[str, Any]) -> dict[str, Any]:
    count = Metric("count", "行数 / Rows", "count(*)", None)
    made = _dataset(declared, mart["name"], mart["description"], [_column(column) for column in mart["columns"]])
    return made | {"metrics": [_metric(count)], "sql": None}


def _virtual(declared: Declared, dataset: Dataset, marts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    columns: dict[str, dict[str, Any]] = {}
    for table in dataset.tables:
        for column in marts[table]["columns"]:
            columns.setdefault(column["name"], _column(column))
    for name, seed in dataset.labels:
        columns[name] = _column({"name": name, "data_type": "varchar", "description": seed})
    made = _dataset(declared, dataset.name, dataset.description, list(columns.values()))
    return made | {"sql": dataset.sql, "metrics": [_metric(metric) for metric in dataset.metrics]}


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "metric_name": metric.name,
        "verbose_name": metric.label,
        "expression": metric.expression,
        "metric_type": None,
        "d3format": metric.format,
    }


def _chart(chart: Chart) -> dict[str, Any]:
    placeholder = {"id": 0, "type": "table"}
    return {
        "slice_name": chart.label,
        "viz_type": visualisation(chart),
        "params": form_data(chart) | {"datasource": "0__table"},
        "query_context": json.dumps(query_context(chart, placeholder), ensure_ascii=False, sort_keys=True),
        "cache_timeout": None,
        "uuid": identity("chart", chart.name),
        "dataset_uuid": identity("dataset", chart.dataset),
        "version": VERSION,
    }


def _dashboard(declared: Declared) -> dict[str, Any]:
    charts = {chart.name: identity("chart", chart.name) for chart in declared.charts}
    datasets = {dataset.name: identity("dataset", dataset.name) for dataset in declared.datasets}
    return {
        "dashboard_title": declared.title,
        "slug": declared.slug,
        "description": "",
        "css": "",
        "published": True,
        "position": position(declared, charts),
        "metadata": {
            "native_filter_configuration": filters(declared, datasets),
            "color_scheme": "supersetColors",
            "cross_filters_enabled": True,
            "refresh_frequency": 0,
        },
        "uuid": identity("dashboard", declared.slug),
        "version": VERSION,
    }


def as_text(content: dict[str, Any]) -> str:
    """A file of the folder."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def write(folder: Path = ASSETS) -> None:
    """Write the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in assets().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(as_text(content), encoding="utf-8")


if __name__ == "__main__":
    write()
