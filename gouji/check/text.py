"""The result for people at a terminal: the verdict first, then tables with findings marked, then what they mean."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from gouji.check.model import CheckedReport, CheckResult, Equation, Finding
from gouji.errors import Wording
from gouji.form import table_layouts
from gouji.page import Page
from gouji.report_tables import block_tables
from gouji.severities import SEVERITY_STYLE, SEVERITY_ZH

VERDICTS = {
    "reconciled": (Wording("✓ 勾稽相符", "✓ reconciled"), "bold green"),
    "discrepant": (Wording("✗ 勾稽不符", "✗ discrepant"), "bold red"),
    "not_evaluable": (Wording("? 无法勾稽", "? not evaluable"), "bold yellow"),
}
COUNTS = Wording("等式相符 {} 条，不符 {} 条，无法核对 {} 条", "equations: {} hold, {} fail, {} not evaluable")
EARLIER = Wording(
    "其中 {} 条需要上年报告，可用 --against 指定已发布的数据库",
    "{} of them need last year's report: give a published warehouse with --against",
)
SUGGESTED = Wording("建议值", "suggested figure")
NEAREST = Wording("最接近的法定行", "nearest row of the form")
REJECTED = Wording("✗ 无法读取", "✗ could not be read")
SUMMARY = Wording("共 {} 份报告，{} 份不符，{} 个文件无法读取", "{} reports, {} discrepant, {} files could not be read")


def print_result(console: Console, result: CheckResult, lang: str) -> None:
    """Every report, every rejection, and a line that sums up several of them."""
    page = Page(lang, {}, {})
    for report in result.reports:
        _print_report(console, report, lang)
    for rejected in result.rejected:
        console.print(Text.assemble((page.say(REJECTED), "bold red"), f"  {rejected.path}"))
        detail = f" ({rejected.detail})" if rejected.detail else ""
        console.print(Text(f"  {page.say(rejected.problem)}{detail}\n  → {page.say(rejected.remedy)}"))
    if len(result.reports) + len(result.rejected) > 1:
        bad = sum(report.verdict == "discrepant" for report in result.reports)
        console.print(
            Text(f"\n{page.say(SUMMARY).format(len(result.reports), bad, len(result.rejected))}", style="bold")
        )


def _print_report(console: Console, report: CheckedReport, lang: str) -> None:
    page = Page.laid_out(report.cells, [finding.shown for finding in report.findings], lang)
    verdict, style = VERDICTS[report.verdict]
    console.print(Text.assemble((page.say(verdict), style), "  ", (report.name, "bold")))
    console.print(Text("  " + " · ".join(filter(None, (report.path, report.form_version))), style="dim"))
    counts = page.say(COUNTS).format(*(report.count(verdict) for verdict in ("pass", "fail", "not_evaluable")))
    console.print(Text(f"  {counts}"))
    if report.lacks_earlier_year:
        console.print(Text(f"  {page.say(EARLIER).format(report.lacks_earlier_year)}", style="dim"))
    with_findings = {finding.shown.table_code for finding in report.findings}
    for layout in table_layouts(report.form_version):
        if layout.code in with_findings and page.prints(layout.code):
            console.print(Text(f"\n{page.say(layout.name)}", style="bold underline"))
            for table in block_tables(layout, page):
                console.print(table)
    for finding in report.findings:
        _print_finding(console, finding, page)
    console.print()


def _print_finding(console: Console, finding: Finding, page: Page) -> None:
    shown = finding.shown
    severity = page.say(Wording(SEVERITY_ZH[shown.severity], shown.severity))
    console.print(
        Text.assemble("  ", (f"[{shown.number}] {severity}", SEVERITY_STYLE[shown.severity]), f" {shown.rule_id or ''}")
    )
    console.print(Text(f"      {page.say(Wording(shown.message_zh, shown.message_en))}"))
    if finding.equation and finding.equation.terms:
        console.print(Text(f"      {equation_text(finding.equation, page)}", style="dim"))
    if shown.suggested_value is not None:
        console.print(Text(f"      {page.say(SUGGESTED)}: {shown.suggested_value.normalize():f}"))
    if finding.nearest and finding.nearest.nearest:
        console.print(Text(f"      {page.say(NEAREST)}: {finding.nearest.nearest}"))


def equation_text(equation: Equation, page: Page) -> str:
    """Both sides with their figures; terms that are 0 are left out where others remain."""
    sides = []
    for side in ("left", "right"):
        terms = [term for term in equation.terms if term.side == side]
        told = [term for term in terms if term.value] or terms[:1]
        words = [
            f"{'- ' if term.sign < 0 else '+ '}"
            f"{page.say(term.row_label if equation.iterates_columns else term.column_label)} {term.value:f}"
            for term in told
        ]
        sides.append(" ".join(words).removeprefix("+ "))
    return f" {'≠' if equation.comparison == '=' else '>'} ".join(sides)
