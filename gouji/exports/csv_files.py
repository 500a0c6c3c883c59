"""CSV for Excel: a file per table, UTF-8 with a byte order mark, no cell that Excel would run as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from gouji.errors import Wording
from gouji.exports.catalogue import Mart
from gouji.exports.folder import folder_in_one_step
from gouji.exports.manifest import write_manifest
from gouji.exports.outcome import Export, ExportedTable
from gouji.exports.spreadsheets import without_formulas
from gouji.progress import Advance

ROWS_AT_A_TIME = 200_000
APOSTROPHE_NOTE = Wording(
    "以 = + - @ 开头的文字前加了 ' 号，以免电子表格当作公式执行；需要原文请用 Parquet",
    "Text beginning with = + - @ has a ' before it so that no spreadsheet runs it; Parquet has it as printed",
)


def export_csv(
    connection: duckdb.DuckDBPyConnection,
    marts: Sequence[Mart],
    destination: Path,
    years: Sequence[int],
    advance: Advance,
) -> Export:
    """Write the tables as CSV; an empty field is null, an empty text is ``""``.

    Raises:
        DestinationNotOurs: something else is there.
        DestinationNotWritable: it cannot be written.
    """
    with folder_in_one_step(destination) as folder:
        tables = []
        for number, mart in enumerate(marts, start=1):
            tables.append(_write(connection, mart, folder / f"{mart.name}.csv", years))
            advance(number, len(marts))
        write_manifest(folder, "csv", marts, tables)
    return Export(tuple(tables), (APOSTROPHE_NOTE,))


def _write(connection: duckdb.DuckDBPyConnection, mart: Mart, path: Path, years: Sequence[int]) -> ExportedTable:
    row_count = 0
    reader = connection.execute(mart.query(years)).to_arrow_reader(ROWS_AT_A_TIME)
    with path.open("wb") as file:
        empty = pl.from_arrow(reader.schema.empty_table())
        assert isinstance(empty, pl.DataFrame)
        empty.write_csv(file, include_bom=True, line_terminator="\r\n")
        for batch in reader:
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            without_formulas(frame).write_csv(file, include_header=False, line_terminator="\r\n")
            row_count += frame.height
    return ExportedTable(mart.name, row_count)
