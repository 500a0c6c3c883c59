"""The correction list of a report: what an agency would have to look at, to be downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gouji.explorer.visit import Visit


@dataclass(frozen=True, slots=True)
class Correction:
    """A single change that would settle findings (``fct_explanations``), the likeliest first."""

    explanation_rank: int
    table_code: str
    row_code: str
    column_code: str
    suggested_value: Decimal | None
    cause_code: str | None
    confidence: float | None


EXPLANATIONS = """
select explanation_rank::integer as explanation_rank, table_code, row_code, column_code, suggested_value, cause_code,
    try_cast(confidence as double) as confidence
from warehouse.marts.fct_explanations where report_id = $report_id
order by explanation_rank, cell_ordinal
"""


def has_explanations(visit: Visit) -> bool:
    """Whether the warehouse was built with explanations; those of earlier versions were not."""
    query = """
        select count(*) from duckdb_tables()
        where database_name = 'warehouse' and schema_name = 'marts' and table_name = 'fct_explanations'
    """
    return visit.count(query) > 0


def read_corrections(visit: Visit, report_id: str) -> tuple[Correction, ...]:
    """The explanations of a report's findings; none where the warehouse has none."""
    if not has_explanations(visit):
        return ()
    return visit.rows(Correction, EXPLANATIONS, {"report_id": report_id})
