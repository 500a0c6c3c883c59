"""Opening a DuckDB file, with its refusals turned into errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from gouji.errors import WarehouseBusy, WarehouseMissing, WarehouseNotBuilt, WarehouseUnreadable

# DuckDB has one exception class for every failure to open; the words tell a held lock from a damaged file.
LOCK_WORDS = ("lock on file", "different configuration")


@contextmanager
def open_database(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed at the end of the block, so that no lock outlives it.

    Raises:
        WarehouseBusy: another process is writing the file.
        WarehouseUnreadable: the file is no DuckDB database, or of another version.
    """
    try:
        connection = duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as refusal:
        message = str(refusal)
        if any(words in message for words in LOCK_WORDS):
            raise WarehouseBusy(path, message) from refusal
        raise WarehouseUnreadable(path, message) from refusal
    with connection:
        yield connection


@contextmanager
def read_marts(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to a file whose marts were built.

    Raises:
        WarehouseMissing: there is no such file.
        WarehouseNotBuilt: it holds no marts.
    """
    if not path.is_file():
        raise WarehouseMissing(path)
    with open_database(path, read_only=True) as connection:
        if not has_marts(connection):
            raise WarehouseNotBuilt(path)
        yield connection


def has_marts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether dbt built the marts; reports are their backbone, so their table stands for all."""
    query = "select 1 from information_schema.tables where table_schema = 'marts' and table_name = 'dim_reports'"
    return connection.execute(query).fetchone() is not None
