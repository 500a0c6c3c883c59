"""The results of an audit on stdout."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from expectations.results import AuditResult, ExpectationResult
from gouji.severities import SEVERITY_STYLE, SEVERITY_ZH

SUITE_TITLES = {
    "integrity": "流水线完整性 Integrity (pipeline faults block publishing)",
    "reconciliation": "勾稽核对 Reconciliation (publishers' faults are recorded and published)",
}


def print_audit(console: Console, result: AuditResult) -> None:
    """Every expectation by suite, the verdict last."""
    for suite, title in SUITE_TITLES.items():
        console.print(Text(title, style="bold"))
        console.print(_suite_table(outcome for outcome in result.expectations if outcome.suite == suite))
    if result.integrity_passed:
        console.print(Text("审计通过，可以发布 The audit passed: fit to publish", style="bold green"))
    else:
        console.print(Text("审计未通过，不可发布 The audit failed: not fit to publish", style="bold red"))


def _suite_table(outcomes: Iterable[ExpectationResult]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("期望 Expectation", overflow="fold")
    table.add_column("检查 Checked", justify="right")
    table.add_column("不符 Failed", justify="right")
    table.add_column("级别 Severity", no_wrap=True)
    for outcome in outcomes:
        style = SEVERITY_STYLE[outcome.severity] if outcome.success is False else ""
        table.add_row(
            _verdict(outcome),
            Text.assemble(outcome.expectation_id, "\n", (outcome.exception_message or outcome.description, "dim")),
            f"{outcome.evaluated_count:,}",
            f"{outcome.unexpected_count:,}",
            Text(SEVERITY_ZH[outcome.severity], style=style),
        )
    return table


def _verdict(outcome: ExpectationResult) -> Text:
    if outcome.success is None:
        return Text("未定 -", style="dim")
    return Text("成立 ✓", style="green") if outcome.success else Text("不符 ✗", style="bold red")
