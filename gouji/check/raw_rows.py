"""Outcomes -> raw tables of an in-memory database, by way of CSV files.

Parameters are not used: binding the first one makes DuckDB import pandas and pyarrow, longer than a whole check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from gouji import __version__
from gouji.check.reading import Reading
from ingest.shards import Shard, storable

LOAD_ID = "check"
# Unquoted it is null, quoted it is text; everything printed is quoted.
NULL = "\\N"
# DuckDB drops what stands behind it in a quoted CSV value, so it travels as something that no document prints.
NUL, NUL_ON_THE_WAY = "\x00", "\U0010fffe"
# One cell may be a whole document that lost its separators.
LONGEST_LINE = 256 * 1024 * 1024

Rows = Sequence[tuple[Any, ...]]


def fill_raw(
    connection: DuckDBPyConnection, columns: Mapping[str, Mapping[str, str]], reading: Reading, folder: Path
) -> None:
    """Fill the declared raw tables with what was read; ``columns``: table -> column -> type."""
    for table, rows in raw_rows(reading).items():
        if rows:
            _insert(connection, table, columns[table], rows, folder / f"{table}.csv")


def raw_rows(reading: Reading) -> Mapping[str, Rows]:
    """The rows of each raw table, as a load of the warehouse would have them."""
    shard = Shard(__version__, LOAD_ID)
    for outcome in reading.outcomes:
        shard.add(outcome)
    return shard.rows | {
        "sources": [(f.source_uri, f.document_id, f.byte_count, LOAD_ID, LOAD_ID) for f in _distinct(reading)],
        "manifest_entries": [(*entry, LOAD_ID) for entry in reading.entries],
    }


def _distinct(reading: Reading) -> Iterable[Any]:
    return {(one.source_uri, one.document_id): one for one in reading.found}.values()


def _insert(connection: DuckDBPyConnection, table: str, columns: Mapping[str, str], rows: Rows, file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(",".join(map(_written, row)) + "\n" for row in rows)
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    path = str(file).replace("'", "''")
    unpacked = ", ".join(
        f"""replace("{name}", chr({ord(NUL_ON_THE_WAY)}), chr(0))""" if kind == "varchar" else f'"{name}"'
        for name, kind in columns.items()
    )
    connection.execute(
        f"insert into gouji.raw.\"{table}\" select {unpacked} from read_csv('{path}', columns = {{{types}}}, "
        "header = false, "
        f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '{NULL}', "
        f"allow_quoted_nulls = false, "
        f"parallel = false, max_line_size = {LONGEST_LINE}, new_line = '\\n')"
    )
    file.unlink()


def _written(value: object) -> str:
    if value is None:
        return NULL
    text = value if isinstance(value, str) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = str(storable(text))
    return '"' + text.replace('"', '""').replace(NUL, NUL_ON_THE_WAY) + '"'
