"""Checks that no figure is lost, invented or altered between fct_printed_cells and the facts."""

from __future__ import annotations

from expectations.checks import Check, count_of
from expectations.figures import (
    COUNTABLE_REPORTS,
    FACTOR_TYPE,
    FIGURE_TYPE,
    PLAIN_NUMBER,
    ROUNDING,
    fact_figures_sql,
    leaf_cells_sql,
)
from expectations.tables import FACTS

_SAME_CELL = " and ".join(
    f"figures.{column} = cells.{column}" for column in ("report_id", "table_code", "row_code", "column_code")
)
_FIGURE_SCOPE = "concat_ws('.', figures.table_code, figures.row_code, figures.column_code)"
_FIGURES = f"({fact_figures_sql()})"
_LEAF_CELLS = f"({leaf_cells_sql()})"
# An amount printed without any unit is in yuan.
_FIGURE_IN_YUAN = "figures.value * figures.yuan"
_CELL_IN_YUAN = f"try_cast(cells.value as {FIGURE_TYPE}) * cast(coalesce(units.factor, 1) as {FACTOR_TYPE})"

# Anchored in raw, so that facts cannot be empty merely because the marts before them are.
_ANY_RAW_FIGURE = f"""
select count(*)
from raw.cells as found
inner join ({COUNTABLE_REPORTS}) as reports on found.report_id = reports.report_id
where found.problem_code is null
    and found.column_code <> 'total'
    and regexp_full_match(found.printed_text, {PLAIN_NUMBER})
"""
_EVERY_FACT_ROW = " union all ".join(f"select report_id, '{table.code}' as fact from {table.name}" for table in FACTS)

FIGURES_LOST = Check(
    expectation_id="figures.lost",
    description_zh="可相加的报告所印的每个非合计数字都进入了事实表",
    description_en="Every figure of a report that may be summed, totals apart, is in a fact",
    unexpected_sql=f"""
    select
        cells.report_id as report_id,
        concat_ws('.', cells.table_code, cells.row_code, cells.column_code) as scope_code,
        'value=' || cells.value as detail
    from {_LEAF_CELLS} as cells
    where not exists (select 1 from {_FIGURES} as figures where {_SAME_CELL})
""",
    population_sql=count_of(_LEAF_CELLS),
    premise_sql=_ANY_RAW_FIGURE,
)

FIGURES_INVENTED = Check(
    expectation_id="figures.invented",
    description_zh="事实表的每个数字都印在报告的某个单元格中",
    description_en="Every figure of a fact is printed in a cell of its report",
    unexpected_sql=f"""
    select
        figures.report_id as report_id,
        {_FIGURE_SCOPE} as scope_code,
        figures.fact || ': value=' || figures.value as detail
    from {_FIGURES} as figures
    where not exists (
        select 1 from marts.fct_printed_cells as cells where {_SAME_CELL} and cells.value is not null
    )
""",
    population_sql=count_of(_FIGURES),
    premise_sql=_ANY_RAW_FIGURE,
)

FIGURES_ALTERED = Check(
    expectation_id="figures.altered",
    description_zh="事实表的数字与所印数字相等（金额按单位换算）",
    description_en="Every figure of a fact equals the printed one, amounts after conversion of their units",
    unexpected_sql=f"""
    select
        figures.report_id as report_id,
        {_FIGURE_SCOPE} as scope_code,
        figures.fact || ': value=' || figures.value || ', printed=' || cells.value || coalesce(' ' || cells.unit, '')
        as detail
    from {_FIGURES} as figures
    inner join marts.fct_printed_cells as cells on {_SAME_CELL} and cells.value is not null
    left join seeds.units as units on cells.unit = units.unit and units.kind = 'money'
    where case
        when figures.yuan is null then figures.value is distinct from try_cast(cells.value as {FIGURE_TYPE})
        else coalesce(abs({_FIGURE_IN_YUAN} - {_CELL_IN_YUAN}) > {ROUNDING} * figures.yuan, true)
    end
""",
    population_sql=count_of(_FIGURES),
    premise_sql=_ANY_RAW_FIGURE,
)

FACTS_COUNTABLE = Check(
    expectation_id="facts.countable",
    description_zh="事实表只含可相加的报告：现行、不重复、未隔离",
    description_en="The facts hold only reports that may be summed: current, no repetition, not in quarantine",
    unexpected_sql=f"""
    select
        facts.report_id as report_id,
        cast(null as varchar) as scope_code,
        facts.fact || ': rows=' || count(*) as detail
    from ({_EVERY_FACT_ROW}) as facts
    where facts.report_id in (select report_id from marts.dim_reports)
        and facts.report_id not in (select report_id from ({COUNTABLE_REPORTS}) as countable)
    group by facts.report_id, facts.fact
""",
    population_sql=count_of(f"({_EVERY_FACT_ROW})"),
    premise_sql=_ANY_RAW_FIGURE,
)

FIGURE_CHECKS = (FIGURES_LOST, FIGURES_INVENTED, FIGURES_ALTERED, FACTS_COUNTABLE)
