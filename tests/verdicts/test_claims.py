"""What is read as a claim and what is not; and that a planted sentence fails one rule, the unplanted ones none."""

from __future__ import annotations

from collections import defaultdict

import pytest

from .conftest import Evaluated
from .prose import AGENCIES, ORIGINAL_SENTENCE, PLANTS
from .sentences import CHANGES, FIRM, SILENT, UNRELATED, YEAR, Claims


@pytest.mark.parametrize("number", range(len(AGENCIES)))
def test_unplanted_prose_agrees(evaluated: Evaluated, number: int) -> None:
    assert evaluated.failures.get(f"clean-{number}", set()) == set()


@pytest.mark.parametrize("number", range(len(AGENCIES)))
@pytest.mark.parametrize("rule", PLANTS)
def test_planted_prose_fails_where_it_was_planted(evaluated: Evaluated, rule: str, number: int) -> None:
    assert evaluated.failures.get(f"{rule}-{number}", set()) == {(rule, "report")}


@pytest.fixture(scope="module")
def claims(evaluated: Evaluated) -> dict[str, Claims]:
    """The firm claims about the report's own year, by sentence."""
    rows = evaluated.rows(
        "select sentence, claimed_code, claim_kind, claimed_value from marts.fct_narrative_claims"
        " where claim_kind in ('exact', 'none') and period = ?",
        YEAR,
    )
    found: dict[str, Claims] = defaultdict(set)
    for sentence, code, kind, value in rows:
        found[sentence].add((code, kind, float(value)))
    return found


@pytest.mark.parametrize(("section", "sentence", "expected"), FIRM, ids=[text for _, text, _ in FIRM])
def test_claim_is_read(claims: dict[str, Claims], section: str, sentence: str, expected: Claims) -> None:
    assert claims.get(sentence, set()) == expected


@pytest.mark.parametrize(("section", "sentence", "expected"), CHANGES, ids=[text for _, text, _ in CHANGES])
def test_a_comparison_is_about_last_year(
    evaluated: Evaluated, section: str, sentence: str, expected: tuple[str, int, float]
) -> None:
    assert evaluated.rows(
        "select claimed_code, period, claimed_value, agrees from marts.fct_narrative_claims"
        " where claim_kind = 'change' and sentence = ?",
        sentence,
    ) == [(*expected, None)]


@pytest.mark.parametrize(("section", "sentence"), SILENT, ids=[text for _, text in SILENT])
def test_nothing_contradicts_a_table(claims: dict[str, Claims], section: str, sentence: str) -> None:
    assert claims.get(sentence, set()) == set()


@pytest.mark.parametrize(("section", "sentence"), UNRELATED, ids=[text for _, text in UNRELATED])
def test_what_is_about_other_things_is_no_claim(evaluated: Evaluated, section: str, sentence: str) -> None:
    assert not evaluated.rows("select * from marts.fct_narrative_claims where sentence = ?", sentence)


def test_percentages_follow_from_the_tables(evaluated: Evaluated) -> None:
    """Of this report and of last year's, rounded to the places that are printed."""
    assert evaluated.failures.get("percentages right", set()) == set()
    assert evaluated.failures["percentages wrong"] == {("narrative.share", "report"), ("narrative.growth", "report")}
    rows = evaluated.rows(
        "select rule_id, verdict, abs(residual) < 0.3, count(*) from marts.fct_rule_results"
        " where rule_id in ('narrative.share', 'narrative.growth') and verdict <> 'not_evaluable'"
        " group by all order by all"
    )
    assert rows == [
        (rule, verdict, True, 1) for rule in ("narrative.growth", "narrative.share") for verdict in ("fail", "pass")
    ]
    assert evaluated.rows(
        "select distinct claimed_code, share_code, share_of, unit from marts.fct_narrative_claims"
        " where claimed_code in ('share', 'growth') and agrees order by all"
    ) == [("growth", "received", "received(t-1)", "%"), ("share", "natural_person", "received", "%")]


def test_prose_beside_the_table_of_2014(evaluated: Evaluated) -> None:
    assert evaluated.failures.get("before 2019 right", set()) == set()
    assert evaluated.failures["before 2019 wrong"] == {
        ("narrative.processed", "report"),
        ("narrative.normative_documents", "report"),
    }


def test_the_prose_that_said_258_where_the_table_says_275(evaluated: Evaluated) -> None:
    """Found, with its sentence, and told apart from what the sentence says of last year."""
    assert evaluated.failures["258 in prose"] == {("narrative.received", "report")}
    assert evaluated.rows(
        "select left_value, right_value, residual from marts.fct_rule_results where rule_id = 'narrative.received'"
        " and verdict = 'fail' and right_value = 275"
    ) == [(258, 275, -17)]
    [(message_zh, message_en, row, column)] = evaluated.rows(
        "select message_zh, message_en, row_code, column_code from marts.fct_findings"
        " where rule_id = 'narrative.received' and message_zh like '%275%'"
    )
    assert message_zh == "正文所述新收申请数为258，表格为275，相差17"
    assert message_en == "The prose states 258 requests received, the table prints 275, a difference of 17"
    assert (row, column) == ("received", "total")
    [(sentence,)] = evaluated.rows(
        "select sentence from marts.fct_narrative_claims"
        " where not agrees and printed_value = 275 and claim_kind = 'exact'"
    )
    assert sentence == ORIGINAL_SENTENCE


def test_the_total_of_21_beside_outcomes_of_27(evaluated: Evaluated) -> None:
    """A person would say: that total is wrong, it is 27, a digit was mistyped."""
    assert evaluated.failures["21 beside 27"] == {
        ("requests.balance", "natural_person"),
        ("requests.outcomes", "natural_person"),
        ("requests.applicants", "processed"),
    }
    explained = evaluated.rows(
        "select distinct row_code, column_code, printed_text, suggested_value, cause_code, confidence"
        " from marts.fct_findings inner join raw.reports using (report_id) inner join raw.sources using (document_id)"
        " where source_uri like '%21 beside 27%'"
    )
    assert explained == [("processed", "natural_person", "21", 27, "wrong_digit", "certain")]
