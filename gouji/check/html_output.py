"""The result as one page that needs nothing beside it: ``--format html``, to be read, mailed or printed on A4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from gouji import __version__
from gouji.check.equation_words import equation_text
from gouji.check.model import CheckedReport, CheckResult, Finding
from gouji.check.wordings import (
    EARLIER,
    EQUATION,
    EXPECTED,
    FOUND,
    NEAREST,
    REJECTED,
    RESEMBLES,
    VERDICTS,
    counts_of,
    likely_cause,
    summary_of,
)
from gouji.errors import Wording
from gouji.form import Block, Column, Row, TableLayout, table_layouts
from gouji.page import ABSENT, Page, Place
from gouji.report_tables import STATE_MARKS, STATE_NOTES, UNPLACED, label_as_printed, shown
from gouji.reports import ReportFinding
from gouji.severities import SEVERITIES, SEVERITY_ZH

TEMPLATES = Path(__file__).with_name("templates")
TITLE = Wording("校验结果", "Result of the check")
FINDINGS = Wording("问题", "Findings")
NO_FINDINGS = Wording("未发现问题", "No findings")
ACKNOWLEDGED = Wording("已确认", "acknowledged")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text with what marks it: the gravest severity (empty if nothing does) and the numbers of the findings."""

    text: str
    severity: str = ""
    numbers: tuple[int, ...] = ()
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table under the headings that open at it."""

    headings: tuple[str, ...]
    label: Shown
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A block of a table."""

    heading: str
    columns: tuple[Shown, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A statutory table as the report prints it; ``mark`` holds the findings about the whole of it."""

    name: str
    mark: Shown
    sentences: tuple[str, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words."""

    number: int
    severity: str
    severity_name: str
    rule_id: str
    message: str
    equation: str
    causes: tuple[str, ...]
    nearest: str
    is_acknowledged: bool


@dataclass(frozen=True, slots=True)
class ReportShown:
    """What the page says of one report."""

    report: CheckedReport
    verdict: str
    counts: str
    earlier: str
    findings: tuple[Told, ...]
    tables: tuple[PrintedTable, ...]
    outside: tuple[tuple[str, Shown], ...]
    legend: tuple[str, ...]


def to_html(result: CheckResult, lang: str) -> str:
    """The page; every text of a report is escaped by the template engine."""
    page = Page(lang, {}, {})
    return _template().render(
        lang="zh-CN" if lang == "zh" else "en",
        say=page.say,
        version=__version__,
        words={
            "title": TITLE, "findings": FINDINGS, "no_findings": NO_FINDINGS, "equation": EQUATION, "nearest": NEAREST,
            "rejected": REJECTED, "expected": EXPECTED, "found": FOUND, "resembles": RESEMBLES,
            "acknowledged": ACKNOWLEDGED, "unplaced": UNPLACED,
        },
        summary=summary_of(result, page),
        reports=[_report(report, lang) for report in result.reports],
        rejected=result.rejected,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("report.html")


def _report(report: CheckedReport, lang: str) -> ReportShown:
    page = Page.laid_out(report.cells, [finding.shown for finding in report.findings], lang)
    layouts = table_layouts(report.form_version)
    lacking = report.lacks_earlier_year
    return ReportShown(
        report=report,
        verdict=page.say(VERDICTS[report.verdict]),
        counts=counts_of(report, page),
        earlier=page.say(EARLIER).format(lacking) if lacking else "",
        findings=tuple(_told(finding, report, page) for finding in report.findings),
        tables=tuple(_table(layout, page) for layout in layouts if _is_shown(layout, page)),
        outside=tuple(_outside(page, layouts)),
        legend=tuple(_legend(page)),
    )


def _told(finding: Finding, report: CheckedReport, page: Page) -> Told:
    one = finding.shown
    return Told(
        number=one.number,
        severity=one.severity,
        severity_name=page.say(Wording(SEVERITY_ZH[one.severity], one.severity)),
        rule_id=one.rule_id or "",
        message=page.say(finding.problem),
        equation=equation_text(finding.equation, page) if finding.equation else "",
        causes=tuple(likely_cause(finding, report, page)),
        nearest=(finding.nearest.nearest or "") if finding.nearest else "",
        is_acknowledged=one.is_acknowledged,
    )


def _is_shown(layout: TableLayout, page: Page) -> bool:
    return page.prints(layout.code) or any(place.table_code == layout.code for place in page.marks)


def _marked(text: str, findings: tuple[ReportFinding, ...], *, is_figure: bool = False) -> Shown:
    if not findings:
        return Shown(text, is_figure=is_figure)
    gravest = min((finding.severity for finding in findings), key=SEVERITIES.index)
    return Shown(text, gravest, tuple(finding.number for finding in findings), is_figure)


def _table(layout: TableLayout, page: Page) -> PrintedTable:
    return PrintedTable(
        name=page.say(layout.name),
        mark=_marked("", page.marks.get(Place(layout.code), ())),
        sentences=page.sentences(layout.code),
        grids=tuple(grid for block in layout.blocks if (grid := _grid(layout.code, block, page))),
    )


def _grid(table_code: str, block: Block, page: Page) -> Grid | None:
    """A block with the rows and columns that the report expects or prints; None without any."""
    rows = [r for r in block.rows if any(Place(table_code, r.code, c.code) in page.cells for c in block.columns)]
    columns = [c for c in block.columns if any(Place(table_code, r.code, c.code) in page.cells for r in rows)]
    if not rows:
        return None
    return Grid(
        heading=page.say(block.heading) if block.heading else "",
        columns=tuple(_label(table_code, column, rows, [column], page) for column in columns),
        lines=tuple(_line(table_code, row, columns, page) for row in rows),
    )


def _label(table_code: str, of: Row | Column, rows: list[Row], columns: list[Column], page: Page) -> Shown:
    """The label of a row or a column as printed, with the findings about the whole of it."""
    places = [Place(table_code, row.code, column.code) for row in rows for column in columns]
    cells = [page.cells[place] for place in places if place in page.cells and page.cells[place].cell_state != ABSENT]
    is_row = isinstance(of, Row)
    printed = [cell.row_label if is_row else cell.column_label for cell in cells]
    place = Place(table_code, of.code) if is_row else Place(table_code, None, of.code)
    return _marked(label_as_printed(of.label, printed, page), page.marks.get(place, ()))


def _line(table_code: str, row: Row, columns: list[Column], page: Page) -> Line:
    return Line(
        headings=tuple(page.say(heading) for heading in row.headings),
        label=_label(table_code, row, [row], columns, page),
        cells=tuple(_cell(Place(table_code, row.code, column.code), page) for column in columns),
    )


def _cell(place: Place, page: Page) -> Shown:
    cell = page.cells.get(place)
    text = "" if cell is None else shown(cell, page)
    return _marked(text, page.marks.get(place, ()), is_figure=cell is not None and cell.cell_state == "number")


def _outside(page: Page, layouts: tuple[TableLayout, ...]) -> Iterator[tuple[str, Shown]]:
    """Cells that the report's own vintage has no place for, as ``gouji show`` lists them."""
    placed = {
        Place(layout.code, row.code, column.code)
        for layout in layouts
        for block in layout.blocks
        for row in block.rows
        for column in block.columns
    }
    for place, cell in page.cells.items():
        if place not in placed and cell.cell_state != ABSENT:
            yield f"{cell.row_label or cell.row_code} / {cell.column_label or cell.column_code}", _cell(place, page)


def _legend(page: Page) -> Iterator[str]:
    states = {cell.cell_state for cell in page.cells.values() if page.prints(cell.table_code)}
    return (f"{page.say(STATE_MARKS[s])} {page.say(STATE_NOTES[s])}" for s in STATE_NOTES if s in states)
