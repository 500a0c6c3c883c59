"""Checks that every printed cell arrives as it was printed: from raw.cells to fct_printed_cells, both ways."""

from __future__ import annotations

from expectations.checks import Check, count_of
from expectations.figures import PLAIN_NUMBER
from expectations.tables import ANY_REPORT_ON_A_FORM, PRINTED_CELLS, RAW_CELLS

_SAME_CELL = " and ".join(f"found.{column} = carried.{column}" for column in RAW_CELLS.key)
_FOUND_SCOPE = "concat_ws('.', found.table_code, found.row_code, found.column_code)"
_CARRIED_SCOPE = "concat_ws('.', carried.table_code, carried.row_code, carried.column_code)"

# Longer digit strings exist only as misprints; they need not fit any numeric type.
_MOST_DIGITS = 15

CELLS_LOST = Check(
    expectation_id="cells.lost",
    description_zh="raw.cells 的每个单元格都在 fct_printed_cells 中，且不作“未印出”处理",
    description_en="Every cell of raw.cells is in fct_printed_cells, and not as one that was not printed",
    unexpected_sql=f"""
    select
        found.report_id as report_id,
        {_FOUND_SCOPE} as scope_code,
        'printed_text=' || coalesce(found.printed_text, 'null') as detail
    from raw.cells as found
    where not exists (
        select 1 from marts.fct_printed_cells as carried where {_SAME_CELL} and carried.cell_state <> 'absent'
    )
""",
    population_sql=count_of("raw.cells"),
    premise_sql=RAW_CELLS.premise_sql,
)

CELLS_INVENTED = Check(
    expectation_id="cells.invented",
    description_zh="fct_printed_cells 中凡标为印出的单元格，均见于 raw.cells",
    description_en="Every cell that fct_printed_cells calls printed was found in raw.cells",
    unexpected_sql=f"""
    select
        carried.report_id as report_id,
        {_CARRIED_SCOPE} as scope_code,
        'cell_state=' || carried.cell_state || ', printed_text=' || coalesce(carried.printed_text, 'null') as detail
    from marts.fct_printed_cells as carried
    where carried.cell_state not in ('absent', 'stated_in_prose')
        and not exists (select 1 from raw.cells as found where {_SAME_CELL})
""",
    population_sql=count_of("marts.fct_printed_cells"),
    premise_sql=PRINTED_CELLS.premise_sql,
)

TEXT_UNCHANGED = Check(
    expectation_id="cells.text",
    description_zh="单元格原文自 raw.cells 至 fct_printed_cells 一字不改",
    description_en="The text of a cell is the same in raw.cells and in fct_printed_cells",
    unexpected_sql=f"""
    select
        found.report_id as report_id,
        {_FOUND_SCOPE} as scope_code,
        coalesce(found.printed_text, 'null') || ' <> ' || coalesce(carried.printed_text, 'null') as detail
    from raw.cells as found
    inner join marts.fct_printed_cells as carried on {_SAME_CELL}
    where found.printed_text is distinct from carried.printed_text
""",
    population_sql=count_of("raw.cells"),
    premise_sql=RAW_CELLS.premise_sql,
)

PLAIN_DIGITS = Check(
    expectation_id="cells.plain_digits",
    description_zh="只含阿拉伯数字且读取无疑的单元格，其数值即该数字",
    description_en="A cell that prints nothing but digits, and was read with certainty, has that number as its value",
    unexpected_sql=f"""
    select
        found.report_id as report_id,
        {_FOUND_SCOPE} as scope_code,
        'printed_text=' || found.printed_text || ', value=' || coalesce(cast(carried.value as varchar), 'null')
        as detail
    from raw.cells as found
    inner join marts.fct_printed_cells as carried on {_SAME_CELL}
    where found.problem_code is null
        and regexp_full_match(found.printed_text, {PLAIN_NUMBER})
        and length(found.printed_text) <= {_MOST_DIGITS}
        and carried.value is distinct from try_cast(found.printed_text as bigint)
""",
    population_sql=count_of("raw.cells"),
    premise_sql=RAW_CELLS.premise_sql,
)

STATE_TELLS_VALUE = Check(
    expectation_id="cells.state",
    description_zh="有数值的单元格必为数字或正文所述之零，其余一律无数值",
    description_en="A cell has a value when it is a number or a zero stated in prose, and never otherwise",
    unexpected_sql=f"""
    select
        carried.report_id as report_id,
        {_CARRIED_SCOPE} as scope_code,
        'cell_state=' || coalesce(carried.cell_state, 'null') || ', value='
        || coalesce(cast(carried.value as varchar), 'null') as detail
    from marts.fct_printed_cells as carried
    where (carried.value is not null) is distinct from (carried.cell_state in ('number', 'stated_in_prose'))
        or (carried.cell_state = 'stated_in_prose' and carried.value <> 0)
""",
    population_sql=count_of("marts.fct_printed_cells"),
    premise_sql=PRINTED_CELLS.premise_sql,
)

EVERY_REPORT_HAS_CELLS = Check(
    expectation_id="cells.every_report",
    description_zh="格式已知的每份报告，其表格单元格均已展开",
    description_en="Every report whose form is known has its cells laid out",
    unexpected_sql="""
    select
        report_id,
        cast(null as varchar) as scope_code,
        'form_version=' || form_version as detail
    from marts.dim_reports
    where form_version is not null and report_id not in (select report_id from marts.fct_printed_cells)
""",
    population_sql=count_of("(select 1 from marts.dim_reports where form_version is not null)"),
    premise_sql=ANY_REPORT_ON_A_FORM,
)

CELL_CHECKS = (
    CELLS_LOST,
    CELLS_INVENTED,
    TEXT_UNCHANGED,
    PLAIN_DIGITS,
    STATE_TELLS_VALUE,
    EVERY_REPORT_HAS_CELLS,
)
