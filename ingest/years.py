"""Tables that print two years, in columns or in rows: the lines of the report's own year stay, the others are nobody's.

Headers say which is which: 上年 and 本年, or 2022年 and 2023年, of which the later is believed to be the report's own
until its title says otherwise. Lines are left out of a whole grid only, and never the last that bears a label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Table
from ingest.forms import read_seed
from ingest.grids import Box, boxes_of, is_full, table_of
from ingest.labels import Label
from ingest.looks import LONGEST_LABEL, table_labels
from ingest.normalise import squeeze
from ingest.rows import INDICATORS, is_blank

OWN, PRIOR = 1, -1
"""Years that are named by their place: the report's own, and one before it."""
UNTOLD = 0
"""Stands for the year of a table of which it is not clear which figures are of which year."""
YEAR_MARK = "年"
# 2023年统计数, bracketed.
LONGEST_YEAR = 10
EXPLICIT = re.compile(r"^[(\[]?(20\d\d)年(?:度|数|度数|统计数)?[)\]]?$")


class OfOneYear(NamedTuple):
    """A table with figures of one year, and which one where its headers say so; ``UNTOLD`` where they are mixed."""

    table: Table
    year: int | None


def of_one_year(table: Table) -> OfOneYear:
    """The table with the lines of other years left out; the table itself where no header names a year."""
    short = [text for text in table.texts if YEAR_MARK in text and len(text) <= LONGEST_YEAR]
    named = {year for text in short if (year := _year(text)) is not None}
    if not named or not _is_of_a_form(table.texts):
        return OfOneYear(table, None)
    boxes = boxes_of(table)
    years = {box: year for box in boxes if (year := _year(box.cell.text)) is not None}
    own = _own(named)
    in_header = len({box.cell.first_row for box in years}) == 1 and _stand_above_figures(years, boxes)
    if in_header and named == {PRIOR}:
        return OfOneYear(table, None)  # one more column, which the header knows as nobody's
    left = _without_columns(boxes, years, own) if in_header else _without_rows(boxes, years, own)
    told = None if own == OWN else own
    if own is None or left is None or not is_full(table.layout) or _labels(left) != _labels(boxes):
        return OfOneYear(table, told if named == {own} else UNTOLD)
    return OfOneYear(table_of(left, table.has_spans), told) if _has_figures(left) else OfOneYear(table, UNTOLD)


@lru_cache(maxsize=4096)
def _year(text: str) -> int | None:
    """The year that a header names."""
    squeezed = squeeze(text)
    explicit = EXPLICIT.match(squeezed)
    return int(explicit[1]) if explicit else _words().get(squeezed)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, int]:
    return {squeeze(row["label_zh"]): int(row["year_offset"]) or OWN for row in read_seed("year_headings")}


def _own(years: set[int]) -> int | None:
    """Which of the years that a table names is the report's own; None where it names them in two ways."""
    if years <= {OWN, PRIOR}:
        return OWN
    return max(years) if years.isdisjoint((OWN, PRIOR)) else None


def _is_of_a_form(texts: Sequence[str]) -> bool:
    """Whether some label is one of the tables that print one year; indicators print the year as a header of theirs."""
    found = (table_labels(text).tables for text in texts if text and len(text) <= LONGEST_LABEL)
    return any(tables and INDICATORS not in tables for tables in found)


def _labels(boxes: Sequence[Box]) -> set[Label]:
    """The rows and columns that labels name for certain."""
    named = (table_labels(box.cell.text).labels for box in boxes if not is_blank(box.cell.text))
    certain = {labels[0] for labels in named if len(labels) == 1 and labels[0].axis in ("row", "column")}
    return {label for label in certain if label.table_code != INDICATORS}


def _has_figures(boxes: Sequence[Box]) -> bool:
    return any(box.is_figure for box in boxes)


def _stand_above_figures(years: Mapping[Box, int], boxes: Sequence[Box]) -> bool:
    """Whether the years of one row head columns, and do not stand in front of figures."""
    row = next(iter(years)).cell.first_row
    return not any(box.is_figure for box in boxes if box.cell.first_row <= row < box.end_row)


def _without_columns(boxes: Sequence[Box], years: Mapping[Box, int], own: int | None) -> list[Box] | None:
    """The boxes without the columns of other years, and without the row of years; None where more stands in it."""
    row = next(iter(years)).cell.first_row
    others = {
        column
        for box, year in years.items()
        if year != own
        for column in range(box.cell.first_column, box.cell.end_column)
    }
    lost = [b for b in boxes if b.cell.first_row == row == b.end_row - 1 and b not in years]
    if any(not is_blank(box.cell.text) for box in lost) or any(box.end_row > row + 1 for box in years):
        return None
    return _cut(boxes, {row}, others)


def _without_rows(boxes: Sequence[Box], years: Mapping[Box, int], own: int | None) -> list[Box] | None:
    """The boxes without the rows of other years, and without the column of years; None where more stands in it."""
    columns = {box.cell.first_column for box in years}
    if len(columns) > 1 or any(box.cell.end_column - box.cell.first_column > 1 for box in years):
        return None
    [column] = columns
    others = {row for box, year in years.items() if year != own for row in range(box.cell.first_row, box.end_row)}
    lost = [b for b in boxes if b.cell.first_column == column == b.cell.end_column - 1 and b not in years]
    headed = {row for box in years for row in range(box.cell.first_row, box.end_row)}
    if any(table_labels(box.cell.text).labels or box.is_figure for box in lost if not is_blank(box.cell.text)):
        return None
    # A line of figures without a year among lines that have one could be any year's.
    if any(box.is_figure and box.cell.first_row not in headed for box in boxes):
        return None
    return _cut(boxes, others, {column})


def _cut(boxes: Sequence[Box], rows: set[int], columns: set[int]) -> list[Box]:
    """The boxes with some rows and columns taken out of the grid."""
    kept: list[Box] = []
    for cell, end_row in boxes:
        top, bottom = _moved(cell.first_row, rows), _moved(end_row, rows)
        left, right = _moved(cell.first_column, columns), _moved(cell.end_column, columns)
        if top < bottom and left < right:
            kept.append(Box(cell._replace(first_row=top, first_column=left, end_column=right), bottom))
    return kept


def _moved(place: int, taken: set[int]) -> int:
    return place - sum(each < place for each in taken)
