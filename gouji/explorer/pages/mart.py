"""One published table: its columns, a preview, downloads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gouji.errors import Wording
from gouji.explorer.descriptions import chinese, english
from gouji.explorer.pages.data import Data, TableRow
from gouji.explorer.pages.data import read as read_tables
from gouji.explorer.parameters import LARGEST_PAGE, Parameter
from gouji.explorer.parameters import PAGE as PAGE_NUMBER
from gouji.explorer.visit import NothingThere, Page, Paging, Visit
from gouji.exports.keys import NO_KEYS, keys_of_marts

PREVIEW_ROWS = 20
# A label can be as long as a document; a preview is not the place to read it. The Parquet file holds it whole.
TEXT_SHOWN = 2_000
SIZE = Parameter("page_size", "Rows a page.", default=PREVIEW_ROWS, minimum=1, maximum=LARGEST_PAGE)

Value = str | int | float | bool | date | datetime | Decimal | None


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the table."""

    name: str
    data_type: str
    description_zh: str
    description_en: str
    is_key: bool


@dataclass(frozen=True, slots=True)
class Mart:
    """The answer; ``rows`` are in the order of the file, their values in the order of ``columns``.

    Texts beyond 2,000 characters end in ``…``.
    """

    table: TableRow
    columns: tuple[ColumnRow, ...]
    paging: Paging
    rows: tuple[tuple[Value, ...], ...]


COLUMNS = """
select column_name, data_type, coalesce(comment, '') from duckdb_columns()
where database_name = 'warehouse' and schema_name = 'marts' and table_name = $name order by column_index
"""


def read(visit: Visit) -> Mart:
    """The table under the address.

    Raises:
        NothingThere: no such table is published.
    """
    table = published_table(visit, visit.path["mart"])
    keys = keys_of_marts().get(table.name, NO_KEYS).primary
    columns = tuple(
        ColumnRow(name, kind, chinese(text), english(text), name in keys)
        for name, kind, text in visit.cursor.execute(COLUMNS, {"name": table.name}).fetchall()
    )
    paging = Paging(visit.number("page"), visit.number("page_size"), table.row_count)
    # Row numbers of a published file are without gaps, so a page deep in millions of rows costs what the first does.
    rows = visit.cursor.execute(
        f"select {', '.join(map(_shown, columns))} from warehouse.marts.{quoted(table.name)} "
        "where rowid >= $first and rowid < $end order by rowid",
        {"first": paging.first_row - 1, "end": paging.first_row - 1 + paging.page_size},
    ).fetchall()
    return Mart(table, columns, paging, tuple(tuple(row) for row in rows))


def published_table(visit: Visit, name: str) -> TableRow:
    """The table of that name, which is thereby known to be one.

    Raises:
        NothingThere: no such table is published.
    """
    tables: Data = read_tables(visit)
    for table in tables.items:
        if table.name == name:
            return table
    raise NothingThere(name)


def _shown(column: ColumnRow) -> str:
    name = quoted(column.name)
    if column.data_type != "VARCHAR":
        return name
    return f"case when length({name}) > {TEXT_SHOWN} then left({name}, {TEXT_SHOWN}) || '…' else {name} end as {name}"


def quoted(name: str) -> str:
    """A name as SQL quotes it."""
    return '"' + name.replace('"', '""') + '"'


PAGE = Page("mart", "/data/{mart}", Wording("一张数据表", "One table"), read, Mart, parameters=(PAGE_NUMBER, SIZE))
