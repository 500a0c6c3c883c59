"""One workbook for Excel: a sheet per table with a frozen header, and a data dictionary in front."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl
import xlsxwriter

from gouji.errors import DestinationNotWritable, TableTooLong, Wording
from gouji.exports.catalogue import Mart
from gouji.exports.outcome import Export, ExportedTable
from gouji.exports.spreadsheets import text_columns
from gouji.progress import Advance

ROWS_OF_A_SHEET = 1_048_576
CHARACTERS_OF_A_CELL = 32_767
CUT = "…[截断 truncated]"
TABLE_STYLE = "Table Style Light 1"
DICTIONARY = "data_dictionary"
# Text is text: what a report prints becomes no formula, no link and no number, whatever it begins with.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST_COLUMN = 420
AMOUNT_FORMAT = "#,##0.00####"
DATE_FORMAT = "yyyy-mm-dd"
COUNT_FORMAT = "0"


def export_xlsx(
    connection: duckdb.DuckDBPyConnection,
    marts: Sequence[Mart],
    destination: Path,
    years: Sequence[int],
    advance: Advance,
) -> Export:
    """Write the tables into one workbook that takes the destination's place when it is complete.

    Raises:
        TableTooLong: a table has more rows than a sheet.
        DestinationNotWritable: the file cannot be written.
    """
    incoming = destination.with_name(f".{destination.name}.incoming")
    try:
        incoming.parent.mkdir(parents=True, exist_ok=True)
        with xlsxwriter.Workbook(str(incoming), AS_TEXT) as workbook:
            _write_sheet(workbook, DICTIONARY, _dictionary(marts))
            tables, cut_count = [], 0
            for number, mart in enumerate(marts, start=1):
                frame = _frame_of(connection, mart, years)
                cut_count += _too_long_texts(frame)
                _write_sheet(workbook, mart.name, _cut_to_a_cell(frame))
                tables.append(ExportedTable(mart.name, frame.height))
                advance(number, len(marts))
        incoming.replace(destination)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as refusal:
        raise DestinationNotWritable(destination, str(refusal)) from refusal
    finally:
        incoming.unlink(missing_ok=True)
    return Export(tuple(tables), _notes(cut_count))


def _frame_of(connection: duckdb.DuckDBPyConnection, mart: Mart, years: Sequence[int]) -> pl.DataFrame:
    counted = connection.execute(f"select count(*) from ({mart.query(years)})").fetchone()
    assert counted is not None
    if counted[0] >= ROWS_OF_A_SHEET:
        raise TableTooLong(mart.name, counted[0], ROWS_OF_A_SHEET - 1)
    return connection.execute(mart.query(years)).pl()


def _write_sheet(workbook: xlsxwriter.Workbook, name: str, frame: pl.DataFrame) -> None:
    frame.write_excel(
        workbook=workbook,
        worksheet=name,
        table_style=TABLE_STYLE,
        table_name=f"t_{name}",
        freeze_panes=(1, 0),
        autofilter=True,
        dtype_formats={pl.Decimal: AMOUNT_FORMAT, pl.Date: DATE_FORMAT, pl.Int64: COUNT_FORMAT, pl.Int32: COUNT_FORMAT},
    )
    workbook.get_worksheet_by_name(name).autofit(WIDEST_COLUMN)


def _dictionary(marts: Sequence[Mart]) -> pl.DataFrame:
    rows = [
        {
            "table": mart.name,
            "column": column.name,
            "type": column.type.lower(),
            "key": _key_of(mart, column.name),
            "description": column.description,
            "table_description": mart.description,
        }
        for mart in marts
        for column in mart.columns
    ]
    schema = dict.fromkeys(("table", "column", "type", "key", "description", "table_description"), pl.String)
    return pl.DataFrame(rows, schema=schema)


def _key_of(mart: Mart, column: str) -> str:
    primary = ["primary"] if column in mart.keys.primary else []
    return ", ".join(
        primary + [f"→ {key.table}.{key.target_column}" for key in mart.keys.foreign if key.column == column]
    )


def _too_long_texts(frame: pl.DataFrame) -> int:
    lengths = [pl.col(name).str.len_chars().gt(CHARACTERS_OF_A_CELL).sum() for name in text_columns(frame)]
    return sum(int(count) for count in frame.select(lengths).row(0) if count) if lengths else 0


def _cut_to_a_cell(frame: pl.DataFrame) -> pl.DataFrame:
    """The writer would leave such a cell out without a word; a cut text says that it is cut."""
    kept = CHARACTERS_OF_A_CELL - len(CUT)
    return frame.with_columns(
        pl.when(pl.col(name).str.len_chars() > CHARACTERS_OF_A_CELL)
        .then(pl.col(name).str.slice(0, kept) + CUT)
        .otherwise(pl.col(name))
        .alias(name)
        for name in text_columns(frame)
    )


def _notes(cut_count: int) -> tuple[Wording, ...]:
    if not cut_count:
        return ()
    zh = f"{cut_count} 处文字超过单元格上限 {CHARACTERS_OF_A_CELL} 字，已截断并注明"
    return (
        Wording(
            zh,
            f"{cut_count} texts are longer than a cell's {CHARACTERS_OF_A_CELL} characters and were cut, as they say",
        ),
    )
