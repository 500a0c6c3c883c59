"""Which format a destination asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import duckdb

from gouji.errors import FormatUnclear
from gouji.exports.catalogue import Mart
from gouji.exports.formats import ExportFormat
from gouji.exports.outcome import Export
from gouji.progress import Advance

URL_SCHEMES = ("postgresql://", "postgres://")
FORMAT_OF_SUFFIX: dict[str, ExportFormat] = {".xlsx": "xlsx", "": "parquet"}


def format_of(destination: str, wanted: str | None) -> ExportFormat:
    """The format that is wanted, or the one that the destination tells.

    Raises:
        FormatUnclear: it tells none, or another than the one that is wanted.
    """
    told: ExportFormat | None = "postgresql" if destination.startswith(URL_SCHEMES) else None
    told = told or FORMAT_OF_SUFFIX.get(Path(destination).suffix)
    if wanted is None:
        if told is None:
            raise FormatUnclear(destination)
        return told
    chosen: ExportFormat = next(name for name in get_args(ExportFormat) if name == wanted)
    if "postgresql" in (told, chosen) and told != chosen:
        raise FormatUnclear(destination)
    return chosen


def export(
    connection: duckdb.DuckDBPyConnection,
    marts: Sequence[Mart],
    destination: str,
    export_format: ExportFormat,
    years: Sequence[int],
    schema: str,
    advance: Advance,
) -> Export:
    """Write the tables to the destination; what each format raises, its module says."""
    if export_format == "postgresql":
        from gouji.exports.postgresql import export_postgresql

        return export_postgresql(connection, marts, destination, schema, advance)
    if export_format == "xlsx":
        from gouji.exports.xlsx import export_xlsx

        return export_xlsx(connection, marts, Path(destination), years, advance)
    if export_format == "csv":
        from gouji.exports.csv_files import export_csv

        return export_csv(connection, marts, Path(destination), years, advance)
    from gouji.exports.parquet import export_parquet

    return export_parquet(connection, marts, Path(destination), years, advance)
