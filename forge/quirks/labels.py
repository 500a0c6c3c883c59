"""Quirks of labels: variants, misprints, other numerals, additions and breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from forge.form import Form
from forge.model import ReportFigures
from forge.quirks.base import LEGACY, STATUTORY, WRITTEN, Quirk
from forge.quirks.relabel import Label, LabelChange, known_variants, relabel

ARABIC_NUMERAL = re.compile(r"^(\d+)\.")
# Labels of fewer characters are not broken, longer ones are broken in the middle.
SHORTEST_BROKEN = 4
LONGEST_BROKEN = 7
# Of so many characters a label may lose some; one in so many does.
SHORTEST_ABRIDGED = 6
ABRIDGED = 4
LONGEST_LEFT_OUT = 4
GROUP_BREAK = 4

HEADER_ADDITIONS = {
    "in_force": "（历史累计）",
    "total_public": "（历史累计）",
    "decisions": "（含委托事项）",
    "cumulative": "（自施行之日起）",
}
DIGITS = {
    "prior_items": "（指{prior}年事项数）",
    "item_change": "（减少用负数，如-8）",
    "issued": "（{year}年1至12月）",
    "in_force": "（截至12月31日）",
    "repealed": "（不含2008年以前）",
    "year": "（1至12月）",
}
# Longer than any label of the form, as some cities have their offices print them.
EXPLAINED = {
    ("row", "rules"): "（由有权制定规章的市州人民政府填写，其他单位无需填写本行）",
    ("row", "normative_documents"): "（本单位在职权范围内制发、在一定时期内反复适用的各类公文，标题中多有“规定”“办法”"
    "“细则”“规则”“意见”“通告”字样，内部管理制度、人事任免和会议通知不计在内）",
    ("row", "other_services"): "（除行政许可之外对外办理的事项，如行政确认、行政给付、行政奖励、行政裁决、行政征收、"
    "行政处罚、行政强制以及各类公共服务，由本单位受理并作出结果的都计在内）",
    ("column", "prior_items"): "（指{prior}年底的事项数）",
    ("column", "item_change"): "（指{year}年内增加或减少的事项数，减少的写成负数，如-8）",
    ("column", "decisions"): "（指{year}年全年的办件数量）",
    ("column", "in_force"): "（包括历年制发、至今没有废止也没有失效的，由本单位与其他单位联合制发的由牵头单位计数，"
    "其余单位不再重复计数，以免汇总时多计）",
}
UNIT_IN_HEADER = {("disclosures", "采购总金额"): "（元）"}


# What the form calls years by, and how far each is from the report's own.
DATED_TABLES = frozenset(("disclosures", "requests"))
THIS_OR_OTHER_YEAR = re.compile("(本|上一|上|下)年")
YEARS_AWAY = {"本": 0, "上": -1, "上一": -1, "下": 1}

FormChange = Callable[[Form, ReportFigures, Random], Form]


def _each_label(change: LabelChange) -> FormChange:
    return lambda form, figures, chance: relabel(form, change)


def _variants_chosen(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """Any known variant or the form's own label, each as likely."""
    return relabel(form, lambda label: chance.choice([label.text, *known_variants(label, "variant")]))


def _variants_of(kind: str) -> FormChange:
    """A variant of that kind wherever one is known."""

    def change(form: Form, figures: ReportFigures, chance: Random) -> Form:
        return relabel(form, lambda label: chance.choice(known_variants(label, kind) or (label.text,)))

    return change


def _enumeration_comma(label: Label) -> str:
    return ARABIC_NUMERAL.sub(r"\1、", label.text) if label.axis == "row" else label.text


def _with_addition(label: Label) -> str:
    return label.text + HEADER_ADDITIONS.get(label.code, "") if label.axis == "column" else label.text


def _with_digits(form: Form, figures: ReportFigures, chance: Random) -> Form:
    def change(label: Label) -> str:
        addition = DIGITS.get(label.code, "") if label.axis == "column" else ""
        return label.text + addition.format(prior=figures.report_year - 1, year=figures.report_year)

    return relabel(form, change)


def _explained(form: Form, figures: ReportFigures, chance: Random) -> Form:
    def change(label: Label) -> str:
        addition = EXPLAINED.get((label.axis, label.code), "")
        return label.text + addition.format(prior=figures.report_year - 1, year=figures.report_year)

    return relabel(form, change)


