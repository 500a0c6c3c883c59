"""The gate knows every mart and every figure column there is: what it does not know it could not miss."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expectations import integrity, reconciliation
from expectations.figures import FIGURES
from expectations.integrity import integrity_checks
from expectations.reconciliation import Rule, reconciliation_checks
from expectations.tables import MARTS

MODELS = sorted((Path(__file__).parents[2] / "models" / "marts").glob("*.sql"))
RULES = [Rule("a.b", "甲", "A", "critical"), Rule("it's", "乙", "B", "notice")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.stem)
def test_every_mart_has_its_key_checked(model: Path) -> None:
    assert model.stem in {table.code for table in MARTS}


@pytest.mark.parametrize("fact", sorted({figure.fact for figure in FIGURES}))
def test_every_figure_column_of_a_fact_is_followed(fact: str) -> None:
    [model] = [model for model in MODELS if model.stem == fact]
    printed = set(re.findall(r"\b\w+_(?:count|value|yuan)\b", model.read_text(encoding="utf-8")))
    assert {column for column in printed if column != "amount_yuan" or fact == "fct_procurement"} == {
        figure.value_column for figure in FIGURES if figure.fact == fact
    }


def test_ids_are_unique_over_both_suites() -> None:
    ids = [check.expectation_id for check in (*integrity_checks(), *reconciliation_checks(RULES))]
    assert len(ids) == len(set(ids))
    assert integrity.SUITE != reconciliation.SUITE


def test_no_query_holds_a_brace() -> None:
    """Great Expectations would fill it in."""
    assert not [
        check for check in (*integrity_checks(), *reconciliation_checks(RULES)) if re.search("[{}]", check.query)
    ]


def test_every_expectation_is_described_in_both_languages() -> None:
    for check in integrity_checks():
        assert re.search(r"[\u4e00-\u9fff]", check.description_zh)
        assert re.search(r"[a-z]", check.description_en)
        assert check.description == f"{check.description_zh} / {check.description_en}"


def test_a_rule_becomes_one_expectation_that_restates_no_equation() -> None:
    first, second = reconciliation_checks(RULES)
    assert (first.expectation_id, first.rule_id, first.severity) == ("rule.a.b", "a.b", "critical")
    assert "rule_id = 'it''s' and verdict = 'fail'" in second.query
