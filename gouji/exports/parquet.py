"""Parquet: a folder per table, parted by year where its rows are about a year; written by DuckDB, so memory is bounded.

DEST/fct_requests/report_year=2022/data_0.parquet
DEST/dim_outcomes/data_0.parquet
DEST/manifest.json  DEST/SHA256SUMS
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from gouji.exports.catalogue import Mart
from gouji.exports.folder import folder_in_one_step
from gouji.exports.manifest import write_manifest
from gouji.exports.outcome import Export, ExportedTable
from gouji.progress import Advance

# DuckDB keeps a row group per partition and thread open; 2008 to today are some twenty partitions.
ROW_GROUP = 100_000
# Rows are sorted by their key; what does not fit goes to disk beside the destination. DuckDB's own limit is most of the
# machine, which others are using too.
MEMORY = "1GiB"


def export_parquet(
    connection: duckdb.DuckDBPyConnection,
    marts: Sequence[Mart],
    destination: Path,
    years: Sequence[int],
    advance: Advance,
) -> Export:
    """Write the tables as Parquet.

    A table whose rows belong to a report but print no year has ``report_year`` in its path only, as Hive has it; its
    files have the columns of the table and no others.

    Raises:
        DestinationNotOurs: something else is there.
        DestinationNotWritable: it cannot be written.
    """
    with folder_in_one_step(destination) as folder, TemporaryDirectory(dir=folder.parent, prefix=".gouji-") as spilled:
        connection.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = {_quoted(Path(spilled))}")
        tables = []
        for number, mart in enumerate(marts, start=1):
            tables.append(_write(connection, mart, folder / mart.name, years))
            advance(number, len(marts))
        write_manifest(folder, "parquet", marts, tables)
    return Export(tuple(tables))


def _write(connection: duckdb.DuckDBPyConnection, mart: Mart, folder: Path, years: Sequence[int]) -> ExportedTable:
    settings = ["format parquet", "compression zstd", f"row_group_size {ROW_GROUP}"]
    query = mart.query(years)
    if mart.year_of_row:
        settings += ["partition_by (report_year)", "filename_pattern 'data_{i}'"]
        if "report_year" in mart.column_names:
            settings.append("write_partition_columns true")
        else:
            query = query.replace("select mart.*", f"select mart.*, {mart.year_of_row} as report_year", 1)
        target = folder
    else:
        folder.mkdir()
        target = folder / "data_0.parquet"
    written = connection.execute(f"copy ({query}) to {_quoted(target)} ({', '.join(settings)})").fetchone()
    assert written is not None
    if not next(folder.rglob("*.parquet"), None):  # no rows, no parts; the columns are worth having all the same
        folder.mkdir(exist_ok=True)
        connection.execute(f"copy ({mart.query(years)}) to {_quoted(folder / 'data_0.parquet')} (format parquet)")
    return ExportedTable(mart.name, int(written[0]))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
