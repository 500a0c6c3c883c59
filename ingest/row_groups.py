"""Whether a row is the one that its name says: among the rows of its group, in their order, in a table of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.documents import Row
from ingest.forms import group_of, load_forms, row_order
from ingest.looks import is_value, table_labels
from ingest.normalise import squeeze
from ingest.rows import RowName, is_column_too, names_row_only

LEVEL_TWO = re.compile(r"\([一二三四五六七八九十]+\)")
"""How the form numbers its results (（七）总计), and nothing else is in a table of departments."""


def may_be_of_other_units(name: RowName, table: str, block: Iterable[Row]) -> bool:
    """Whether a row is called so in any table (合计, 其他), and nothing of its table names a row of the form.

    Departments, towns and years are listed under the form's own columns, too, and summed up.
    """
    if not is_column_too(name.text, table) or LEVEL_TWO.match(squeeze(name.text)):
        return False
    return not any(names_row_only(cell.text, table) for row in block for cell in row.own_cells)


def names_routes(block: Iterable[Row], table: str) -> bool:
    """Whether rows of a printed table name routes beside figures."""
    rows = [[cell.text for cell in row.own_cells] for row in block]
    named = (texts for texts in rows if any(names_row_only(text, table) for text in texts))
    return any(is_value(text) for texts in named for text in texts)


def is_of_another_group(row: Row, name: RowName, table: str, last_row: str | None, last_group: str) -> bool:
    """Whether a row that could be called so in any group (其他, 其他情形) stands in another than its own."""
    group = group_of(table).get(name.code, "")
    if not group or not last_row or not _says_little(table, name.code):
        return False
    return group not in (_groups_beside(row, name, table) or {last_group})


@lru_cache(maxsize=256)
def _says_little(table: str, code: str) -> bool:
    """Whether the form itself words a row as it words a column, and its variants say no more."""
    return any(
        is_column_too(row.label, table) for row in load_forms().rows if (row.table_code, row.code) == (table, code)
    )


def contradiction(row: Row, name: RowName, table: str, last_row: str | None) -> str | None:
    """Why a row's name cannot be trusted: its group says otherwise, or a near miss stands in the wrong place."""
    groups = _groups_beside(row, name, table)
    if groups and group_of(table).get(name.code, "") not in groups:
        return "row_contradicts_group"
    order = row_order(table)
    if name.matched_by == "fuzzy" and last_row and order.get(last_row, 0) >= order.get(name.code, 0):
        return "row_out_of_order"
    return None


def _groups_beside(row: Row, name: RowName, table: str) -> set[str]:
    """The groups of rows that cells to the left of a row's name say it stands in."""
    first = name.cell.first_column
    beside = [cell.text for cell in row.cells if cell.first_column < first and cell.text]
    return {code for text in beside for code in table_labels(text).groups(table)}
