"""Polars -> DuckDB: the only module that writes the ``raw`` schema. A load is one transaction, so a crash leaves
none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from ingest.shards import DOCUMENT_TABLES, raw_columns

REPORT_TABLES = ("cells", "unmapped_rows", "paragraphs")


@contextmanager
def open_raw(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a build file with all raw tables in place.

    Raises:
        duckdb.IOException: another process is writing the file.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(database))
    try:
        create_raw_tables(connection)
        yield connection
    finally:
        connection.close()


def create_raw_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create what is missing of the raw schema, as declared."""
    connection.execute("create schema if not exists raw")
    for table, columns in raw_columns().items():
        declared = ", ".join(f"{name} {data_type}" for name, data_type in columns.items())
        connection.execute(f"create table if not exists raw.{table} ({declared})")
        connection.execute(
            "; ".join(
                f"alter table raw.{table} add column if not exists {name} {kind}" for name, kind in columns.items()
            )
        )


def known_documents(connection: duckdb.DuckDBPyConnection, reader_version: str) -> frozenset[str]:
    """Documents that this very reader has already read, accepted or rejected."""
    rows = connection.execute(
        "select document_id from raw.documents where reader_version = $1"
        " union select document_id from raw.rejects where reader_version = $1",
        [reader_version],
    ).fetchall()
    return frozenset(row[0] for row in rows)


def write_load(
    connection: duckdb.DuckDBPyConnection,
    shards: Path,
    frames: Mapping[str, pl.DataFrame],
    read: Sequence[str],
) -> None:
    """Replace everything known of the documents ``read`` by the shards, and upsert ``frames``, in one transaction.

    Args:
        connection: a build file opened by ``open_raw``.
        shards: folder with ``<table>-*.parquet``.
        frames: rows for ``sources``, ``manifest_entries``, ``rejects`` and ``loads``.
        read: ids of the documents that the shards hold.
    """
    connection.execute("begin transaction")
    try:
        _forget(connection, pl.DataFrame({"document_id": list(read)}, schema={"document_id": pl.String}))
        for table in DOCUMENT_TABLES:
            if any(shards.glob(f"{table}-*.parquet")):
                pattern = str(shards / f"{table}-*.parquet").replace("'", "''")
                connection.execute(f"insert into raw.{table} by name select * from read_parquet('{pattern}')")
        for table, rows in frames.items():
            _write(connection, table, rows)
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("checkpoint")


KEYS = {
    "sources": ("source_uri", "document_id"),
    "manifest_entries": ("source_uri",),
    "rejects": ("source_uri", "document_id"),
    "loads": ("load_id",),
}
KEEP_FIRST = frozenset(("sources",))
"""Tables whose rows tell which load met something first; in the others the newest row holds."""
# A file that was changed and then changed back: what stood there first stands there again, from this load on.
STANDS_AGAIN = """
    update raw.sources as known set since_load_id = new_rows.load_id
    from new_rows
    where known.source_uri = new_rows.source_uri and known.document_id = new_rows.document_id
        and coalesce(known.since_load_id, known.load_id) < (
            select max(coalesce(other.since_load_id, other.load_id))
            from raw.sources as other where other.source_uri = known.source_uri
        )
"""


def _write(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    connection.register("new_rows", rows)
    same = " and ".join(f"known.{key} = new_rows.{key}" for key in KEYS[table])
    if table in KEEP_FIRST:
        connection.execute(STANDS_AGAIN)
        connection.execute(
            f"insert into raw.{table} by name select * from new_rows anti join raw.{table} known on {same}"
        )
    else:
        connection.execute(f"delete from raw.{table} as known using new_rows where {same}")
        connection.execute(f"insert into raw.{table} by name select * from new_rows")
    connection.unregister("new_rows")


def _forget(connection: duckdb.DuckDBPyConnection, read: pl.DataFrame) -> None:
    connection.register("read_again", read)
    reports = "select report_id from raw.reports where document_id in (select document_id from read_again)"
    for table in REPORT_TABLES:
        connection.execute(f"delete from raw.{table} where report_id in ({reports})")
    for table in ("reports", "documents", "rejects"):
        connection.execute(f"delete from raw.{table} where document_id in (select document_id from read_again)")
    connection.unregister("read_again")
