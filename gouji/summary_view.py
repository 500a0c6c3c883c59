"""The closing summary on stdout."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from gouji.pipeline import BuildOutcome
from gouji.severities import SEVERITY_STYLE, SEVERITY_ZH
from gouji.summary import AcknowledgementCounts, DocumentCounts, Summary, WorstFinding
from ingest.forms import read_seed

if TYPE_CHECKING:
    from ingest.run import IngestSummary

CELL_STATE_LABELS = {
    "number": "数字 numbers",
    "blank": "空白 blank",
    "dash": "横线 dashes",
    "stated_in_prose": "正文述明为零 stated in prose",
    "unreadable": "无法确定 unreadable",
    "absent": "未印 not printed",
}

LAPSED_SHOWN = 5
QUARANTINED_QUERY = "select * from marts.dim_reports where is_quarantined;"

EXAMPLE_QUERIES = {
    "各年新收申请 Requests received, by year": """
select report_year, scope, sum(received_count) as received_count
from marts.fct_requests join marts.dim_reports using (report_id)
group by all order by all""",
    "办理结果 How requests were decided": """
select outcome_group_code, sum(request_count) as request_count
from marts.fct_request_outcomes join marts.dim_reports using (report_id)
where scope <> 'summary' group by all order by 2 desc""",
    "尚未确认的问题 Open findings, with their report": """
