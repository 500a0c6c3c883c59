"""The result for people at a terminal: the verdict first, then tables with findings marked, then what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from gouji.check.model import CheckedReport, CheckResult
from gouji.check.telling import Told, ToldCell, ToldRejection, tell_rejection, tell_report
from gouji.check.wordings import ACKNOWLEDGED, summary_of
from gouji.form import table_layouts
from gouji.page import Page
from gouji.report_tables import state_legend, unplaced_cells
from gouji.report_view import print_table
from gouji.severities import SEVERITY_STYLE

VERDICT_STYLES = {"reconciled": "bold green", "discrepant": "bold red", "not_evaluable": "bold yellow"}
INDENT = 6


def print_result(console: Console, result: CheckResult, lang: str) -> None:
    """Every report, every rejection, and a line that sums up several of them."""
    page = Page(lang, {}, {})
    for report in result.reports:
        _print_report(console, report, lang)
    for rejected in result.rejected:
        _print_rejected(console, tell_rejection(rejected, page))
    if len(result.reports) + len(result.rejected) > 1:
        console.print(Text(summary_of(result, page), style="bold"))


def _print_report(console: Console, report: CheckedReport, lang: str) -> None:
    page = Page.laid_out(report.cells, [finding.shown for finding in report.findings], lang)
    told = tell_report(report, page)
    console.print(Text.assemble((told.verdict, VERDICT_STYLES[report.verdict]), "  ", (told.name, "bold")))
    console.print(Text(f"  {told.place}", style="dim"))
    console.print(Text(f"  {told.counts}"))
    if told.earlier:
        console.print(Text(f"  {told.earlier}", style="dim"))
    if told.notices:
        _print_marked_tables(console, report, page)
        console.print()
    for notice in told.notices:
        _print_notice(console, notice, page)
    console.print()


def _print_marked_tables(console: Console, report: CheckedReport, page: Page) -> None:
    """The tables that findings point at; the others are in order and need no room."""
    marked = {finding.shown.table_code for finding in report.findings}
    layouts = table_layouts(report.form_version)
    for layout in layouts:
        if layout.code in marked:
            print_table(console, layout, page)
    for line in unplaced_cells(page, layouts):
        console.print(line)
    if marked != {None} and (legend := state_legend(page)):
        console.print()
        console.print(legend)


def _print_notice(console: Console, told: Told, page: Page) -> None:
    number = (f"{told.numbers} {told.severity_name}", SEVERITY_STYLE[told.severity])
    acknowledged = f" ({page.say(ACKNOWLEDGED)})" if told.is_acknowledged else ""
    console.print(Text.assemble("  ", number, f" {told.rule_id}{acknowledged}"))
    for line in _notice_lines(told):
        console.print(Padding(line, (0, 0, 0, INDENT), expand=False))


def _notice_lines(told: Told) -> Iterator[Text]:
    yield Text(told.message)
    if told.equation:
        yield Text(told.equation, style="dim")
    yield from map(Text, told.lines)
    yield from map(_cell, told.cells)


def _cell(cell: ToldCell) -> Text:
    return Text(f"{cell.mark} {cell.label}: {cell.value}")


def _print_rejected(console: Console, told: ToldRejection) -> None:
    console.print(Text.assemble((told.heading, "bold red"), f"  {told.path}"))
    for line in (*told.lines, *told.nearest, told.remedy):
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
    console.print()
