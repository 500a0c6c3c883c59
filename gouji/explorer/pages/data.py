"""Data: every published table, with its grain and size."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.errors import Wording
from gouji.explorer.descriptions import chinese, english
from gouji.explorer.visit import Page, Visit


@dataclass(frozen=True, slots=True)
class TableRow:
    """A published table."""

    name: str
    description_zh: str
    description_en: str
    row_count: int
    column_count: int


@dataclass(frozen=True, slots=True)
class Data:
    """The answer of the list."""

    items: tuple[TableRow, ...]


TABLES = """
select table_name, coalesce(comment, ''), estimated_size, column_count from duckdb_tables()
where database_name = 'warehouse' and schema_name = 'marts' order by table_name
"""


def read(visit: Visit) -> Data:
    """From the catalogue of the file; DuckDB counts the rows of a table that nobody deletes from exactly."""
    found = visit.cursor.execute(TABLES).fetchall()
    return Data(
        tuple(TableRow(name, chinese(text), english(text), rows, columns) for name, text, rows, columns in found)
    )


PAGE = Page("data", "/data", Wording("数据表", "Published tables"), read, Data)
