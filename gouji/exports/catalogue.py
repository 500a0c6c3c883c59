"""What there is to export: the tables of ``marts`` with their columns, descriptions and keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from gouji.errors import TableNotFound
from gouji.exports.keys import NO_KEYS, Keys, keys_of_marts

TABLES = """
    select table_name, coalesce(trim(comment), '')
    from duckdb_tables()
    where schema_name = 'marts' and not internal
    order by table_name
"""
COLUMNS = """
    select table_name, column_name, data_type, coalesce(trim(comment), '')
    from duckdb_columns()
    where schema_name = 'marts' and not internal
    order by table_name, column_index
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``type`` is DuckDB's name of its type, ``description`` is in English and Chinese."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Mart:
    """A published table."""

    name: str
    description: str
    columns: tuple[Column, ...]
    keys: Keys

    @property
    def column_names(self) -> tuple[str, ...]:
        """In the order of the table."""
        return tuple(column.name for column in self.columns)

    @property
    def year_of_row(self) -> str | None:
        """SQL, over the table called ``mart``, for the year a row is about; None where it is about none."""
        if "report_year" in self.column_names:
            return "mart.report_year"
        if "report_id" in self.column_names:
            return "(select report_year from marts.dim_reports where report_id = mart.report_id)"
        return None

    def query(self, years: Sequence[int] = ()) -> str:
        """All rows, in the order of their key so that two exports of one warehouse are the same bytes."""
        chosen = ", ".join(str(int(year)) for year in years)
        of_years = f" where {self.year_of_row} in ({chosen})" if years and self.year_of_row else ""
        ordered = f" order by {', '.join(self.keys.primary)}" if self.keys.primary else ""
        return f"select mart.* from marts.{self.name} as mart{of_years}{ordered}"


def read_catalogue(connection: duckdb.DuckDBPyConnection, wanted: Sequence[str] = ()) -> tuple[Mart, ...]:
    """Every table of ``marts``, or those that are wanted, by name.

    Raises:
        TableNotFound: a wanted table is not there.
    """
    columns: dict[str, list[Column]] = {}
    for table, *column in connection.execute(COLUMNS).fetchall():
        columns.setdefault(table, []).append(Column(*column))
    keys = keys_of_marts()
    marts = {
        name: Mart(name, description, tuple(columns[name]), keys.get(name, NO_KEYS))
        for name, description in connection.execute(TABLES).fetchall()
    }
    for name in wanted:
        if name not in marts:
            raise TableNotFound(name, sorted(marts))
    return tuple(mart for name, mart in marts.items() if not wanted or name in wanted)
