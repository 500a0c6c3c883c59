"""The compiled models on an in-memory database: raw rows in, marts out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gouji.check.graph import BUNDLE
from gouji.check.queries import Row, names_read
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
class Model:
    """A model to make; it is empty if all of one of its ``gates`` are. All names are quoted relations."""

    relation: str
    sql: str
    sql_if_empty: str
    parents: tuple[str, ...]
    gates: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Engine:
    """An in-memory database named as dbt compiled it, with the bundle beside it."""

    connection: duckdb.DuckDBPyConnection
    relations: Mapping[str, str]
    """Name of a seed or model -> its quoted name here."""

    models: tuple[Model, ...]
    """Parents first."""

    raw_columns: Mapping[str, Mapping[str, str]]
    """Raw table -> column -> type."""

    def run(self) -> None:
        """Make every model, in one transaction."""
        with self._transaction("commit"):
            self._make(self.models, {self.relations[name] for name in names_read()})

    @contextmanager
    def tried(self, name: str) -> Iterator[None]:
        """One model and what it needs, for the time of the block; afterwards no model is there."""
        wanted = {self.relations[name]}
        for model in reversed(self.models):
            if model.relation in wanted:
                wanted.update(model.parents)
        with self._transaction("rollback"):
            self._make([model for model in self.models if model.relation in wanted], {self.relations[name]})
            yield

    def rows(self, query: str) -> list[Row]:
        """Run one of the queries of ``queries``."""
        return self.connection.execute(query.format_map(self.relations)).fetchall()

    @contextmanager
    def _transaction(self, ending: str) -> Iterator[None]:
        self.connection.execute("begin")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute(ending)

    def _make(self, models: Iterable[Model], read: Set[str]) -> None:
        """Make models in order. What is known to be empty is only made if something that runs, or is read, names it."""
        empty = {f'"gouji"."raw"."{table}"' for table in self.raw_columns if self.has_no_row(table)}
        postponed: dict[str, str] = {}
        for model in models:
            if any(gate <= empty for gate in model.gates):
                empty.add(model.relation)
                postponed[model.relation] = model.sql_if_empty
                continue
            for parent in model.parents:
                if parent in postponed:
                    self.connection.execute(postponed.pop(parent))
            made = self.connection.execute(model.sql).fetchone()
            if made == (0,):
                empty.add(model.relation)
        for relation in read & postponed.keys():
            self.connection.execute(postponed.pop(relation))

    def has_no_row(self, table: str) -> bool:
        """Whether a raw table is empty."""
        return self.connection.execute(f'select 1 from gouji.raw."{table}" limit 1').fetchone() is None


@contextmanager
def open_engine(bundle: Path, reading: Reading, folder: Path) -> Iterator[Engine]:
    """An engine whose raw tables hold what was read; ``folder`` is for files that are gone when this returns."""
    threads = 1 if len(reading.outcomes) < DOCUMENTS_FOR_THREADS else os.cpu_count() or 1
    with duckdb.connect(config={"threads": threads}) as connection:
        path = str(bundle).replace("'", "''")
        connection.execute(f"{SETTINGS} attach ':memory:' as gouji; attach '{path}' as {BUNDLE} (read_only)")
        _create_schemas(connection)
        engine = Engine(connection, _relations(connection), _models(connection), _raw_columns(connection))
        write_raw(connection, engine.raw_columns, reading, folder)
        connection.execute("create temp table checked as select report_id, document_id from gouji.raw.reports")
        yield engine


def _create_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    schemas = connection.execute(f"select distinct schema_name from {BUNDLE}.compiled.statements").fetchall()
    connection.execute("; ".join(f'create schema gouji."{schema}"' for schema in ("raw", *(row[0] for row in schemas))))


def _relations(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    rows = connection.execute(f"select name, relation from {BUNDLE}.compiled.relations").fetchall()
    return {str(name): str(relation) for name, relation in rows}


def _models(connection: duckdb.DuckDBPyConnection) -> tuple[Model, ...]:
    query = f"select relation, sql, sql_if_empty, parents, gates from {BUNDLE}.compiled.statements order by ordinal"
    rows = connection.execute(query).fetchall()
    return tuple(
        Model(relation, sql, sql_if_empty, tuple(parents), tuple(map(frozenset, gates)))
        for relation, sql, sql_if_empty, parents, gates in rows
    )


def _raw_columns(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Mapping[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    query = f"select table_name, column_name, data_type from {BUNDLE}.compiled.raw_columns order by table_name, ordinal"
    for table, name, kind in connection.execute(query).fetchall():
        columns.setdefault(table, {})[name] = kind
    return columns