select severity, rule_id, message_zh, source_uri
from marts.fct_findings join marts.dim_reports using (report_id)
where not is_acknowledged order by all""",
}
"""Every published warehouse can answer these; a test runs them."""


def print_summary(console: Console, figures: Summary, outcome: BuildOutcome, live_file: Path) -> None:
    """Documents, cells, rules, worst findings, where the warehouse is and what to ask it."""
    _print_documents(console, figures.documents, outcome.ingested)
    _heading(console, "数据 Data")
    console.print(f"  {figures.agency_count:,} 个机关 agencies · {figures.report_count:,} 份现行报告 current reports")
    console.print(
        f"  dbt {outcome.node_count:,} 个节点 nodes · 审计 {len(outcome.audited.expectations):,} 项期望 expectations"
    )
    _print_quarantined(console, figures)
    console.print()
    console.print(_cell_table(figures))
    console.print()
    console.print(_verdict_table(figures))
    _print_acknowledgements(console, figures.acknowledgements)
    _print_worst(console, figures)
    _print_where(console, live_file)


def print_ingested(console: Console, read: IngestSummary, build_file: Path) -> None:
    """What ``gouji ingest`` read, and what to do next."""
    console.print(_ingested_line(read))
    if read.rejected:
        console.print(_rejection_table(tuple(read.rejected.items())))
    console.print(Text(f"  {shown_path(build_file)}"))
    console.print("  → gouji build  构建并发布 builds and publishes it")


def shown_path(path: Path) -> str:
    """Relative to where the user is if it lies below, otherwise in full."""
    here = Path.cwd()
    return os.fspath(path.relative_to(here) if path.is_relative_to(here) else path)


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))


def _ingested_line(read: IngestSummary) -> str:
    return (
        f"  本次 this run: {read.source_count:,} 个文件 files · 读取 read {read.read_count:,}"
        f" · 跳过 skipped {read.skipped_count:,} · 采用 accepted {read.accepted_count:,}"
        f" · 退回 rejected {sum(read.rejected.values()):,} · 单元格 cells {read.cell_count:,}"
    )


def _print_documents(console: Console, documents: DocumentCounts, read: IngestSummary | None) -> None:
    rejected_count = sum(count for _, count in documents.rejected)
    _heading(console, "文件 Documents")
    console.print(
        f"  {documents.source_count:,} 个文件 files = {documents.document_count:,} 份不同文件 distinct"
        f" = {documents.accepted_count:,} 采用 accepted + {rejected_count:,} 退回 rejected"
    )
    if read:
        console.print(_ingested_line(read))
    if documents.rejected:
        console.print(_rejection_table(documents.rejected))


def _rejection_table(rejected: tuple[tuple[str, int], ...]) -> Padding:
    reasons = {row["reason_code"]: row for row in read_seed("reject_reasons")}
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for code, count in rejected:
        reason = reasons.get(code, {"message_zh": code, "message_en": ""})
        table.add_row(f"{count:,}", code, Text(f"{reason['message_zh']} {reason['message_en']}".strip()))
    return Padding(table, (0, 0, 0, 4), expand=False)


def _print_quarantined(console: Console, figures: Summary) -> None:
    """How many reports are kept out of the facts, and how to see them; nothing if there are none."""
    if not figures.quarantined_count:
        return
    count = figures.quarantined_count
    console.print(
        Text.assemble(
            ("  隔离 quarantined", "yellow"), f": {count:,} 份报告不计入事实表（quarantine_at） reports are in no fact"
        )
    )
    console.print(Text(f"  {QUARANTINED_QUERY}", style="dim"))


def _print_acknowledgements(console: Console, counts: AcknowledgementCounts) -> None:
    """Entries that acknowledge nothing any more are to be taken out by somebody."""
    if not counts.entry_count:
        return
    counted = counts.entry_count - len(counts.lapsed)
    console.print(
        f"\n  已确认差异 known discrepancies: {counted:,} 条有效 count · {len(counts.lapsed):,} 条失效 lapsed"
    )
    for entry in counts.lapsed[:LAPSED_SHOWN]:
        console.print(Text(f"    {entry.report_id} {entry.rule_id} {entry.scope_code}: {entry.printed_values}"))
    if counts.lapsed:
        console.print("    已过期，或数字已变、规则已成立 expired, or the figures changed, or the rule holds")
        console.print("    → expectations/known_discrepancies.csv, docs/known-discrepancies.md")


def _cell_table(figures: Summary) -> Padding:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("单元格 Cells")
    table.add_column("数量", justify="right")
    for state, count in figures.cell_states:
        table.add_row(CELL_STATE_LABELS[state], f"{count:,}")
    return Padding(table, (0, 0, 0, 2), expand=False)


def _verdict_table(figures: Summary) -> Padding:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("规则 Rules", no_wrap=True)
    for title in ("成立 pass", "不成立 fail", "其中已确认 acknowledged", "无法判定 not evaluable"):
        table.add_column(title, justify="right")
    for counts in figures.verdicts:
        table.add_row(
            _severity(counts.severity), f"{counts.passed:,}", f"{counts.failed:,}", f"{counts.acknowledged:,}",
            f"{counts.not_evaluable:,}",
        )  # fmt: skip
    return Padding(table, (0, 0, 0, 2), expand=False)


def _severity(severity: str) -> Text:
    return Text(f"{SEVERITY_ZH[severity]} {severity}", style=SEVERITY_STYLE[severity])


def _print_worst(console: Console, figures: Summary) -> None:
    open_count = sum(count for _, count in figures.open_by_severity)
    _heading(console, f"问题 Findings: {open_count:,} 项未确认 open")
    for finding in figures.worst:
        console.print(_worst_line(finding))
        messages = Text(f"{finding.message_zh}\n{finding.message_en}")
        console.print(Padding(messages, (0, 0, 0, 4), expand=False))
    if open_count > len(figures.worst):
        console.print(f"  … 其余 {open_count - len(figures.worst):,} 项见 marts.fct_findings / the rest is there")


def _worst_line(finding: WorstFinding) -> Text:
    where = f"{finding.agency_name or '?'} {finding.report_year or '?'}"
    rule = f" {finding.rule_id}" if finding.rule_id else ""
    return Text.assemble("  ", _severity(finding.severity), f"{rule} ", (where, "bold"))


def _print_where(console: Console, live_file: Path) -> None:
    _heading(console, "已发布 Published")
    console.print(Text(f"  {shown_path(live_file)}"), soft_wrap=True)
    console.print(Text(f'  duckdb.connect("{shown_path(live_file)}", read_only=True)'), style="dim", soft_wrap=True)
    for title, query in EXAMPLE_QUERIES.items():
        console.print(Text(f"\n  -- {title}", style="dim"))
        console.print(Padding(Text(f"{query.strip()};"), (0, 0, 0, 2), expand=False))
