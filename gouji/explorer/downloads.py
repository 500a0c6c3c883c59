"""Downloads: whole tables as CSV and Parquet, streamed; a report's findings as CSV."""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from gouji.explorer.pages.mart import quoted
from gouji.explorer.pages.report import Finding
from gouji.explorer.plain import number
from gouji.exports.spreadsheets import without_formulas

# Large enough to be fast, small enough that a dozen downloads at once fit into memory.
ROWS_AT_A_TIME = 50_000
BYTE_ORDER_MARK = "\ufeff".encode()
FINDING_COLUMNS = ("number", "severity", "rule_id", "table_code", "row_code", "column_code", "printed_text",
                   "suggested_value", "derived_value", "residual", "message_zh", "message_en",
                    "is_acknowledged")  # fmt: skip


def table_as_csv(cursor: DuckDBPyConnection, table: str) -> Generator[bytes, None, None]:
    """A whole table; Excel opens it as UTF-8, and no cell begins a formula."""
    reader = cursor.execute(f"from warehouse.marts.{quoted(table)}").to_arrow_reader(ROWS_AT_A_TIME)
    yield BYTE_ORDER_MARK + ",".join(reader.schema.names).encode() + b"\r\n"
    for batch in reader:
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)
        yield without_formulas(frame).write_csv(include_header=False, line_terminator="\r\n").encode()


class _Sink(io.RawIOBase):
    """Takes what Parquet's writer writes, and hands it on in pieces."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How much was written."""
        return self._position

    def write(self, data: object) -> int:
        """Keep a piece until it is taken."""
        piece = bytes(memoryview(data))  # type: ignore[arg-type]
        self._pieces.append(piece)
        self._position += len(piece)
        return len(piece)

    def take(self) -> bytes:
        """All that was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def table_as_parquet(cursor: DuckDBPyConnection, table: str) -> Generator[bytes, None, None]:
    """A whole table with its types, as the warehouse has it."""
    reader = cursor.execute(f"from warehouse.marts.{quoted(table)}").to_arrow_reader(ROWS_AT_A_TIME)
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            if piece := sink.take():
                yield piece
    yield sink.take()


def findings_as_csv(findings: Sequence[Finding]) -> bytes:
    """A report's findings, a line each."""
    rows = [[_text(getattr(finding, name)) for name in FINDING_COLUMNS] for finding in findings]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(FINDING_COLUMNS, pl.String), orient="row")
    return BYTE_ORDER_MARK + without_formulas(frame).write_csv(line_terminator="\r\n").encode()


def _text(value: object) -> str | None:
    if value is None:
        return None
    return str(number(value) if isinstance(value, Decimal) else value)
