"""What was read, as it is handed over from the process that reads to the one with the database.

By way of CSV files: binding a parameter makes DuckDB import pandas and pyarrow, which takes longer than a whole check.
No reader is imported here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.check.model import RejectedDocument
from ingest.records import record

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Unquoted it is null, quoted it is text; everything printed is quoted.
NULL = "\\N"
# DuckDB drops what stands behind it in a quoted CSV value, so it travels as something that no document prints.
NUL, NUL_ON_THE_WAY = "\x00", "\U0010fffe"
# One cell may be a whole document that lost its separators.
LONGEST_LINE = 256 * 1024 * 1024

Files = Mapping[str, Sequence[Path]]
"""Raw table -> the files with its rows; a table without rows has none."""


@record
class Reading:
    """Every different document in the order given, with its addresses, and what became of it."""

    addresses: Mapping[str, Sequence[str]]
    """Document -> where it was found, as given."""

    files: Files
    rejected: tuple[RejectedDocument, ...]
    """One for each address of a document that could not be read."""


def together(parts: Iterable[Files]) -> Files:
    """The files of several parts by table."""
    files: dict[str, list[Path]] = defaultdict(list)
    for part in parts:
        for table, paths in part.items():
            files[table].extend(paths)
    return files


def fill_raw(connection: DuckDBPyConnection, columns: Mapping[str, Mapping[str, str]], files: Files) -> None:
    """Fill the declared raw tables from files, and delete these; ``columns``: table -> column -> type."""
    for table, paths in files.items():
        _insert(connection, table, columns[table], paths)
        for path in paths:
            path.unlink()


def _insert(connection: DuckDBPyConnection, table: str, columns: Mapping[str, str], paths: Sequence[Path]) -> None:
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    unpacked = ", ".join(
        f"""replace("{name}", chr({ord(NUL_ON_THE_WAY)}), chr(0))""" if kind == "varchar" else f'"{name}"'
        for name, kind in columns.items()
    )
    connection.execute(
        f'insert into gouji.raw."{table}" select {unpacked} from read_csv([{listed}], columns = {{{types}}}, '
        "header = false, "
        f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '{NULL}', "
        f"allow_quoted_nulls = false, "
        f"parallel = false, max_line_size = {LONGEST_LINE}, new_line = '\\n')"
    )
