"""A report's statutory tables as they were printed, with the findings marked in place and spelt out below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from gouji.causes import cause_name, confidence_name
from gouji.check.equation_words import formula_text
from gouji.errors import Wording
from gouji.form import TableLayout, table_layouts
from gouji.page import Page, Place
from gouji.report_tables import block_tables, state_legend, unplaced_cells
from gouji.reports import ReportFinding, ReportHeader, ReportPage
from gouji.severities import SEVERITY_STYLE, SEVERITY_ZH

SCOPES = {
    "own": Wording("本机关", "its own figures"),
    "summary": Wording("汇总", "summary of the agencies below"),
    "unknown": Wording("口径不明", "scope unknown"),
}
STATUSES = {
    "reconciled": Wording("勾稽相符", "reconciled"),
    "discrepant": Wording("勾稽不符", "discrepant"),
    "not_evaluable": Wording("无法勾稽", "not evaluable"),
}
NOT_PRINTED = Wording("报告中没有此表", "The report does not print this table")
IN_PROSE = Wording("正文述明为零", "Stated in prose, none")
NO_FINDINGS = Wording("未发现问题", "No findings")
FINDINGS = Wording("问题", "Findings")
ACKNOWLEDGED = Wording("已确认", "acknowledged")
SUGGESTED = Wording("可使等式成立的值", "would satisfy the rule")
CAUSE = Wording("可能原因", "Likely cause")
CONFIDENCE = Wording("把握", "Confidence")
QUARANTINED = Wording("此报告已隔离，不计入事实表", "This report is quarantined: its figures are in no fact")
SUPERSEDED = Wording("另有被取代的版本：{}", "Superseded versions besides: {}")


def print_report(console: Console, report: ReportPage, lang: str) -> None:
    """Header, tables in the order of the form, legend, notes."""
    page = Page.of(report, lang)
    _print_header(console, report.header, page)
    for layout in table_layouts(report.header.form_version):
        print_table(console, layout, page)
    for line in unplaced_cells(page, table_layouts(report.header.form_version)):
        console.print(line)
    if legend := state_legend(page):
        console.print()
        console.print(legend)
    _print_notes(console, report.findings, page)


def _print_header(console: Console, header: ReportHeader, page: Page) -> None:
    console.print()
    console.print(Text(f"{header.agency_name}  {header.report_year}", style="bold"))
    facts = [page.say(SCOPES[header.scope]), header.form_version, page.say(STATUSES[header.reconciliation_status])]
    console.print(Text(" · ".join(str(fact) for fact in (*facts, header.published_date) if fact)))
    for line in (header.title, header.source_uri):
        if line:
            console.print(Text(line, style="dim", overflow="fold"))
    if header.is_quarantined:
        console.print(Text(page.say(QUARANTINED), style="bold red"))
    if header.superseded_count:
        console.print(Text(page.say(SUPERSEDED).format(header.superseded_count), style="dim"))


def print_table(console: Console, layout: TableLayout, page: Page) -> None:
    """One table under its name: its blocks, or what the report says in its place."""
    console.print()
    console.print(page.marked(page.say(layout.name), Place(layout.code), style="bold underline"))
    if not page.prints(layout.code):
        console.print(Text(f"  {page.say(NOT_PRINTED)}", style="dim"))
        return
    if sentences := page.sentences(layout.code):
        for sentence in sentences:
            console.print(Text(f"  {page.say(IN_PROSE)}: {sentence}"))
        return
    for table in block_tables(layout, page, console.width):
        console.print(table)


def _print_notes(console: Console, findings: Iterable[ReportFinding], page: Page) -> None:
    console.print()
    notes = list(findings)
    console.print(Text(page.say(FINDINGS if notes else NO_FINDINGS), style="bold"))
    for finding in notes:
        console.print(_note_title(finding, page))
        console.print(Padding(Text("\n").join(_note_lines(finding, page)), (0, 0, 0, 6), expand=False))


def _note_title(finding: ReportFinding, page: Page) -> Text:
    severity = page.say(Wording(SEVERITY_ZH[finding.severity], finding.severity))
    rule = f" {finding.rule_id}" if finding.rule_id else ""
    acknowledged = f" ({page.say(ACKNOWLEDGED)})" if finding.is_acknowledged else ""
    return Text.assemble("  ", (f"[{finding.number}] {severity}", SEVERITY_STYLE[finding.severity]), rule, acknowledged)


def _note_lines(finding: ReportFinding, page: Page) -> Iterator[Text]:
    yield Text(page.say(Wording(finding.message_zh, finding.message_en)))
    if finding.equation:
        yield Text(formula_text(finding.equation, page), style="dim")
    if finding.suggested_value is not None:
        yield Text(f"{page.say(SUGGESTED)}: {finding.suggested_value.normalize():f}")
    for label, name in ((CAUSE, cause_name(finding.cause_code)), (CONFIDENCE, confidence_name(finding.confidence))):
        if name:
            yield Text(f"{page.say(label)}: {page.say(name)}")
