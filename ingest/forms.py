"""The three vintages of the statutory form, read from ``seeds/``; nothing about the form is restated in code."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ingest.records import record

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


SeedRow = Mapping[str, str]


@lru_cache(maxsize=64)
def read_seed(name: str) -> tuple[SeedRow, ...]:
    """Rows of ``seeds/<name>.csv`` as printed there, all text; read once in a process."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        return tuple(dict(zip(names, row, strict=True)) for row in rows)


@record
class FormRow:
    """One row a vintage prescribes (``seeds/form_rows.csv``)."""

    form_version: str
    table_code: str
    code: str
    ordinal: int
    label: str
    item_code: str
    group_code: str
    alternative_of: str
    is_default_alternative: bool


@record
class FormColumn:
    """One column a vintage prescribes (``seeds/form_columns.csv``)."""

    form_version: str
    table_code: str
    code: str
    ordinal: int
    label: str
    group_label: str
    item_code: str


SIDE_BY_SIDE = "legal_challenges"
"""The table whose rows the forms print side by side, in one line of figures: section 4."""
INDICATORS = "legacy_indicators"
"""The statistical table up to 2018, of which many variants print one column of figures only."""
CellKey = tuple[str, str, str]
"""(table_code, row_code, column_code)."""


@record
class Forms:
    """All vintages together: rows, columns and the cells they cross in."""

    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """Vintage codes, oldest first."""
        return tuple(dict.fromkeys(row.form_version for row in self.rows))


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """The form catalogue; read once in a process."""
    rows = tuple(
        FormRow(
            r["form_version"],
            r["table_code"],
            r["row_code"],
            int(r["ordinal"]),
            r["label_zh"],
            r["item_code"],
            r["group_code"],
            r["alternative_of"],
            r["is_default_alternative"] != "false",
        )
        for r in read_seed("form_rows")
    )
    columns = tuple(
        FormColumn(
            c["form_version"],
            c["table_code"],
            c["column_code"],
            int(c["ordinal"]),
            c["label_zh"],
            c["group_label_zh"],
            c["item_code"],
        )
        for c in read_seed("form_columns")
    )
    return Forms(rows, columns)


@lru_cache(maxsize=16)
def row_order(table_code: str) -> Mapping[str, int]:
    """Row codes of a table with their place in the form; vintages agree on the order of what they share."""
    return {row.code: row.ordinal for row in load_forms().rows if row.table_code == table_code}


@lru_cache(maxsize=16)
def group_of(table_code: str) -> Mapping[str, str]:
    """Row code to group code, ``''`` for rows outside any group."""
    return {row.code: row.group_code for row in load_forms().rows if row.table_code == table_code}


@lru_cache(maxsize=16)
def column_order(table_code: str) -> tuple[str, ...]:
    """Column codes of a table in the order of the form (for tables without items: the printed order)."""
    codes = [column.code for column in load_forms().columns if column.table_code == table_code]
    return tuple(dict.fromkeys(codes))


@lru_cache(maxsize=16)
def row_sequences(table_code: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table from top to bottom, in every way a vintage may print them: （六） in parts, or as one row."""
    rows = [row for row in load_forms().rows if row.table_code == table_code]
    found: dict[tuple[str, ...], None] = {}
    for version in dict.fromkeys(row.form_version for row in rows):
        own = [row for row in rows if row.form_version == version]
        for way in sorted({row.alternative_of for row in own} - {""}) or [""]:
            found[tuple(row.code for row in own if row.alternative_of in ("", way))] = None
    return tuple(found)


@lru_cache(maxsize=16)
def column_sequences(table_code: str) -> tuple[tuple[str, ...], ...]:
    """The columns of a table, or of one of its items, from left to right, for each vintage."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for column in load_forms().columns:
        if column.table_code == table_code:
            found[column.form_version, column.item_code].append(column.code)
    return tuple(dict.fromkeys(map(tuple, found.values())))


@lru_cache(maxsize=16)
def first_rows(table_code: str) -> frozenset[str]:
    """The rows that stand first in a table, or in one of its items, in some vintage."""
    first: dict[tuple[str, str], str] = {}
    for row in load_forms().rows:
        if row.table_code == table_code:
            first.setdefault((row.form_version, row.item_code), row.code)
    return frozenset(first.values())


@lru_cache(maxsize=16)
def cells_of(form_version: str) -> frozenset[CellKey]:
    """Every cell a vintage can print, alternatives included."""
    forms = load_forms()
    return frozenset(
        (row.table_code, row.code, column.code)
        for row in forms.rows
        for column in forms.columns
        if row.form_version == column.form_version == form_version
        and (row.table_code, row.item_code) == (column.table_code, column.item_code)
    )


@lru_cache(maxsize=8)
def group_members(table_code: str) -> frozenset[str]:
    """Columns that the form prints under a common heading (法人或其他组织)."""
    return frozenset(c.code for c in load_forms().columns if c.table_code == table_code and c.group_label)


@lru_cache(maxsize=8)
def item_sets(table_code: str) -> frozenset[frozenset[str]]:
    """The columns of a table, or of one of its items, all together, for each vintage."""
    return frozenset(map(frozenset, column_sequences(table_code)))


@lru_cache(maxsize=256)
def row_sets(table_code: str, row_code: str) -> frozenset[frozenset[str]]:
    """The columns of a row all together, for each vintage that has it."""
    cells = (cells_of(version) for version in load_forms().versions)
    return frozenset(frozenset(key[2] for key in form if key[:2] == (table_code, row_code)) for form in cells)


@lru_cache(maxsize=1)
def longest_row() -> int:
    """The most figures that a row has in any table; section 4 as the form prints it, all rows in one, is longer."""
    tables = {row.table_code for row in load_forms().rows}
    return max(len(columns) for table in tables for columns in item_sets(table))


@lru_cache(maxsize=8)
def complete_sets(table_code: str) -> frozenset[frozenset[str]]:
    """Those of ``item_sets`` that no other has all columns of, and more."""
    found = item_sets(table_code)
    # What another vintage has beside them may be the very header that was not understood.
    return frozenset(columns for columns in found if not any(columns < more for more in found))
