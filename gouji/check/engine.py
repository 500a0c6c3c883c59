"""The compiled models on an in-memory database: raw rows in, marts out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gouji.check.graph import BUNDLE
from gouji.check.queries import Row
from gouji.check.raw_rows import write_raw
from gouji.check.reading import Reading

# Below this the threads of a query wait for one another longer than they work (measured with 1, 10 and 50 reports).
DOCUMENTS_FOR_THREADS = 20

SETTINGS = (
    "set preserve_insertion_order = false; set enable_progress_bar = false; "
    # A name that is no table is then an error at once, and Python's variables are never looked through for it.
    "set python_enable_replacements = false; "
)


@dataclass(frozen=True, slots=True)
class Engine:
    """An in-memory database named as dbt compiled it, with the bundle beside it."""

    connection: duckdb.DuckDBPyConnection
    relations: Mapping[str, str]
    """Name of a seed or model -> its quoted name here."""

    def run(self) -> None:
        """Make the models, in order, in one transaction."""
        statements = self.connection.execute(
            f"select sql from {BUNDLE}.compiled.statements order by ordinal"
        ).fetchall()
        self.connection.execute("begin; " + "; ".join(sql for (sql,) in statements) + "; commit")

    def rows(self, query: str) -> list[Row]:
        """Run one of the queries of ``queries``."""
        return self.connection.execute(query.format_map(self.relations)).fetchall()


@contextmanager
def open_engine(bundle: Path, reading: Reading, folder: Path) -> Iterator[Engine]:
    """An engine whose raw tables hold what was read; ``folder`` is for files that are gone when this returns."""
    threads = 1 if len(reading.outcomes) < DOCUMENTS_FOR_THREADS else os.cpu_count() or 1
    with duckdb.connect(config={"threads": threads}) as connection:
        path = str(bundle).replace("'", "''")
        connection.execute(f"{SETTINGS} attach ':memory:' as gouji; attach '{path}' as {BUNDLE} (read_only)")
        engine = Engine(connection, _relations(connection))
        write_raw(connection, _raw_columns(connection), reading, folder)
        connection.execute("create temp table checked as select report_id, document_id from gouji.raw.reports")
        yield engine


def _relations(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Also creates the schemas of the in-memory database."""
    schemas = connection.execute(f"select distinct schema_name from {BUNDLE}.compiled.statements").fetchall()
    connection.execute("; ".join(f'create schema gouji."{schema}"' for schema in ("raw", *(row[0] for row in schemas))))
    rows = connection.execute(f"select name, relation from {BUNDLE}.compiled.relations").fetchall()
    return {str(name): str(relation) for name, relation in rows}


def _raw_columns(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Mapping[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    query = f"select table_name, column_name, data_type from {BUNDLE}.compiled.raw_columns order by table_name, ordinal"
    for table, name, kind in connection.execute(query).fetchall():
        columns.setdefault(table, {})[name] = kind
    return columns
