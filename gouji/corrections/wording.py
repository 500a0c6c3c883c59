"""Words of a correction list, and what its two forms share."""

from __future__ import annotations

from decimal import Decimal

from gouji.causes import cause_name, confidence_name
from gouji.corrections.model import Change, Correction, Explanation, ReportCorrections
from gouji.errors import Wording
from gouji.severities import SEVERITY_ZH

TITLE = Wording(
    "政府信息公开工作年度报告更正清单", "Corrections to annual reports on government-information disclosure"
)
INTRODUCTION = Wording(
    "以下各项由报告所载数字相互核对而得。建议值是使相关等式成立的数字，以贵机关台账为准；更正后请重新发布报告并注明更正情况。",
    "The items below follow from holding the printed figures against each other. A suggested figure makes the"
    " equations hold; your own records decide. Please publish the corrected report and say what was corrected.",
)
NOTHING = Wording("各项数字相互核对，未发现问题。", "The figures agree with each other; nothing was found.")
YEAR_UNKNOWN = Wording("年度不明", "year unknown")
AGENCY_UNKNOWN = Wording("机关名称不明", "agency unknown")
SCOPES = {"own": Wording("本机关", "its own figures"), "summary": Wording("汇总", "summary"),
          "unknown": Wording("口径不明", "scope unknown")}  # fmt: skip
PLACE, PRINTED = Wording("位置", "Place"), Wording("原文", "As printed")
SUGGESTED, CAUSE = Wording("建议值", "Suggested"), Wording("可能原因", "Likely cause")
CONFIDENCE, REASONS = Wording("把握", "Confidence"), Wording("问题", "What does not fit")
BASIS, REMEDY = Wording("依据", "Legal basis"), Wording("如何更正", "How to mend it")
SEVERITY, NUMBER = Wording("程度", "Severity"), Wording("序号", "No.")
REPORT, SOURCE = Wording("报告", "Report"), Wording("来源", "Source")
PROSE = Wording("正文", "The prose")
ACKNOWLEDGED = Wording("另有 {} 项已确认，不再列出。", "{} more are acknowledged and not listed.")
EXPLANATIONS = Wording("同样可使等式成立的改动", "Changes that explain it equally well")
ANY_OF_THEM = Wording("下列改动任取其一均可使各式成立：", "Any one of these changes makes the equations hold:")
FURTHER = Wording("另有 {} 种，见 XLSX。", "{} more are in the workbook.")


def say(wording: Wording | None, lang: str) -> str:
    """A wording in one language; nothing for None."""
    if wording is None:
        return ""
    return wording.zh if lang == "zh" else wording.en


def figure(value: Decimal | None) -> str:
    """A figure without needless zeros."""
    return "" if value is None else f"{value.normalize():f}"


def heading(report: ReportCorrections, lang: str) -> str:
    """Whose report, for which year, of what scope."""
    agency = report.agency_name or say(AGENCY_UNKNOWN, lang)
    year = str(report.report_year) if report.report_year else say(YEAR_UNKNOWN, lang)
    scope = say(SCOPES.get(report.scope), lang)
    return f"{agency} {year} {f'（{scope}）' if lang == 'zh' else f'({scope})'}"


def source(report: ReportCorrections) -> str:
    """Where the report was published; of a file of ours its name alone, folders mean nothing to the agency."""
    uri = report.source_uri or ""
    return uri if uri.startswith(("http://", "https://")) else uri.rpartition("/")[2]


def severity(correction: Correction, lang: str) -> str:
    """How grave an item is."""
    return SEVERITY_ZH[correction.severity] if lang == "zh" else correction.severity


def cause(code: str | None, lang: str) -> str:
    """A likely cause."""
    return say(cause_name(code), lang)


def confidence(code: str | None, lang: str) -> str:
    """How sure a suggestion is."""
    return say(confidence_name(code), lang)


def reasons(correction: Correction, lang: str) -> list[str]:
    """What does not fit, a line each; an ending that all lines share, the explanation, is said once."""
    messages = [say(reason.message, lang) for reason in correction.reasons]
    mark = "；" if lang == "zh" else "; "
    endings = {message.partition(mark)[2] for message in messages}
    if len(messages) > 1 and len(endings) == 1 and (ending := endings.pop()):
        messages = [*(message.partition(mark)[0] for message in messages), ending]
    named = [
        f"{message} [{reason.rule_id}]" if reason.rule_id else message
        for message, reason in zip(messages, correction.reasons, strict=False)
    ]
    quoted = dict.fromkeys(sentence for reason in correction.reasons for sentence in reason.sentences)
    said = [f"{say(PROSE, lang)}: {f'“{sentence}”' if lang == 'zh' else sentence}" for sentence in quoted]
    return [*named, *messages[len(correction.reasons) :], *said]


def bases(correction: Correction) -> str:
    """The legal bases, each once."""
    return "; ".join(dict.fromkeys(reason.legal_basis for reason in correction.reasons if reason.legal_basis))


def remedies(correction: Correction, lang: str) -> list[str]:
    """How to mend it, each advice once."""
    return list(dict.fromkeys(say(reason.remedy, lang) for reason in correction.reasons if reason.remedy))


def change(cell: Change, lang: str) -> str:
    """One changed cell: place, figure, figure."""
    wanted = figure(cell.suggested_value) or "?"
    return f"{cell.place.words(lang)}: {figure(cell.printed_value)} → {wanted}"


def changes(explanation: Explanation, lang: str) -> str:
    """All cells of an explanation on one line."""
    joined = ("；" if lang == "zh" else "; ").join(change(cell, lang) for cell in explanation.changes)
    return f"{joined} ({cause(explanation.changes[0].cause_code, lang)})"
