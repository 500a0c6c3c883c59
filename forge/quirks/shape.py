"""Quirks of shape: columns in another order or missing, rows the form does not know."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from random import Random

from forge.document import PrintedReport
from forge.form import UNDIVIDED, Form, FormColumn, FormRow, FormTable
from forge.grid import Grid, GridCell, Role
from forge.model import ReportFigures
from forge.quirks.base import LEGACY, SPANNED, STATUTORY, WRITTEN, Quirk

FOREIGN_ROW = "其他主动公开文件"
FOREIGN_TEXTS = ("7", "6", "9")
FOREIGN_OUTCOME, LAST_DENIED = "9.其他", "denied_administrative_inquiry"
OTHER_LABELS, SERIAL_LABEL, OTHER_FIGURE = ("上年总计", "同比增减", "备注"), "序号", 70_000
SINGLE_COLUMN = "统计数"


def _permuted(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """Columns change places with those of their own header or item only."""
    tables = (replace(table, columns=_shuffle(table, chance)) for table in form.tables)
    return replace(form, tables=tuple(tables))


def _shuffle(table: FormTable, chance: Random) -> tuple[FormColumn, ...]:
    shuffled: list[FormColumn] = []
    for _, members in groupby(table.columns, key=lambda column: (column.item, column.group_label)):
        columns = list(members)
        before = list(columns)
        while len(columns) > 1 and columns == before:
            chance.shuffle(columns)
        shuffled += columns
    return tuple(shuffled)


def _column_missing(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """One kind of organisation is left out of section 3."""

    def narrowed(table: FormTable) -> FormTable:
        organisations = [column for column in table.columns if column.group_label]
        if table.code != "requests" or not organisations:
            return table
        missing = chance.choice(organisations)
        return replace(table, columns=tuple(column for column in table.columns if column is not missing))

    return replace(form, tables=tuple(map(narrowed, form.tables)))


def _extra_row(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """A row below the first item of section 2."""

    def lengthened(table: FormTable) -> FormTable:
        if table.code != "disclosures":
            return table
        item = table.rows[0].item
        within = [row for row in table.rows if row.item == item]
        foreign = FormRow("", FOREIGN_ROW, item, foreign_texts=FOREIGN_TEXTS)
        return replace(table, rows=(*within, foreign, *table.rows[len(within) :]))

    return replace(form, tables=tuple(map(lengthened, form.tables)))


def _extra_outcome(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """One more reason, 其他, for denying what was asked for."""

    def lengthened(table: FormTable) -> FormTable:
        if table.code != "requests":
            return table
        last = next(n for n, row in enumerate(table.rows) if row.code == LAST_DENIED)
        texts = (FOREIGN_TEXTS * len(table.columns))[: len(table.columns)]
        foreign = FormRow("", FOREIGN_OUTCOME, group=table.rows[last].group, foreign_texts=texts)
        return replace(table, rows=(*table.rows[: last + 1], foreign, *table.rows[last + 1 :]))

    return replace(form, tables=tuple(map(lengthened, form.tables)))


def _groups_in_labels(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """The heading of a group stands before the label of each of its rows: （三）不予公开1.属于国家秘密, in one cell."""

    def joined(table: FormTable) -> FormTable:
        if table.code != "requests":
            return table
        rows = (
            row if row.alternative == UNDIVIDED or row.group not in table.groups
            else replace(row, label=table.groups[row.group] + row.label, group="")
            for row in table.rows
        )  # fmt: skip
        return replace(table, rows=tuple(rows))

    return replace(form, tables=tuple(map(joined, form.tables)))


def _other_columns(report: PrintedReport, chance: Random) -> PrintedReport:
    """Last year's figure, or the change since, behind the columns of section 3; a serial number before section 4's."""
    label = chance.choice(OTHER_LABELS)

    def widened(grid: Grid) -> Grid:
        if grid.table == "requests":
            return _with_column(grid, label, behind=True)
        return _with_column(grid, SERIAL_LABEL, behind=False) if grid.table == "legal_challenges" else grid

    return report.map_grids(widened)


def _with_column(grid: Grid, label: str, *, behind: bool) -> Grid:
    """One more column, its header as tall as all headers; a row without figures keeps its width."""
    first = next(n for n, row in enumerate(grid.rows) if any(cell.role is Role.FIGURE for cell in row.cells))
    rows = []
    for number, row in enumerate(grid.rows):
        if number == 0:
            added = [GridCell(label, Role.HEADER, rowspan=first)]
        elif number < first:
            added = []
        else:
            is_line = any(cell.role is Role.FIGURE for cell in row.cells)
            added = [GridCell(str(OTHER_FIGURE + number) if is_line else "", Role.FOREIGN)]
        rows.append(replace(row, cells=(*row.cells, *added) if behind else (*added, *row.cells)))
    return replace(grid, width=grid.width + 1, rows=tuple(rows))


def _single_figure_column(form: Form, figures: ReportFigures, chance: Random) -> Form:
    def narrowed(table: FormTable) -> FormTable:
        return replace(table, columns=tuple(replace(c, label=SINGLE_COLUMN) for c in table.columns if c.code == "year"))

    return replace(form, tables=tuple(map(narrowed, form.tables)))


SHAPE_QUIRKS = (
    Quirk(
        "columns_permuted",
        "columns stand in another order, their headers with them",
        families=SPANNED,
        forms=STATUTORY,
        change_form=_permuted,
    ),
    Quirk("column_missing", "one kind of applicant has no column", forms=STATUTORY, change_form=_column_missing),
    Quirk(
        "groups_in_labels",
        "rows of section 3 print the heading of their group in their own cell",
        families=WRITTEN | {"office"},
        forms=STATUTORY,
        change_form=_groups_in_labels,
    ),
    Quirk(
        "extra_outcome",
        f"a row {FOREIGN_OUTCOME} in （三）不予公开 that the form does not know",
        forms=STATUTORY,
        change_form=_extra_outcome,
    ),
    Quirk(
        "other_columns",
        "section 3 has a column of last year's figures or of changes, section 4 one of serial numbers",
        families=SPANNED,
        forms=STATUTORY,
        change_report=_other_columns,
    ),
    Quirk("extra_row", f"a row {FOREIGN_ROW} that the form does not know", forms=STATUTORY, change_form=_extra_row),
    Quirk(
        "single_figure_column",
        "the statistical table prints the year's figures only",
        forms=LEGACY,
        change_form=_single_figure_column,
    ),
)
