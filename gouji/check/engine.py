"""The compiled models on an in-memory database: raw rows in, marts out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import duckdb

from gouji.check.bundle import find_bundle, ready_bundle
from gouji.check.graph import BUNDLE
from gouji.check.making import Model, Question, make, make_and_ask
from gouji.check.queries import CHECKED, QUERIES, Row, names_in
from gouji.check.raw_files import Reading, fill_raw
from ingest.records import record

# Below this the threads of a query wait for one another longer than they work (measured with 1, 10 and 50 reports).
DOCUMENTS_FOR_THREADS = 20

CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "preserve_insertion_order": False,
    # A name that is no table is then an error at once, and Python's variables are never looked through for it. Of all
    # ways to say so, this one also holds for cursors.
    "python_enable_replacements": False,
}


@record
class Engine:
    """An in-memory database named as dbt compiled it, with the bundle beside it."""

    connection: duckdb.DuckDBPyConnection
    relations: Mapping[str, str]
    """Name of a seed or model -> its quoted name here."""

    models: tuple[Model, ...]
    """Parents first."""

    questions: tuple[Question, ...]
    """The queries of ``queries.QUERIES``, each called by its text."""

    raw_columns: Mapping[str, Mapping[str, str]]
    """Raw table -> column -> type."""

    def fill(self, reading: Reading) -> None:
        """Put what was read into the raw tables; the files with its rows are gone when this returns."""
        if len(reading.addresses) >= DOCUMENTS_FOR_THREADS:
            self.connection.execute(f"set threads = {os.cpu_count() or 1}")
        fill_raw(self.connection, self.raw_columns, reading.files)
        self.connection.execute(CHECKED)

    def run(self) -> Mapping[str, list[Row]]:
        """Make every model, and answer every query of ``queries.QUERIES``."""
        return make_and_ask(self.connection, self.models, self.questions, self.empty_raw_tables())

    @contextmanager
    def tried(self, name: str) -> Iterator[None]:
        """One model and what it needs, for the time of the block; afterwards no model is there."""
        wanted = {self.relations[name]}
        for model in reversed(self.models):
            if model.name in wanted:
                wanted.update(model.parents)
        models = [model for model in self.models if model.name in wanted]
        self.connection.execute("begin")
        try:
            make(self.connection, models, {self.relations[name]}, self.empty_raw_tables())
            yield
        finally:
            self.connection.execute("rollback")

    def rows(self, query: str) -> list[Row]:
        """Ask at once; names in braces stand for models."""
        return self.connection.execute(query.format_map(self.relations)).fetchall()

    def empty_raw_tables(self) -> set[str]:
        """The quoted names of the raw tables that have no row."""
        names = [f'"gouji"."raw"."{table}"' for table in self.raw_columns]
        asked = " union all ".join(f"select '{name}' where not exists (from {name})" for name in names)
        return {row[0] for row in self.connection.execute(asked).fetchall()}


class Opening:
    """An engine with empty raw tables, opened in a thread of its own while documents are read.

    Used as a context, which closes the engine. Where no bundle fits it is made when the engine is asked for, with a
    word on stderr unless ``quiet``.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._outcome: Engine | Exception | None = None
        self._thread = Thread(target=self._open, daemon=True)

    def __enter__(self) -> Opening:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        if isinstance(self._outcome, Engine):
            self._outcome.connection.close()

    def engine(self) -> Engine:
        """Wait for the engine.

        Raises:
            BundleFailed: the models could not be compiled.
            duckdb.Error: the bundle cannot be used.
        """
        self._thread.join()
        if self._outcome is None:
            self._outcome = _opened(ready_bundle(quiet=self._quiet))
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome

    def _open(self) -> None:
        try:
            if bundle := find_bundle():
                self._outcome = _opened(bundle)
        except Exception as error:
            self._outcome = error


def _opened(bundle: Path) -> Engine:
    connection = duckdb.connect(config=CONFIGURATION)
    try:
        path = str(bundle).replace("'", "''")
        connection.execute(f"attach ':memory:' as gouji; attach '{path}' as {BUNDLE} (read_only)")
        relations = _relations(connection)
        engine = Engine(
            connection, relations, _models(connection), _questions(connection, relations), _raw_columns(connection)
        )
        connection.execute("; ".join((*_schemas(connection), *_raw_tables(engine.raw_columns))))
    except BaseException:
        connection.close()
        raise
    return engine


def _schemas(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    schemas = connection.execute(f"select distinct schema_name from {BUNDLE}.compiled.statements").fetchall()
    yield from (f'create schema gouji."{schema}"' for schema in ("raw", *(row[0] for row in schemas)))


def _raw_tables(columns: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for table, declared in columns.items():
        listed = ", ".join(f'"{name}" {kind}' for name, kind in declared.items())
        yield f'create table gouji.raw."{table}" ({listed})'


def _relations(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    rows = connection.execute(f"select name, relation from {BUNDLE}.compiled.relations").fetchall()
    return {str(name): str(relation) for name, relation in rows}


def _models(connection: duckdb.DuckDBPyConnection) -> tuple[Model, ...]:
    columns = "relation, sql, parents, gates, sql_if_empty, probe"
    rows = connection.execute(f"select {columns} from {BUNDLE}.compiled.statements order by ordinal").fetchall()
    return tuple(
        Model(relation, sql, tuple(parents), tuple(map(frozenset, gates)), *more)
        for relation, sql, parents, gates, *more in rows
    )


def _questions(connection: duckdb.DuckDBPyConnection, relations: Mapping[str, str]) -> tuple[Question, ...]:
    gates = dict(connection.execute(f"select query, gates from {BUNDLE}.compiled.questions").fetchall())
    return tuple(
        Question(
            query,
            query.format_map(relations),
            tuple(relations[name] for name in names_in(query)),
            tuple(map(frozenset, gates[query])),
        )
        for query in QUERIES
    )


def _raw_columns(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Mapping[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    query = f"select table_name, column_name, data_type from {BUNDLE}.compiled.raw_columns order by table_name, ordinal"
    for table, name, kind in connection.execute(query).fetchall():
        columns.setdefault(table, {})[name] = kind
    return columns
