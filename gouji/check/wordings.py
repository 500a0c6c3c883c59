"""What every format for people says in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.equation_words import plain
from gouji.check.model import Change, CheckedReport, CheckResult, Explanation, Finding
from gouji.errors import Wording
from gouji.page import Page

VERDICTS = {
    "reconciled": Wording("✓ 勾稽相符", "✓ reconciled"),
    "discrepant": Wording("✗ 勾稽不符", "✗ discrepant"),
    "not_evaluable": Wording("? 无法勾稽", "? not evaluable"),
}
COUNTS = Wording("等式相符 {} 条，不符 {} 条，无法核对 {} 条", "equations: {} hold, {} fail, {} not evaluable")
EARLIER = Wording(
    "其中 {} 条需要上年报告，可用 --against 指定已发布的数据库",
    "{} of them need last year's report: give a published warehouse with --against",
)
ACKNOWLEDGED = Wording("已确认", "acknowledged")
EQUATION = Wording("等式", "equation")
CAUSE = Wording("可能原因", "likely cause")
SUGGESTED = Wording("建议值", "suggested figure")
SAME_CAUSE = Wording("原因与建议值同 [{}]", "cause and suggested figure as in [{}]")
EQUALS = Wording("同样可能的解释有 {} 种", "{} explanations are equally likely")
NOT_ALL = Wording("另有 {} 种未列出", "{} more are not listed")
CONFIDENCE = {
    "certain": Wording("确定", "certain"),
    "likely": Wording("很可能", "likely"),
    "possible": Wording("可能", "possible"),
}
BLANK_CELLS = Wording("{}{}：{} 格未填数字，按勾稽关系应为", "{}, {}: {} cells print no figure; the others imply")
LINES = {"row": Wording("“{}”行", "row “{}”"), "column": Wording("“{}”栏", "column “{}”")}
NOT_IMPLIED = Wording("无从推得", "nothing certain")
NEAREST = Wording("最接近的法定行", "nearest row of the form")
EXPECTED = Wording("应有表格", "expected tables")
FOUND = Wording("文中所见", "found")
RESEMBLES = Wording("“{}”（{}）最接近法定行“{}”", "“{}” ({}) is nearest to the row “{}” of the form")
REJECTED = Wording("✗ 无法读取", "✗ could not be read")
SUMMARY = Wording("共 {} 份报告，{} 份不符，{} 个文件无法读取", "reports: {}, discrepant: {}, files not readable: {}")
EXPLANATIONS_TOLD = 3
"""Of those that are equally likely; more of them help nobody, and JSON has them all."""


def summary_of(result: CheckResult, page: Page) -> str:
    """How many reports, and how many of them are not in order."""
    bad = sum(report.verdict == "discrepant" for report in result.reports)
    return page.say(SUMMARY).format(len(result.reports), bad, len(result.rejected))


def counts_of(report: CheckedReport, page: Page) -> str:
    """How many equations hold, fail and cannot be decided."""
    return page.say(COUNTS).format(*(report.count(verdict) for verdict in ("pass", "fail", "not_evaluable")))


def likely_cause(finding: Finding, report: CheckedReport, page: Page) -> Iterator[str]:
    """What is likely to be wrong and what should stand there, once for all findings that share it."""
    if finding.component_code is None:
        if finding.shown.suggested_value is not None:
            yield f"{page.say(SUGGESTED)}: {plain(finding.shown.suggested_value)}"
        return
    first = next(one for one in report.findings if one.component_code == finding.component_code)
    if first.finding_id != finding.finding_id:
        yield page.say(SAME_CAUSE).format(first.shown.number)
        return
    best = [one for one in report.explained(finding.component_code) if one.rank in (1, None)]
    if best and best[0].rank_count > 1:
        yield f"{page.say(EQUALS).format(best[0].rank_count)}:"
    for number, explanation in enumerate(best[:EXPLANATIONS_TOLD], start=1):
        yield from _explained(explanation, f"({number}) " if best[0].rank_count > 1 else "", page)
    if best and best[0].rank_count > EXPLANATIONS_TOLD:
        yield page.say(NOT_ALL).format(best[0].rank_count - EXPLANATIONS_TOLD)


def _explained(explanation: Explanation, number: str, page: Page) -> Iterator[str]:
    causes = dict.fromkeys(page.say(change.cause.name) for change in explanation.changes)
    if not causes:
        return
    sure = CONFIDENCE.get(explanation.confidence or "")
    yield f"{number}{page.say(CAUSE)}: {' + '.join(causes)}" + (f" ({page.say(sure)})" if sure else "")
    told = [_change(change, page) for change in explanation.changes if change.suggested_value is not None]
    if told:
        yield f"{' ' * len(number)}{page.say(SUGGESTED)}: {'; '.join(told)}"


def _change(change: Change, page: Page) -> str:
    place = f"{page.say(change.row_label)}·{page.say(change.column_label)}"
    return f"{place} {plain(change.printed_value)} → {plain(change.suggested_value)}"
