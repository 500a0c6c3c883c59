"""Equations as readers see them; whether they hold is decided in the warehouse, never here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.check.equation_words import equation_text, formula_text
from gouji.check.equations import equation_of, term_of
from gouji.check.model import Rule, RuleResult, Term
from gouji.errors import Wording
from gouji.explorer.visit import Visit
from gouji.page import Page

if TYPE_CHECKING:
    from gouji.explorer.pages.report import FindingRow, Verdict

NARRATIVE = "narrative"
REPORT = "report"
REFERENCE = "reference"
PAGES = (Page("zh", {}, {}), Page("en", {}, {}))
# The report itself, last year's, and those that a summary covers.
SOURCES = """
select 't' as period, $report_id as report_id
union all select period, linked_report_id from side.report_links where report_id = $report_id
"""
TERMS = f"""
with sources as ({SOURCES}),
terms as (
    select terms.*, sources.report_id
    from side.rule_terms as terms
    inner join warehouse.marts.fct_rule_results as failing using (rule_id, scope_code)
    left join sources using (period)
    where terms.form_version = $form_version and failing.report_id = $report_id and failing.verdict = 'fail'
)
select
    rule_id, scope_code, side, period, sign, table_code, row_code, column_code, cells.value,
    coalesce(cells.cell_state, '{REFERENCE}') as cell_state, cells.row_label, cells.column_label
from terms
left join (
    select * from warehouse.marts.fct_printed_cells where report_id in (select report_id from sources)
) as cells using (report_id, table_code, row_code, column_code)
where cells.report_id is not null or period = '{REFERENCE}'
order by rule_id, scope_code, side, term_ordinal, cells.report_id
"""

Terms = Mapping[tuple[str, str], Sequence[Term]]


def read_terms(visit: Visit, report_id: str, form_version: str | None) -> Terms:
    """What the failing equations of a report put together, by rule and scope."""
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    rows = visit.cursor.execute(TERMS, {"report_id": report_id, "form_version": form_version}).fetchall()
    for rule_id, scope_code, *term in rows:
        found[rule_id, scope_code].append(term_of(tuple(term)))
    return found


def told(row: FindingRow, verdict: Verdict | None, terms: Terms) -> Wording | None:
    """The equation of a finding, with the figures of the report where it fails, in both languages."""
    if row.equation is None:
        return None
    if verdict is None or verdict.verdict != "fail" or row.rule_class is None or row.rule_scope is None:
        return Wording(*(formula_text(row.equation, page) for page in PAGES))
    name = Wording(row.rule_name_zh or "", row.rule_name_en or "")
    rule = Rule(verdict.rule_id, name, row.rule_class, row.severity, row.rule_scope, row.equation, "")
    result = RuleResult(
        verdict.rule_id, row.rule_class, verdict.scope_code, verdict.left_value, verdict.right_value, verdict.residual,
        verdict.verdict, verdict.reason, verdict.severity, verdict.is_acknowledged, verdict.implied_value,
    )  # fmt: skip
    equation = equation_of(rule, result, tuple(_with_values(terms.get(_key(verdict), ()), result)))
    return Wording(*(equation_text(equation, page) for page in PAGES))


def _key(verdict: Verdict) -> tuple[str, str]:
    return verdict.rule_id, verdict.scope_code


def _with_values(terms: Sequence[Term], result: RuleResult) -> Iterable[Term]:
    """The terms, with those that are no cell of a report: a number of the prose, what an amount is measured by."""
    sides = {"left": result.left_value, "right": result.right_value}
    if result.rule_class == NARRATIVE and result.scope_code == REPORT:
        return (Term(side, "t", 1, None, None, None, value, "number", None, None) for side, value in sides.items())
    return (replace(term, value=sides[term.side]) if term.period == REFERENCE else term for term in terms)


def formula(equation: str, lang: str) -> str:
    """The equation of a rule in words."""
    return formula_text(equation, PAGES[0] if lang == "zh" else PAGES[1])


def derived_value(equation: str | None, place: Collection[str | None], left_value: Decimal | None) -> Decimal | None:
    """What the left side of an equation comes to, where its right side is the one cell that a finding points at.

    A total is derived from its parts; a part cannot be told from a total, since any of the parts may be the wrong one.
    """
    left, equals, right = (equation or "").partition("=")
    if not equals or left.endswith("<") or left_value is None:
        return None
    return left_value if right.strip() in place else None
