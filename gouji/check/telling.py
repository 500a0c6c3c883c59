"""What is said of a report, a finding and a file that could not be read: the same words on a terminal and on a page."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.equation_words import equation_text, plain
from gouji.check.labels import column_label, row_label
from gouji.check.model import CheckedReport, Finding, NearestRow, RejectedDocument
from gouji.check.notices import Notice, notices
from gouji.check.wordings import (
    BLANK_CELLS,
    EARLIER,
    EQUATION,
    EXPECTED,
    FOUND,
    LINES,
    NEAREST,
    NOT_IMPLIED,
    REJECTED,
    RESEMBLES,
    VERDICTS,
    counts_of,
    likely_cause,
)
from gouji.errors import Wording
from gouji.form import table_layouts
from gouji.page import Page, Place
from gouji.severities import SEVERITY_ZH
from ingest.records import record


@record
class ToldCell:
    """A cell of a notice about several: its mark, what tells it from the others, and the figure that follows for it."""

    mark: str
    label: str
    value: str


@record
class Told:
    """A notice in words: the message, the equation (empty without one), then a line each."""

    numbers: str
    severity: str
    severity_name: str
    rule_id: str
    message: str
    equation: str
    lines: tuple[str, ...]
    cells: tuple[ToldCell, ...]
    is_acknowledged: bool


@record
class ToldReport:
    """The head of a report and its notices; ``earlier`` is empty where no rule waits for another year."""

    verdict: str
    name: str
    place: str
    counts: str
    earlier: str
    notices: tuple[Told, ...]


@record
class ToldRejection:
    """A file that could not be read: why, what was looked for, what came nearest, what to do."""

    heading: str
    path: str
    lines: tuple[str, ...]
    nearest: tuple[str, ...]
    remedy: str


def tell_report(report: CheckedReport, page: Page) -> ToldReport:
    """A report in the language of the page, whose cells are those of the report."""
    lacking = report.lacks_earlier_year
    return ToldReport(
        verdict=page.say(VERDICTS[report.verdict]),
        name=report.name,
        place=" · ".join(filter(None, (report.path, report.form_version))),
        counts=counts_of(report, page),
        earlier=page.say(EARLIER).format(lacking) if lacking else "",
        notices=tuple(_told(notice, report, page) for notice in notices(report.findings)),
    )


def tell_rejection(rejected: RejectedDocument, page: Page) -> ToldRejection:
    """A rejection in the language of the page."""
    detail = f" ({rejected.detail})" if rejected.detail else ""
    looked_for = ((EXPECTED, rejected.expected), (FOUND, rejected.found))
    return ToldRejection(
        heading=page.say(REJECTED),
        path=rejected.path,
        lines=(
            f"{page.say(rejected.problem)}{detail}",
            *(f"{page.say(word)}: {page.say(told)}" for word, told in looked_for if told),
        ),
        nearest=tuple(_nearest(row, page) for row in rejected.nearest),
        remedy=f"→ {page.say(rejected.remedy)}",
    )


def _nearest(row: NearestRow, page: Page) -> str:
    return page.say(RESEMBLES).format(row.label, row.locator, row.nearest or "-")


def _told(notice: Notice, report: CheckedReport, page: Page) -> Told:
    finding = notice.first
    is_one = notice.line is None
    return Told(
        numbers=notice.numbers,
        severity=finding.shown.severity,
        severity_name=page.say(Wording(SEVERITY_ZH[finding.shown.severity], finding.shown.severity)),
        rule_id=finding.shown.rule_id or "",
        message=page.say(finding.problem) if is_one else _shared_message(notice, report, page),
        equation=f"{page.say(EQUATION)}: {equation_text(finding.equation, page)}" if finding.equation else "",
        lines=tuple(_lines(finding, report, page)) if is_one else (),
        cells=() if is_one else tuple(_cell(one, notice, page) for one in notice.findings),
        is_acknowledged=finding.shown.is_acknowledged,
    )


def _lines(finding: Finding, report: CheckedReport, page: Page) -> Iterator[str]:
    yield from likely_cause(finding, report, page)
    if finding.nearest and finding.nearest.nearest:
        yield f"{page.say(NEAREST)}: {finding.nearest.nearest}"


def _shared_message(notice: Notice, report: CheckedReport, page: Page) -> str:
    table, row, column = notice.first.shown.table_code, notice.first.shown.row_code, notice.first.shown.column_code
    names = {layout.code: page.say(layout.name) for layout in table_layouts(report.form_version)}
    is_column = notice.line is not None and notice.line[2] is None
    label = _label(Place(table, row, column), page, is_row=not is_column)
    line = page.say(LINES["column" if is_column else "row"]).format(label)
    return page.say(BLANK_CELLS).format(names.get(table or "", table), line, len(notice.findings))


def _cell(finding: Finding, notice: Notice, page: Page) -> ToldCell:
    shown = finding.shown
    is_column = notice.line is not None and notice.line[2] is None
    label = _label(Place(shown.table_code, shown.row_code, shown.column_code), page, is_row=is_column)
    value = plain(shown.suggested_value) if shown.suggested_value is not None else page.say(NOT_IMPLIED)
    return ToldCell(f"[{shown.number}]", label, value)


def _label(place: Place, page: Page, *, is_row: bool) -> str:
    """The row or the column of a cell, as this report words it."""
    cell = page.cells.get(place)
    table, row, column = place.table_code or "", place.row_code or "", place.column_code or ""
    if is_row:
        return page.say(row_label(table, row, cell.row_label if cell else None))
    return page.say(column_label(table, column, cell.column_label if cell else None))
