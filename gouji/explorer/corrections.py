"""The correction list of a report: what an agency would have to look at, to be downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gouji.explorer.visit import Visit


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell of a change that would settle findings (``fct_explanations``), the likeliest change first."""

    explanation_id: str
    explanation_rank: int
    cell_ordinal: int
    cell_count: int
    table_code: str
    row_code: str
    column_code: str
    printed_value: Decimal | None
    suggested_value: Decimal | None
    cause_code: str
    confidence: str


EXPLANATIONS = """
select
    explanation_id, explanation_rank, cell_ordinal, cell_count, table_code, row_code, column_code,
    printed_value, suggested_value, cause_code, confidence
from warehouse.marts.fct_explanations
where report_id = $report_id and cell_ordinal > 0
order by component_code, explanation_rank, explanation_id, cell_ordinal
"""


def read_corrections(visit: Visit, report_id: str) -> tuple[Correction, ...]:
    """The explanations of a report's findings; none where the warehouse has none."""
    if not visit.has_table("marts", "fct_explanations"):
        return ()
    return visit.rows(Correction, EXPLANATIONS, {"report_id": report_id})
