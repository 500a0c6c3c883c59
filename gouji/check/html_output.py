"""The result as one page that needs nothing beside it: ``--format html``, to be read, mailed or printed on A4."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from gouji import __version__
from gouji.check.model import CheckedReport, CheckResult
from gouji.check.telling import ToldReport, tell_rejection, tell_report
from gouji.check.wordings import ACKNOWLEDGED, summary_of
from gouji.errors import Wording
from gouji.form import Block, Column, Row, TableLayout, table_layouts
from gouji.page import ABSENT, Page, Place
from gouji.report_tables import UNPLACED, label_as_printed, outside_cells, shown, state_notes
from gouji.reports import ReportFinding
from gouji.severities import SEVERITIES
from ingest.records import record

TEMPLATES = Path(__file__).with_name("templates")
TITLE = Wording("校验结果", "Result of the check")
FINDINGS = Wording("问题", "Findings")
NO_FINDINGS = Wording("未发现问题", "No findings")


@record
class Shown:
    """A text with what marks it: the gravest severity (empty if nothing does) and the numbers of the findings."""

    text: str
    severity: str = ""
    numbers: tuple[int, ...] = ()
    is_figure: bool = False


@record
class Line:
    """A row of a table under the headings that open at it."""

    headings: tuple[str, ...]
    label: Shown
    cells: tuple[Shown, ...]


@record
class Grid:
    """A block of a table."""

    heading: str
    columns: tuple[Shown, ...]
    lines: tuple[Line, ...]


@record
class PrintedTable:
    """A statutory table as the report prints it; ``mark`` holds the findings about the whole of it."""

    name: str
    mark: Shown
    sentences: tuple[str, ...]
    grids: tuple[Grid, ...]


@record
class ReportShown:
    """What the page says of one report."""

    verdict: str
    told: ToldReport
    tables: tuple[PrintedTable, ...]
    outside: tuple[tuple[str, Shown], ...]
    legend: tuple[str, ...]


def to_html(result: CheckResult, lang: str) -> str:
    """The page; every text of a report is escaped by the template engine."""
    page = Page(lang, {}, {})
    return template().render(
        lang="zh-CN" if lang == "zh" else "en",
        say=page.say,
        version=__version__,
        words={
            "title": TITLE, "findings": FINDINGS, "no_findings": NO_FINDINGS, "acknowledged": ACKNOWLEDGED,
            "unplaced": UNPLACED,
        },
        summary=summary_of(result, page),
        reports=[_report(report, lang) for report in result.reports],
        rejected=[tell_rejection(one, page) for one in result.rejected],
    )  # fmt: skip


@lru_cache(maxsize=1)
def template() -> Template:
    """The page's template, compiled once a process: that takes as long as filling it in for five reports."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("report.html")


def _report(report: CheckedReport, lang: str) -> ReportShown:
    page = Page.laid_out(report.cells, [finding.shown for finding in report.findings], lang)
    layouts = table_layouts(report.form_version)
    return ReportShown(
        verdict=report.verdict,
        told=tell_report(report, page),
        tables=tuple(_table(layout, page) for layout in layouts if _is_shown(layout, page)),
        outside=tuple((label, _cell(place, page)) for label, place in outside_cells(page, layouts)),
        legend=state_notes(page),
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
