"""The result for people at a terminal: the verdict first, then tables with findings marked, then what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from gouji.check.equation_words import equation_text
from gouji.check.model import CheckedReport, CheckResult, Finding, NearestRow, RejectedDocument
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
from gouji.form import table_layouts
from gouji.page import Page
from gouji.report_tables import state_legend, unplaced_cells
from gouji.report_view import print_table
from gouji.severities import SEVERITY_STYLE, SEVERITY_ZH

VERDICT_STYLES = {"reconciled": "bold green", "discrepant": "bold red", "not_evaluable": "bold yellow"}
INDENT = 6


def print_result(console: Console, result: CheckResult, lang: str) -> None:
    """Every report, every rejection, and a line that sums up several of them."""
    page = Page(lang, {}, {})
    for report in result.reports:
        _print_report(console, report, lang)
    for rejected in result.rejected:
        _print_rejected(console, rejected, page)
    if len(result.reports) + len(result.rejected) > 1:
        console.print(Text(summary_of(result, page), style="bold"))


def _print_report(console: Console, report: CheckedReport, lang: str) -> None:
    page = Page.laid_out(report.cells, [finding.shown for finding in report.findings], lang)
    verdict = (page.say(VERDICTS[report.verdict]), VERDICT_STYLES[report.verdict])
    console.print(Text.assemble(verdict, "  ", (report.name, "bold")))
    console.print(Text("  " + " · ".join(filter(None, (report.path, report.form_version))), style="dim"))
    console.print(Text(f"  {counts_of(report, page)}"))
    if report.lacks_earlier_year:
        console.print(Text(f"  {page.say(EARLIER).format(report.lacks_earlier_year)}", style="dim"))
    if report.findings:
        _print_marked_tables(console, report, page)
        console.print()
    for finding in report.findings:
        _print_finding(console, finding, report, page)
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


def _print_finding(console: Console, finding: Finding, report: CheckedReport, page: Page) -> None:
    shown = finding.shown
    severity = page.say(Wording(SEVERITY_ZH[shown.severity], shown.severity))
    number = (f"[{shown.number}] {severity}", SEVERITY_STYLE[shown.severity])
    console.print(Text.assemble("  ", number, f" {shown.rule_id or ''}"))
    for line in _finding_lines(finding, report, page):
        console.print(Padding(line, (0, 0, 0, INDENT), expand=False))


def _finding_lines(finding: Finding, report: CheckedReport, page: Page) -> Iterator[Text]:
    yield Text(page.say(finding.problem))
    if finding.equation:
        yield Text(f"{page.say(EQUATION)}: {equation_text(finding.equation, page)}", style="dim")
    for line in likely_cause(finding, report, page):
        yield Text(line)
    if finding.nearest and finding.nearest.nearest:
        yield Text(f"{page.say(NEAREST)}: {finding.nearest.nearest}")


def _print_rejected(console: Console, rejected: RejectedDocument, page: Page) -> None:
    console.print(Text.assemble((page.say(REJECTED), "bold red"), f"  {rejected.path}"))
    detail = f" ({rejected.detail})" if rejected.detail else ""
    lines = [Text(f"{page.say(rejected.problem)}{detail}")]
    for word, told in ((EXPECTED, rejected.expected), (FOUND, rejected.found)):
        if told:
            lines.append(Text(f"{page.say(word)}: {page.say(told)}"))
    lines += [_nearest(row, page) for row in rejected.nearest]
    lines.append(Text(f"→ {page.say(rejected.remedy)}"))
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    console.print()


def _nearest(row: NearestRow, page: Page) -> Text:
    return Text(page.say(RESEMBLES).format(row.label, row.locator, row.nearest or "-"))