def _with_unit(label: Label) -> str:
    return label.text + UNIT_IN_HEADER.get((label.table, label.text), "") if label.axis == "column" else label.text


def _broken(label: Label) -> str:
    stands_sideways = label.axis == "group" or (label.axis, label.code) == ("heading", "results")
    if stands_sideways and len(label.text) > GROUP_BREAK:
        return f"{label.text[:GROUP_BREAK]}\n{label.text[GROUP_BREAK:]}"
    if label.axis == "column" and SHORTEST_BROKEN <= len(label.text) <= LONGEST_BROKEN:
        middle = len(label.text) // 2
        return f"{label.text[:middle]}\n{label.text[middle:]}"
    return label.text


def _spaced(label: Label) -> str:
    two_characters = label.axis == "row" and len(label.text) == len("规章")
    return "\u00a0 \u00a0 ".join(label.text) if two_characters else label.text


def _abridged(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """Characters that stand together left out of the wording of some rows and columns."""

    def change(label: Label) -> str:
        wording = label.text.removeprefix(label.numeral)
        if label.axis not in ("row", "column") or len(wording) < SHORTEST_ABRIDGED or chance.randrange(ABRIDGED):
            return label.text
        length = chance.randint(1, min(LONGEST_LEFT_OUT, len(wording) // 2))
        start = chance.randrange(len(wording) - length + 1)
        return label.reworded(wording[:start] + wording[start + length :])

    return relabel(form, change)


def _dated(form: Form, figures: ReportFigures, chance: Random) -> Form:
    """The years themselves in place of 本年, 上年 and 下年度, with 度 behind them as the form has it."""

    def change(label: Label) -> str:
        if label.axis not in ("row", "column") or label.table not in DATED_TABLES:
            return label.text
        return THIS_OR_OTHER_YEAR.sub(lambda word: f"{figures.report_year + YEARS_AWAY[word[1]]}年", label.text)

    return relabel(form, change)


def _year_as_header(form: Form, figures: ReportFigures, chance: Random) -> Form:
    def change(label: Label) -> str:
        is_year = (label.table, label.axis, label.code) == ("legacy_indicators", "column", "year")
        return f"{figures.report_year}年" if is_year else label.text

    return relabel(form, change)


YEAR_AS_HEADER = Quirk(
    "year_as_header",
    "the figures of the year stand below the year itself",
    forms=LEGACY,
    change_form=_year_as_header,
)

LABEL_QUIRKS = (
    YEAR_AS_HEADER,
    Quirk("label_variants", "labels are chosen among their known variants", change_form=_variants_chosen),
    Quirk(
        "misprint_labels",
        "labels are misprinted wherever a misprint is known",
        forms=STATUTORY,
        change_form=_variants_of("misprint"),
    ),
    Quirk(
        "shortened_labels",
        "labels are shortened wherever a short form is known",
        forms=STATUTORY,
        change_form=_variants_of("shortened"),
    ),
    Quirk("dated_labels", "labels name the years they speak of", forms=STATUTORY, change_form=_dated),
    Quirk("abridged_labels", "some labels lack characters", forms=STATUTORY, change_form=_abridged),
    Quirk("numerals_dunhao", "rows are numbered 1、 in place of 1.", change_form=_each_label(_enumeration_comma)),
    Quirk("header_additions", "headers say more than the form", change_form=_each_label(_with_addition)),
    Quirk(
        "explained_labels",
        "rows and headers of section 2 explain in long brackets what they count",
        families=WRITTEN | {"office"},
        forms=STATUTORY,
        change_form=_explained,
    ),
    Quirk("digits_in_labels", "headers explain themselves with numbers", change_form=_with_digits),
    Quirk(
        "unit_in_header",
        "the procurement amount names its unit",
        forms=frozenset({"form_2019"}),
        change_form=_each_label(_with_unit),
    ),
    Quirk("labels_split", "short headers and group labels are broken over two lines", change_form=_each_label(_broken)),
    Quirk(
        "spaced_labels",
        "row labels of two characters are spread",
        forms=STATUTORY,
        change_form=_each_label(_spaced),
    ),
)
