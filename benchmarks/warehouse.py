"""A published warehouse made in SQL: the tables of the contracts, filled with as many reports as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "expectations" / "rules" / "reconciliation_rules.csv"
REPORTS_OF_AN_AGENCY = 5


@cache
def declared_tables() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Schema and declaration of every table that is published under a contract."""
    return tuple(_declared())


def _declared() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((ROOT / "models" / "marts").glob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            yield "marts", model
    for source in yaml.safe_load((ROOT / "models/staging/_raw__sources.yml").read_text(encoding="utf-8"))["sources"]:
        for table in source["tables"]:
            yield "raw", table


def create_empty(path: Path) -> None:
    """Every table, without rows, with its comments."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema raw; create schema marts")
        for schema, table in declared_tables():
            columns = ", ".join(f'"{column["name"]}" {column["data_type"]}' for column in table["columns"])
            connection.execute(f"create table {schema}.{table['name']} ({columns})")
            _comment(connection, f"table {schema}.{table['name']}", table)
            for column in table["columns"]:
                _comment(connection, f'column {schema}.{table["name"]}."{column["name"]}"', column)


def _comment(connection: duckdb.DuckDBPyConnection, what: str, declared: dict[str, Any]) -> None:
    text = str(declared.get("description", "")).replace("'", "''")
    connection.execute(f"comment on {what} is '{text}'")


def fill(path: Path, report_count: int) -> None:
    """``report_count`` reports of the form of 2021: 200 cells and some 60 verdicts each, one report in eight broken."""
    statements = (ROOT / "benchmarks" / "warehouse.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"set variable report_count = {int(report_count)}")
        connection.execute(f"set variable years = {REPORTS_OF_AN_AGENCY}")
        for name in ("regions", "form_rows", "form_columns"):
            seed = ROOT / "seeds" / f"{name}.csv"
            connection.execute(
                f"create temp table {name} as from read_csv('{seed}', header = true, all_varchar = true)"
            )
        connection.execute(f"create temp table rules as from read_csv('{RULES}', header = true, all_varchar = true)")
        connection.execute(statements)
