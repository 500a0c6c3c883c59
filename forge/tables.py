"""Lays the tables of a form out as printed grids: spans, headers, groups and figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby

from forge.form import UNDIVIDED, CellCode, FormColumn, FormRow, FormTable
from forge.grid import Grid, GridCell, GridRow, Role
from forge.model import ReportFigures

LEVEL_ONE = re.compile("[一二三四五六七八九十]+、")
# The label of a row stands one, two or three columns deep: 一、 / （一） / 1.
LABEL_COLUMNS = 3
DOCUMENT_UNIT = "条"
CASE_UNIT = "件"
FIRST_OF_PARTS = "其中："


def build_grid(table: FormTable, figures: ReportFigures) -> Grid:
    """One table of a form with the figures in place."""
    return _BUILDERS[table.code](table, figures)


def _figure(table: FormTable, row: FormRow, column: FormColumn, figures: ReportFigures, colspan: int = 1) -> GridCell:
    code = CellCode(table.code, row.code, column.code)
    return GridCell(figures.cells.get(code, ""), Role.FIGURE, colspan, code=code)


def _figures(table: FormTable, row: FormRow, figures: ReportFigures, spans: list[int]) -> tuple[GridCell, ...]:
    if row.foreign_texts:
        return tuple(GridCell(t, Role.FOREIGN, span) for t, span in zip(row.foreign_texts, spans, strict=False))
    columns = zip(table.columns_of(row), spans, strict=True)
    return tuple(_figure(table, row, column, figures, span) for column, span in columns)


def _disclosures(table: FormTable, figures: ReportFigures) -> Grid:
    rows = table.rows_printed(figures.alternative)
    width = 1 + max(len(table.columns_of(row)) for row in rows)
    printed: list[GridRow] = []
    for item, block in groupby(rows, key=lambda row: row.item):
        printed += _disclosure_block(table, item, tuple(block), width, figures)
    return Grid(table.code, width, tuple(printed))


def _disclosure_block(
    table: FormTable, item: str, rows: tuple[FormRow, ...], width: int, figures: ReportFigures
) -> list[GridRow]:
    columns = table.columns_of(rows[0])
    # The last column takes whatever width the longest block leaves.
    spans = [1] * (len(columns) - 1) + [width - len(columns)]
    subject = GridCell(table.headings["subject"], Role.HEADER)
    heads = tuple(GridCell(column.label, Role.HEADER, span) for column, span in zip(columns, spans, strict=True))
    return [
        GridRow((GridCell(table.headings[item], Role.TITLE, width),), item),
        GridRow((subject, *heads), item),
        *(GridRow((GridCell(row.label, Role.LABEL), *_figures(table, row, figures, spans)), item) for row in rows),
    ]


def _requests(table: FormTable, figures: ReportFigures) -> Grid:
    rows = table.rows_printed(figures.alternative)
    results = [row for row in rows if not LEVEL_ONE.match(row.label)]
    printed = list(_request_headers(table))
    for row in rows:
        labels: list[GridCell] = []
        if results and row is results[0]:
            labels.append(GridCell(table.headings["results"], Role.GROUP, rowspan=len(results)))
        labels += _request_labels(table, row, rows, depth=LABEL_COLUMNS - (row in results))
        printed.append(GridRow((*labels, *_figures(table, row, figures, [1] * len(table.columns)))))
    return Grid(table.code, LABEL_COLUMNS + len(table.columns), tuple(printed))


def _request_labels(table: FormTable, row: FormRow, rows: tuple[FormRow, ...], depth: int) -> list[GridCell]:
    group = table.groups.get(row.group, "")
    if not group or _is_undivided(row):
        return [GridCell(row.label, Role.LABEL, colspan=depth)]
    members = [member for member in rows if member.group == row.group]
    label = GridCell(row.label, Role.LABEL, colspan=depth - 1)
    if row is not members[0]:
        return [label]
    return [GridCell(group, Role.GROUP, rowspan=len(members)), label]


def _is_undivided(row: FormRow) -> bool:
    return row.alternative == UNDIVIDED


def _request_headers(table: FormTable) -> tuple[GridRow, GridRow, GridRow]:
    note = GridCell(table.headings["balance_note"], Role.HEADER, LABEL_COLUMNS, rowspan=3)
    applicants = GridCell(table.headings["applicants"], Role.HEADER, len(table.columns))
    second: list[GridCell] = []
    third: list[GridCell] = []
    for group, members in groupby(table.columns, key=lambda column: column.group_label):
        columns = list(members)
        if group:
            second.append(GridCell(table.headings["organisations"], Role.HEADER, len(columns)))
            third += [GridCell(column.label, Role.HEADER) for column in columns]
        else:
            second += [GridCell(column.label, Role.HEADER, rowspan=2) for column in columns]
    return GridRow((note, applicants)), GridRow(tuple(second)), GridRow(tuple(third))


def _challenges(table: FormTable, figures: ReportFigures) -> Grid:
    rows = table.rows_printed(figures.alternative)
    breadth = len(table.columns)
    first: list[GridCell] = []
    second: list[GridCell] = []
    third: list[GridCell] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        routes = list(members)
        heads = [GridCell(column.label, Role.HEADER, rowspan=1 if group else 2) for column in table.columns]
        if group:
            first.append(GridCell(table.groups[group], Role.GROUP, breadth * len(routes)))
            second += [GridCell(route.label, Role.LABEL, breadth) for route in routes]
            third += heads * len(routes)
        else:
            first += [GridCell(route.label, Role.LABEL, breadth) for route in routes]
            second += heads * len(routes)
    cells = tuple(_figure(table, row, column, figures) for row in rows for column in table.columns)
    lines = (tuple(first), tuple(second), tuple(third), cells)
    return Grid(table.code, breadth * len(rows), tuple(GridRow(line) for line in lines))


def _legacy(table: FormTable, figures: ReportFigures) -> Grid:
    rows = table.rows_printed(figures.alternative)
    heads = [table.headings["indicator"], table.headings["unit"], *(column.label for column in table.columns)]
    printed = [GridRow(tuple(GridCell(head, Role.HEADER) for head in heads))]
    previous_group = ""
    for row in rows:
        of_which = FIRST_OF_PARTS if row.group and row.group != previous_group and not row.level else ""
        previous_group = row.group
        unit = GridCell(row.unit or _legacy_unit(row), Role.UNIT)
        spans = [1] * len(table.columns)
        label = GridCell(of_which + row.label, Role.LABEL)
        printed.append(GridRow((label, unit, *_figures(table, row, figures, spans)), level=row.level))
    return Grid(table.code, len(heads), tuple(printed))


def _legacy_unit(row: FormRow) -> str:
    return DOCUMENT_UNIT if row.code.startswith("proactive") else CASE_UNIT


_BUILDERS: Mapping[str, Callable[[FormTable, ReportFigures], Grid]] = {
    "disclosures": _disclosures,
    "requests": _requests,
    "legal_challenges": _challenges,
    "legacy_indicators": _legacy,
}
