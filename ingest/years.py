"""Figures that a document prints for another year than its own: tables, rows and columns that say so themselves.

Reports add last year's table for comparison, or print 上年 and 本年 below or beside each other. Such figures are never
the report's own; they are read only to say, where the report has no others, that those which stand there are not its.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.aligned import AlignedCell, Alignment
from ingest.documents import Cell, Row, Table
from ingest.forms import INDICATORS
from ingest.labels import dated_match
from ingest.locate import Located, PrintedRow, PrintedTable
from ingest.looks import is_count, is_value, names_row, tables_named
from ingest.rows import is_blank
from ingest.skeletons import SKELETONS_KEPT, Skeleton
from ingest.year_words import Told, captioned, is_year_alone, year_of

OTHER_COLUMN = "上年"
"""A header that is known to be none of the form's."""
OTHER_YEAR = "other_year"
"""The problem of a figure printed for another year."""


NOTHING_LOCATED = Located((), ())


class _Part(NamedTuple):
    """What a table prints for the report's own year, and the table where it prints more; None where it does not."""

    own: Table | None
    other: Table | None


def parted_by_year(located: Located, report_year: int | None) -> tuple[Located, Located]:
    """The tables with what they print for the report's year, and those that print figures of others."""
    if not any(isinstance(part, PrintedRow) or _tells_years(part) for part in located.parts):
        return located, NOTHING_LOCATED
    own: list[PrintedTable | PrintedRow] = []
    other: list[PrintedTable | PrintedRow] = []
    for part in located.parts:
        if isinstance(part, PrintedRow):
            (own if _is_of_report(part, report_year) else other).append(_without_other_years(part, report_year))
            continue
        if not _tells_years(part):
            own.append(part)
            continue
        parted = _parted(part, report_year)
        own += [part._replace(table=parted.own)] if parted.own else []
        other += [part._replace(table=parted.other)] if parted.other else []
    return Located(tuple(own), located.prose), Located(tuple(other), ())


def _is_of_report(row: PrintedRow, report_year: int | None) -> bool:
    """Whether a row among bare lines may be of the report's year: neither the caption above nor a label denies it."""
    told = [captioned(row.above), *(year_of(c.text) for c in row.row.cells if not is_year_alone(c.text))]
    return all(year is None or _is_own(year, report_year) is not False for year in told)


def _without_other_years(row: PrintedRow, report_year: int | None) -> PrintedRow:
    """A row among bare lines, the header of another year as one of a column which is none of the form's."""
    told = [year_of(cell.text) if is_year_alone(cell.text) else None for cell in row.row.cells]
    if not any(year and year.year and _is_own(year, report_year) is False for year in told):
        return row
    cells = (
        cell._replace(text=OTHER_COLUMN) if year and year.year and _is_own(year, report_year) is False else cell
        for cell, year in zip(row.row.cells, told, strict=True)
    )
    return row._replace(row=row.row._replace(cells=tuple(cells)))


def with_other_years(alignment: Alignment, other: Alignment) -> Alignment:
    """The alignment, with the figures of other years in places that have none: not read, and said why."""
    known = {cell[:3] for cell in alignment.cells}
    unread = (cell for cell in other.cells if cell[:3] not in known and not is_blank(cell.printed_text))
    return Alignment((*alignment.cells, *map(_of_other_year, unread)), alignment.unmapped)


def dated_labels(alignment: Alignment) -> Mapping[str, int]:
    """The labels of an alignment that name a year, and the year of the report in which they mean what they say."""
    labels = {cell.row_label for cell in alignment.cells} | {cell.column_label for cell in alignment.cells}
    return {label: dated.report_year for label in labels if (dated := dated_match(label))}


def of_own_year(alignment: Alignment, dated: Mapping[str, int], report_year: int | None) -> Alignment:
    """The alignment, figures whose labels name another year not read: a label that stood in pieces says so only now.

    ``dated``: as ``dated_labels`` gives it.
    """
    others = {label for label, year in dated.items() if report_year is not None and year != report_year}
    if not others:
        return alignment
    of_others = (not others.isdisjoint((cell.row_label, cell.column_label)) for cell in alignment.cells)
    cells = zip(alignment.cells, of_others, strict=True)
    return Alignment(tuple(_of_other_year(cell) if is_other else cell for cell, is_other in cells), alignment.unmapped)


def _of_other_year(cell: AlignedCell) -> AlignedCell:
    return cell._replace(problem_code=OTHER_YEAR)


def _tells_years(part: PrintedTable) -> bool:
    return captioned(part.above) is not None or _names_years(part.table.skeleton)


@lru_cache(maxsize=SKELETONS_KEPT)
def _names_years(skeleton: Skeleton) -> bool:
    """Whether any text of a table tells a year; asked of every cell, so of most by these two words alone."""
    return any(year_of(text) for text in skeleton.texts if text and ("年" in text or "同期" in text))


