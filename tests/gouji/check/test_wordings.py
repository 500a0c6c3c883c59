"""An equation and its cause in words, for each family of rules."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from gouji.check.equation_words import equation_text, formula_text, plain
from gouji.check.equations import equation_of
from gouji.check.labels import column_label, row_label
from gouji.check.model import CheckResult, Rule, RuleResult, Term
from gouji.errors import Wording
from gouji.page import Page
from gouji.severities import SEVERITIES
from ingest.forms import row_order

RULES = Path(__file__).resolve().parents[3] / "expectations/rules/reconciliation_rules.csv"
ZH, EN = Page("zh", {}, {}), Page("en", {}, {})


def term(side: str, row: str, value: int | None, period: str = "t", sign: int = 1, column: str = "total") -> Term:
    words = (row_label("requests", row, None), column_label("requests", column, None))
    state = "blank" if value is None else "number"
    return Term(side, period, sign, "requests", row, column, None if value is None else Decimal(value), state, *words)


def told(equation: str, scope: str, left: int, right: int, *terms: Term, page: Page = ZH) -> str:
    rule = Rule("some.rule", Wording("规则", "Rule"), "implied", "error", scope, equation, "")
    result = RuleResult(
        "some.rule", "implied", "total", Decimal(left), Decimal(right), Decimal(left - right), "fail", None, "error",
        False, None,
    )  # fmt: skip
    return equation_text(equation_of(rule, result, terms), page)


def test_terms_of_a_column_are_named_by_their_rows_and_zeros_left_out() -> None:
    terms = (term("left", "received", 27), term("left", "carried_in", 0), term("right", "processed", 21))
    assert told("received + carried_in = processed", "column", 27, 21, *terms) == (
        "一、本年新收政府信息公开申请数量 27 ≠ （七）总计 21"
    )


def test_sides_of_nothing_but_zeros_keep_their_first_term() -> None:
    terms = (term("left", "received", 0), term("left", "carried_in", 0), term("right", "processed", 4))
    assert told("received + carried_in = processed", "column", 0, 4, *terms).startswith(
        "一、本年新收政府信息公开申请数量 0 ≠"
    )


def test_terms_of_a_row_are_named_by_their_columns_and_summed() -> None:
    terms = (
        term("left", "granted", 2, column="natural_person"),
        term("left", "granted", 3, column="other_org"),
        term("right", "granted", 6),
    )
    assert told("natural_person + other_org = total", "row", 5, 6, *terms) == "自然人 2 + 其他 3 = 5 ≠ 总计 6"
    assert told("natural_person + other_org = total", "row", 5, 6, *terms, page=EN) == (
        "Natural persons 2 + Other organisations 3 = 5 ≠ Total 6"
    )


def test_the_number_of_an_item_is_not_read_as_a_figure() -> None:
    terms = (
        term("left", "denied_process_information", 3),
        term("left", "other_reason", 3),
        term("right", "processed", 21),
    )
    assert told("denied + other = processed", "column", 6, 21, *terms) == (
        "属于四类过程性信息 3 + 其他 3 = 6 ≠ （七）总计 21"
    )


def test_signs_and_last_year() -> None:
    terms = (
        term("left", "carried_in", 9),
        term("right", "carried_out", 5, "t-1"),
        term("right", "received", 2, sign=-1),
    )
    assert told("carried_in(t) = carried_out(t-1) - received(t)", "column", 9, 3, *terms) == (
        "二、上年结转政府信息公开申请数量 9 ≠ 四、结转下年度继续办理(上年) 5 - 一、本年新收政府信息公开申请数量 2 = 3"
    )


def test_bounds_are_told_as_bounds() -> None:
    terms = (term("left", "received", 500), term("right", "received", 20, "t-1"))
    text = told("count(t) in [0.2, 5] * count(t-1)", "cell", 500, 20, *terms)
    assert text.endswith("总计 500 ∉ [0.2, 5] × 一、本年新收政府信息公开申请数量·总计(上年) 20")
    assert " > " in told(
        "received <= processed", "column", 5, 4, term("left", "received", 5), term("right", "processed", 4)
    )


def test_reports_that_a_summary_covers_are_counted_not_listed() -> None:
    terms = (
        term("left", "received", 40),
        *(term("right", "received", value, "members") for value in (30, 9, 0)),
    )
    assert told("cell(t) = cell(members)", "cell", 40, 39, *terms).endswith("≠ 所覆盖 3 份报告合计 39")


def test_prose_and_table() -> None:
    terms = tuple(
        Term(side, "t", 1, None, None, None, Decimal(value), "number", None, None)
        for side, value in (("left", 57), ("right", 75))
    )
    assert told("stated = penalty", "report", 57, 75, *terms) == "正文 57 ≠ 表格 75"


def test_terms_that_do_not_add_up_are_not_shown() -> None:
    """The rule compared something else than what is at hand: better the two values alone than a wrong sum."""
    terms = (term("left", "received", 3), term("right", "processed", None))
    assert told("received = processed", "column", 3, 4, *terms) == "3 ≠ 4  (本年新收政府信息公开申请数量 = （七）总计)"


@pytest.mark.parametrize(
    ("formula", "zh", "en"),
    [("carried_in(t) = carried_out(t-1)", "上年结转政府信息公开申请数量 = 上年报告的结转下年度继续办理",
      "Requests carried in from last year = Carried out to next year (last year's report)"),
     ("pending(t-1) <= total(t)", "上年报告的尚未审结 ≤ 总计", "Pending (last year's report) ≤ Total"),
     ("cell(t) = cell(members)", "该数 = 所覆盖各报告的该数之和",
      "The figure = The figure (sum of the reports it covers)"),
     ("count(t) in [0.2, 5] * count(t-1)", "该数 介于上年报告的该数的 0.2 至 5 倍之间",
      "The figure is between 0.2 and 5 times The figure (last year's report)"),
     ("stated = litigation", "正文所述 = 行政诉讼", "What the prose states = Lawsuits")],
)  # fmt: skip
def test_a_formula_is_told_in_the_labels_of_the_form(formula: str, zh: str, en: str) -> None:
    assert (formula_text(formula, ZH), formula_text(formula, EN)) == (zh, en)


def test_no_rule_is_told_in_codes() -> None:
    for rule in csv.DictReader(RULES.read_text(encoding="utf-8").splitlines()):
        assert not re.search("[a-z_]", formula_text(rule["equation"], ZH)), rule["rule_id"]
        assert "_" not in formula_text(rule["equation"], EN), rule["rule_id"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("27.000000"), "27"), (Decimal("100"), "100"), (Decimal("75.970000"), "75.97"), (Decimal("0E-6"), "0"),
     (Decimal("-18.000000"), "-18"), (None, "")],
)  # fmt: skip
def test_figures_are_plain(value: Decimal | None, text: str) -> None:
    assert plain(value) == text


def test_findings_stand_in_the_order_of_the_form(checked: CheckResult) -> None:
    """Within a severity and a rule, as the eye goes down the table."""
    for report in checked.reports:
        shown = [finding.shown for finding in report.findings]
        assert [one.number for one in shown] == list(range(1, len(shown) + 1))
        for above, below in pairwise(shown):
            assert SEVERITIES.index(above.severity) <= SEVERITIES.index(below.severity)
            if (above.severity, above.rule_id, above.table_code) == (below.severity, below.rule_id, below.table_code):
                order = row_order(above.table_code or "requests")
                assert order.get(above.row_code or "", -1) <= order.get(below.row_code or "", -1)
