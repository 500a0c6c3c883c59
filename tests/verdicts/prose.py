"""Forged reports whose prose alone is wrong, and those that real reports were found to be wrong like."""

from __future__ import annotations

import re

from forge.figures import CellCode, balanced, chained, plant
from forge.model import ReportFigures

# Rule, the passage of a forged report, and the words before the number that is planted.
PLANTS = {
    "narrative.received": ("requests", "新收|收到|申请"),
    "narrative.processed": ("requests", "办结申请|办结|办理完毕"),
    "narrative.carried_out": ("requests", "结转至[0-9]+年|结转下一?年度(?:继续办理)?(?:申请)?"),
    "narrative.reconsideration": ("legal_challenges", "行政复议"),
    "narrative.litigation": ("legal_challenges", "行政诉讼"),
    "narrative.licensing": ("disclosures", "行政许可(?:决定)?"),
    "narrative.penalty": ("disclosures", "行政处罚(?:决定)?"),
    "narrative.coercion": ("disclosures", "行政强制(?:决定|措施)"),
    "narrative.normative_documents": ("disclosures", "规范性文件"),
    "narrative.period": ("period", ""),
}
AGENCIES = ("昌黎县水务局", "武山县自然资源局", "安化县农业农村局", "容县民政局", "会泽县林业局")


def planted_prose() -> dict[str, ReportFigures]:
    """A clean report of each agency, and for each rule one of each in which the prose alone says something else."""
    reports: dict[str, ReportFigures] = {}
    for number, agency in enumerate(AGENCIES):
        clean = balanced(number + 7, agency_name=agency)
        reports[f"clean-{number}"] = clean
        for rule, (topic, words) in PLANTS.items():
            [text] = [passage.text for passage in clean.prose if passage.topic == topic]
            year = str(clean.report_year)
            said = text.replace(year, "1999") if rule == "narrative.period" else _planted(text, words)
            assert said != text, (rule, text)
            reports[f"{rule}-{number}"] = clean.with_passages(topic, said)
    return reports


def _planted(text: str, words: str) -> str:
    after = re.search(rf"(?:{words})(?:的申请|申请)?([0-9]+)[件起]", text) or re.search("共收到([0-9]+)件", text)
    assert after, text
    return text[: after.start(1)] + str(int(after[1]) + 1000) + text[after.end(1) :]


ORIGINAL_SENTENCE = "全年共收到政府信息公开申请258件，比上年增加16件，其中网络申请200件。"


def originals() -> dict[str, ReportFigures]:
    """What real reports were found to print: statutory-forms, figures that are wrong in the original."""
    busy = balanced(31, agency_name="蓝山县交通运输局")
    table_of_275 = _with_more(busy, 275 - int(busy.text("requests", "received", "total")))
    small = balanced(32, agency_name="岚皋县教育局")
    outcomes_of_27 = _with_more(small, 27 - int(small.text("requests", "processed", "natural_person")))
    return {
        "258 in prose": table_of_275.with_passages("requests", ORIGINAL_SENTENCE),
        "21 beside 27": plant(outcomes_of_27, ("requests", "processed", "natural_person"), "21").with_passages(
            "requests", "全年依法办理政府信息公开申请。"
        ),
    }


def percentages() -> dict[str, ReportFigures]:
    """A report and that of the year before, whose prose states a share and a growth: rounded well, and wrong."""
    before = balanced(41, agency_name="隆化县水务局", report_year=2021)
    shares = chained(before, 42)
    part, whole = (int(shares.text("requests", "received", column)) for column in ("natural_person", "total"))
    last = int(before.text("requests", "received", "total"))

    def stated(more: float) -> ReportFigures:
        share, growth = part * 100 / whole + more, (whole - last) * 100 / last
        change = f"同比{'增长' if growth > 0 else '下降'}{abs(growth) + more:.1f}%"
        text = f"本年新收政府信息公开申请{whole}件，{change}。其中，自然人申请{part}件（占{share:.1f}%）。"
        return shares.with_passages("requests", text)

    return {"percentages before": before, "percentages right": stated(0), "percentages wrong": stated(0.2)}


def before_2019() -> dict[str, ReportFigures]:
    """The long table of 2014, whose prose says what it prints, and something else."""
    table = balanced(43, "form_pre2019", alternative="national", agency_name="容县水务局")
    completed, issued = (
        int(table.text("legacy_indicators", row, "year"))
        for row in ("requests_completed", "normative_documents_issued")
    )

    def stated(more: int) -> ReportFigures:
        said = table.with_passages("requests", f"全年办结政府信息公开申请{completed + more}件。")
        return said.with_passages("disclosures", f"全年制发规范性文件{issued + more}件。")

    return {"before 2019 right": stated(0), "before 2019 wrong": stated(3)}


def _with_more(figures: ReportFigures, more: int) -> ReportFigures:
    """So many more requests of natural persons, received and granted; everything still balances."""
    for row in ("received", "granted", "processed"):
        for column in ("natural_person", "total"):
            cell = CellCode("requests", row, column)
            figures = plant(figures, cell, str(int(figures.cells[cell]) + more))
    return figures