@lru_cache(maxsize=4096)
def _is_indicator(text: str) -> bool:
    """Whether a text names a row of the statistical table up to 2018, and of no other."""
    return tables_named(text) == {INDICATORS} and names_row(text)


def _is_own(told: Told, report_year: int | None) -> bool | None:
    """Whether a year is the report's; None where that is not known."""
    if told.year is None:
        return told.offset == 0
    return None if report_year is None else told.year == report_year


def _parted(part: PrintedTable, report_year: int | None) -> _Part:
    """One table parted; it is left whole where the year of the report decides and is not known."""
    table = part.table
    words = [text for text in table.texts if not is_count(text)]
    told = {text: year for text in words if (year := year_of(text))}
    caption = captioned(part.above)
    # The statistical table up to 2018 calls its own column 本年: there only a number tells a year.
    is_of_indicators = any(map(_is_indicator, words))
    if is_of_indicators:
        told = {text: year for text, year in told.items() if year.year}
        caption = caption if caption and caption.year else None
    years = {text: _is_own(year, report_year) for text, year in told.items()}
    above = _is_own(caption, report_year) if caption else True
    if above is None or None in years.values():
        return _Part(table, None)
    if is_of_indicators and years and not any(years.values()):
        return _Part(None, table)
    may_cut = table.has_spans and len({row.width for row in table.rows}) == 1
    cutting = _Cutting({text: bool(own) for text, own in years.items()}, report_year, above, may_cut)
    for row in table.rows:
        cutting.take(row)
    if not cutting.has_own:
        return _Part(None, table)
    return _Part(Table(tuple(cutting.own), table.has_spans), table if cutting.left else None)


@dataclass(slots=True)
class _Cutting:
    """The rows of the report's own year, and the numbers of those ``left`` out, while reading downwards.

    ``is_own``: rows without a year are of the report's.

    ``may_cut``: columns are certain, so that those below the heading of another year can be left out.
    """

    is_of_year: Mapping[str, bool]
    report_year: int | None
    is_own: bool
    may_cut: bool
    taken: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    has_own: bool = False
    own: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """One more row: a title, headers, or figures."""
        printed = [cell for cell in row.own_cells if not is_blank(cell.text)]
        is_title = len(printed) == 1 and (len(row.own_cells) == 1 or not self.own)
        if is_title and (caption := captioned(printed[0].text)):
            self.is_own = _is_own(caption, self.report_year) is not False
            return
        years = [cell for cell in printed if cell.text in self.is_of_year]
        has_figures = any(is_value(cell.text) for cell in printed)
        if not has_figures and (not years or _are_headers(printed, years)):
            for cell in years if self.may_cut else ():
                columns = range(cell.first_column, cell.end_column)
                self.taken.update(columns if len(columns) > 1 and not self.is_of_year[cell.text] else ())
            halves = self._halves(years) if self.may_cut and len(years) == len(printed) else ()
            cells = (c._replace(text="") if c in halves else self._as_heading(c) for c in row.cells)
            self.own.append(row._replace(cells=self._kept(cells)))
        elif self.is_own and all(self.is_of_year[cell.text] for cell in years):
            self.has_own = self.has_own or has_figures or bool(years)
            # What a row of another year began goes on here.
            cells = (c._replace(first_row=row.number) if c.first_row in self.left else c for c in row.cells)
            self.own.append(row._replace(cells=self._kept(cell for cell in cells if not is_year_alone(cell.text))))
        else:
            self.left.add(row.number)

    def _halves(self, years: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of the own year below headers that span another year's as well: the column is the header's."""
        above = self.own[-1].cells if self.own else ()
        own = [cell for cell in years if self.is_of_year[cell.text]]
        others = [cell for cell in years if not self.is_of_year[cell.text]]
        shared = {cell for cell in own for head in above if _spans(head, cell) and any(_spans(head, o) for o in others)}
        return own if len(shared) == len(own) else ()

    def _kept(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """The cells that do not stand in columns of other years."""
        return tuple(c for c in cells if not self.taken.issuperset(range(c.first_column, c.end_column)))

    def _as_heading(self, cell: Cell) -> Cell:
        """A header, that of another year as one of a column which is none of the form's."""
        return cell if self.is_of_year.get(cell.text, True) else cell._replace(text=OTHER_COLUMN)


def _spans(head: Cell, cell: Cell) -> bool:
    return head.first_column <= cell.first_column and cell.end_column <= head.end_column and bool(head.text.strip())


def _are_headers(printed: Sequence[Cell], years: Sequence[Cell]) -> bool:
    """Whether years stand beside each other, or beside other headers: not beside the name of a row without figures."""
    return len(years) > 1 or any(cell not in years and not names_row(cell.text) for cell in printed)
