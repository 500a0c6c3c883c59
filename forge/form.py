"""The statutory forms as the seeds state them: tables, rows, columns and printed labels of each vintage.

No row, column or label is restated here. Codes that carry arithmetic (``received``, ``total``) are the contract's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
DIVIDED = "divided"
NATIONAL = "national"
"""The long national table of 2014, in place of the short local ones."""
NATIONAL_COLUMN = "统计数"
NO_FIGURE = "——"
"""What headings of the long table print in place of unit and figure."""
UNDIVIDED = "undivided"


class CellCode(NamedTuple):
    """Which cell of a form: equal to the plain tuple ``(table_code, row_code, column_code)``."""

    table: str
    row: str
    column: str


@dataclass(frozen=True)
class FormRow:
    """One printed row; ``alternative`` names the way of printing （六）其他处理 that it belongs to, if any.

    ``foreign_texts`` are the figures of a row that the form does not know; such a row has an empty ``code``. ``unit``
    and ``level`` say what an indicator counts and how deep it stands, where its variant of the table says so.
    """

    code: str
    label: str
    item: str = ""
    group: str = ""
    alternative: str = ""
    is_default_alternative: bool = False
    foreign_texts: tuple[str, ...] = ()
    unit: str = ""
    level: int = 0


@dataclass(frozen=True)
class FormColumn:
    """One printed column; ``item`` is the disclosure item whose rows it belongs to, or empty for all rows."""

    code: str
    label: str
    group_label: str = ""
    item: str = ""
    value_kind: str = "count"
    unit: str = ""


@dataclass(frozen=True)
class FormTable:
    """One statutory table: its rows and columns in printed order, and the labels of its groups and headings."""

    code: str
    section: str
    name: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]
    groups: Mapping[str, str]
    headings: Mapping[str, str]

    def columns_of(self, row: FormRow) -> tuple[FormColumn, ...]:
        """The columns in which a row prints a figure."""
        return tuple(column for column in self.columns if column.item == row.item)

    def rows_printed(self, alternative: str) -> tuple[FormRow, ...]:
        """The rows of a report that prints （六）其他处理 in the way ``alternative``."""
        return tuple(row for row in self.rows if row.alternative in ("", alternative))


@dataclass(frozen=True)
class Form:
    """One vintage of the form: its tables in printed order and the names of its sections."""

    version: str
    legal_basis: str
    tables: tuple[FormTable, ...]
    sections: Mapping[str, str]

    def table(self, code: str) -> FormTable | None:
        """The table of that code, or None where this vintage has none."""
        return next((table for table in self.tables if table.code == code), None)

    def cells(self, alternative: str) -> Iterator[CellCode]:
        """Every cell that a report of this form prints, in printed order."""
        for table in self.tables:
            for row in table.rows_printed(alternative):
                if not row.code:
                    continue
                for column in table.columns_of(row):
                    yield CellCode(table.code, row.code, column.code)

    def default_alternative(self) -> str:
        """How this vintage prints （六）其他处理 unless told otherwise; empty where it prints none."""
        rows = (row for table in self.tables for row in table.rows)
        return next((row.alternative for row in rows if row.is_default_alternative), "")

    def printed_as(self, alternative: str) -> Form:
        """The form as reports print it that use ``alternative``: the long national table has lines of its own."""
        if alternative != NATIONAL:
            return self
        return replace(self, tables=tuple(map(_national, self.tables)))


def _national(table: FormTable) -> FormTable:
    """The rows of the long national table in its own order and wording, and its one column of figures."""
    known = {row.code: row for row in table.rows}
    rows = tuple(
        replace(
            known.get(line["row_code"], FormRow("", "", foreign_texts=(NO_FIGURE,))),
            label=line["label_zh"],
            alternative=NATIONAL,
            unit=line["unit"] or NO_FIGURE,
            level=int(line["level"]),
        )
        for line in read_seed("legacy_form_lines")
    )
    year = replace(table.columns[0], label=NATIONAL_COLUMN)
    return replace(table, rows=rows, columns=(year,))


@dataclass(frozen=True)
class LabelVariant:
    """One printed label from ``label_variants.csv``; ``kind`` is form, variant, misprint or shortened."""

    table: str
    axis: str
    code: str
    label: str
    kind: str


@lru_cache
def read_seed(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of one seed file, a mapping of column to text each."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache
def label_variants() -> tuple[LabelVariant, ...]:
    """Every label that ``label_variants.csv`` lists."""
    return tuple(
        LabelVariant(line["table_code"], line["axis"], line["code"], line["label_zh"], line["kind"])
        for line in read_seed("label_variants")
    )


@lru_cache
def form_versions() -> tuple[str, ...]:
    """The vintages, oldest first."""
    return tuple(line["form_version"] for line in read_seed("form_versions"))


@lru_cache
def load_form(version: str) -> Form:
    """One vintage of the form.

    Raises:
        ValueError: the seeds know no such vintage.
    """
    basis = {line["form_version"]: line["legal_basis"] for line in read_seed("form_versions")}
    if version not in basis:
        raise ValueError(f"unknown form version {version!r}; the seeds have {', '.join(basis)}")
    tables = (_load_table(version, line) for line in read_seed("form_tables"))
    sections = {line["section_code"]: line["name_zh"] for line in read_seed("form_sections")}
    return Form(version, basis[version], tuple(table for table in tables if table.rows), sections)


def _load_table(version: str, line: Mapping[str, str]) -> FormTable:
    code = line["table_code"]
    labels = [label for label in label_variants() if label.table == code and label.kind == "form"]
    return FormTable(
        code=code,
        section=line["section_code"],
        name=line["name_zh"],
        rows=tuple(_row(row) for row in _lines_of("form_rows", version, code)),
        columns=tuple(_column(column) for column in _lines_of("form_columns", version, code)),
        groups={label.code: label.label for label in labels if label.axis == "group"},
        headings={label.code: label.label for label in labels if label.axis == "heading"},
    )


def _lines_of(seed: str, version: str, table: str) -> list[Mapping[str, str]]:
    lines = [line for line in read_seed(seed) if (line["form_version"], line["table_code"]) == (version, table)]
    return sorted(lines, key=lambda line: int(line["ordinal"]))


def _row(line: Mapping[str, str]) -> FormRow:
    return FormRow(
        code=line["row_code"],
        label=line["label_zh"],
        item=line["item_code"],
        group=line["group_code"],
        alternative=line["alternative_of"],
        is_default_alternative=line["is_default_alternative"] == "true",
    )


def _column(line: Mapping[str, str]) -> FormColumn:
    return FormColumn(
        code=line["column_code"],
        label=line["label_zh"],
        group_label=line["group_label_zh"],
        item=line["item_code"],
        value_kind=line["value_kind"],
        unit=line["printed_unit"],
    )
