"""The equation behind a finding with the figures that the evaluator put into it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gouji.check.labels import column_label, row_label
from gouji.check.model import Equation, Rule, RuleResult, Term
from gouji.check.queries import Row

COMPARISONS = ("<=", " in ")
"""What may stand between two sides beside ``=``; as ``comparison_kind`` tells them apart."""


def term_of(row: Row) -> Term:
    """A row of the query ``TERMS`` behind its key."""
    side, period, sign, table, row_code, column, value, state, printed_row, printed_column = row
    if table is None:
        return Term(side, period, sign, None, None, None, value, state, None, None)
    return Term(
        side, period, sign, table, row_code, column, value, state, row_label(table, row_code, printed_row),
        column_label(table, column, printed_column),
    )  # fmt: skip


def equation_of(rule: Rule, result: RuleResult, terms: Sequence[Term]) -> Equation:
    """The terms are shown only where they add up to what the rule compared: otherwise it compared something else."""
    comparison = next((one.strip() for one in COMPARISONS if one in rule.equation), "=")
    sides = (("left", result.left_value), ("right", result.right_value))
    adds_up = all(value is None or _sum(terms, side) == value for side, value in sides)
    return Equation(
        rule.rule_id, rule.name, rule.equation, comparison, rule.scope, result.scope_code, result.left_value,
        result.right_value, result.residual, tuple(terms) if adds_up else (),
    )  # fmt: skip


def _sum(terms: Sequence[Term], side: str) -> Decimal | None:
    """None where a side has no terms, or one without a figure."""
    values = [None if term.value is None else term.sign * term.value for term in terms if term.side == side]
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) if values and len(known) == len(values) else None
