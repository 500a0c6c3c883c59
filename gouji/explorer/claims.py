"""What the prose of a report claims, beside the tables and the verdict of the rule that holds the one to the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from gouji.explorer.visit import Visit
from ingest.forms import read_seed

# A sentence is repeated with every figure in it; the table itself has it whole, however long.
SENTENCE_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that one sentence states.

    Money is in yuan, whatever ``unit`` the sentence counts in; ``verdict`` is that of the rule, on all claims together.
    """

    claim_id: str
    claimed_code: str
    claim_kind: str
    sentence: str
    locator: str | None
    claimed_value: Decimal
    unit: str | None
    period: int | None
    table_code: str | None
    row_code: str | None
    column_code: str | None
    printed_value: Decimal | None
    agrees: bool | None
    rule_id: str | None
    verdict: str | None
    reason: str | None

    @property
    def standing(self) -> str:
        """How it stands to the table: a claim that differs contradicts only where it is understood for certain."""
        if self.agrees is None:
            return "not_compared"
        if self.agrees:
            return "agrees"
        return "uncertain" if self.claim_kind == "unclear" else "differs"

    @property
    def is_money(self) -> bool:
        """Whether both values are in yuan."""
        return self.claimed_code in money_codes()

    @property
    def anchor(self) -> str:
        """The cell it is about; its table where it is the sum of several; empty where it is about no table."""
        if self.table_code is None:
            return ""
        if self.row_code is None or self.column_code is None:
            return f"table-{self.table_code}"
        return f"{self.table_code}.{self.row_code}.{self.column_code}"


CLAIMS = f"""
select
    claim_id, claimed_code, claim_kind,
    left(sentence, {SENTENCE_KEPT}) || case when length(sentence) > {SENTENCE_KEPT} then '…' else '' end as sentence,
    locator, claimed_value, unit, period, table_code, row_code, column_code, printed_value, agrees,
    results.rule_id, results.verdict, results.reason
from warehouse.marts.fct_narrative_claims as claims
left join (
    select rule_id, verdict, reason from warehouse.marts.fct_rule_results
    where report_id = $report_id and scope_code = 'report' and starts_with(rule_id, 'narrative.')
) as results on results.rule_id = 'narrative.' || claims.claimed_code
where claims.report_id = $report_id
order by paragraph_ordinal, claim_ordinal, claim_id
"""


def read_claims(visit: Visit, report_id: str) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its prose; none where the warehouse has none."""
    if not visit.has_table("marts", "fct_narrative_claims"):
        return ()
    return visit.rows(Claim, CLAIMS, {"report_id": report_id})


@lru_cache(maxsize=1)
def money_codes() -> frozenset[str]:
    """The figures that prose states in money."""
    return frozenset(row["figure_code"] for row in read_seed("narrative_patterns") if row["value_kind"] == "money")


def by_sentence(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Claims that follow one another in one sentence, together."""
    return tuple(tuple(group) for _, group in groupby(claims, key=lambda claim: (claim.locator, claim.sentence)))
