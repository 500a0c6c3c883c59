"""Which printed cell each figure of a fact stands for: the map along which figures are followed, both ways.

A fact is wide where the form is wide, so every column of figures is named here with the cell it must equal. Money
stands in the facts in the unit of the column's name and in the cells in the unit that was printed; both are brought to
yuan.
"""

from __future__ import annotations

from dataclasses import dataclass

WAN = 10_000  # yuan in one 万元

# What cannot be anything but a count: no sign, no grouping, no leading zero.
PLAIN_NUMBER = "'0|[1-9][0-9]*'"

# Half a unit of the last place that a fact keeps: a fee printed in yuan is rounded when it is told in 万元.
ROUNDING = "0.0000005"

# Digits that any figure may have, before and after the point. Wide enough for every amount printed so far (six places),
# narrow enough that multiplying by a unit's factor stays an exact decimal of at most 38 digits.
FIGURE_TYPE = "decimal(28, 6)"
FACTOR_TYPE = "decimal(10, 0)"


@dataclass(frozen=True)
class Figure:
    """One column of figures: ``row`` and ``column`` are SQL over the fact that give the cell's codes.

    ``yuan`` is the worth of one unit of the column where the column is money, else None.
    """

    fact: str
    value_column: str
    table_code: str
    row: str
    column: str
    yuan: int | None = None


def _each(fact: str, table_code: str, row: str, columns: dict[str, str]) -> tuple[Figure, ...]:
    return tuple(Figure(fact, value, table_code, row, column) for value, column in columns.items())


FIGURES = (
    *(
        Figure("fct_requests", f"{row}_count", "requests", f"'{row}'", "applicant_type_code")
        for row in ("received", "carried_in", "processed", "carried_out")
    ),
    Figure("fct_request_outcomes", "request_count", "requests", "outcome_code", "applicant_type_code"),
    *_each(
        "fct_enforcement",
        "disclosures",
        "action_code",
        {"decision_count": "'decisions'", "prior_item_count": "'prior_items'", "item_change_count": "'item_change'"},
    ),
    *_each(
        "fct_regulatory_documents",
        "disclosures",
        "document_kind_code",
        {
            "issued_count": "'issued'",
            "repealed_count": "'repealed'",
            "in_force_count": "'in_force'",
            "newly_public_count": "'newly_public'",
            "total_public_count": "'total_public'",
        },
    ),
    *_each(
        "fct_fees",
        "disclosures",
        "'fees'",
        {"prior_item_count": "'prior_items'", "item_change_count": "'item_change'"},
    ),
    Figure("fct_fees", "fee_amount_wan_yuan", "disclosures", "'fees'", "'amount'", yuan=WAN),
    Figure("fct_procurement", "project_count", "disclosures", "'procurement'", "'projects'"),
    Figure("fct_procurement", "amount_yuan", "disclosures", "'procurement'", "'amount'", yuan=1),
    Figure("fct_legal_challenges", "case_count", "legal_challenges", "route_code", "result_code"),
    *_each(
        "fct_legacy_indicators",
        "legacy_indicators",
        "indicator_code",
        {"year_value": "'year'", "cumulative_value": "'cumulative'"},
    ),
)

# Which of the leaf cells belong to each fact.
_REQUEST_COUNTS = "('received', 'carried_in', 'processed', 'carried_out')"
_CELLS_OF_FACT = {
    "fct_requests": f"cells.table_code = 'requests' and cells.row_code in {_REQUEST_COUNTS}",
    "fct_request_outcomes": f"cells.table_code = 'requests' and cells.row_code not in {_REQUEST_COUNTS}",
    "fct_enforcement": "cells.row_code in (select code from marts.dim_enforcement_actions)",
    "fct_regulatory_documents": "cells.row_code in (select code from seeds.document_kinds)",
    "fct_fees": "cells.row_code = 'fees'",
    "fct_procurement": "cells.row_code = 'procurement'",
    "fct_legal_challenges": "cells.table_code = 'legal_challenges'",
    "fct_legacy_indicators": "cells.table_code = 'legacy_indicators'",
}

# Reports whose figures may be summed: neither replaced, nor a repetition of another, nor in quarantine.
COUNTABLE_REPORTS = """
select report_id, form_version
from marts.dim_reports
where is_current and duplicate_of is null and not is_quarantined
"""

# A group that the form may print in two ways counts once: the vintage's default way wins where a report prints both.
_PRINTED_THE_OTHER_WAY = """
select found.report_id, other_rows.form_version, other_rows.table_code, other_rows.row_code
from raw.cells as found
inner join seeds.form_rows as default_rows
    on found.table_code = default_rows.table_code and found.row_code = default_rows.row_code
    and default_rows.is_default_alternative
inner join seeds.form_rows as other_rows
    on default_rows.form_version = other_rows.form_version and default_rows.table_code = other_rows.table_code
    and default_rows.group_code = other_rows.group_code and not other_rows.is_default_alternative
"""

_LEAF_CELLS = f"""
select cells.report_id, cells.table_code, cells.row_code, cells.column_code, cells.value
from marts.fct_printed_cells as cells
inner join ({COUNTABLE_REPORTS}) as reports on cells.report_id = reports.report_id
where cells.value is not null
    and cells.column_code <> 'total'
    and not exists (
        select 1 from ({_PRINTED_THE_OTHER_WAY}) as other_way
        where other_way.report_id = cells.report_id and other_way.form_version = reports.form_version
            and other_way.table_code = cells.table_code and other_way.row_code = cells.row_code
    )
"""


def leaf_cells_sql(fact: str | None = None) -> str:
    """SQL for the printed figures that belong in the facts, totals left out: of one fact, or of all."""
    return _LEAF_CELLS if fact is None else f"{_LEAF_CELLS}    and {_CELLS_OF_FACT[fact]}\n"


def fact_figures_sql() -> str:
    """SQL for every figure of every fact beside the codes of its cell; ``yuan`` is null where it is no money."""
    return "\nunion all\n".join(_figure_sql(figure) for figure in FIGURES)


def _figure_sql(figure: Figure) -> str:
    yuan = "null" if figure.yuan is None else str(figure.yuan)
    return f"""
select
    '{figure.fact}' as fact, report_id, '{figure.table_code}' as table_code, {figure.row} as row_code,
    {figure.column} as column_code, try_cast({figure.value_column} as {FIGURE_TYPE}) as value,
    cast({yuan} as {FACTOR_TYPE}) as yuan
from marts.{figure.fact}
where {figure.value_column} is not null
""".strip()
