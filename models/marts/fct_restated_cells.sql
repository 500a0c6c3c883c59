with restatements as (
    select * from {{ ref('int_restatements') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where cell_state <> 'absent'
),

units as (
    select * from {{ ref('units') }}
),

-- 件 behind a count changes nothing, 万元 behind an amount does.
cells as (
    select
        printed_cells.*,
        case when units.kind = 'money' then printed_cells.unit else '' end as money_unit
    from printed_cells
    left join units on printed_cells.unit = units.unit
),

superseded_cells as (
    select
        restatements.report_id as restating_report_id,
        restatements.superseded_report_id,
        cells.*
    from restatements
    inner join cells on restatements.superseded_report_id = cells.report_id
),

restated_cells as (
    select
        restatements.report_id as restating_report_id,
        restatements.superseded_report_id,
        cells.*
    from restatements
    inner join cells on restatements.report_id = cells.report_id
),

both_printings as (
    select
        coalesce(restated_cells.restating_report_id, superseded_cells.restating_report_id) as report_id,
        coalesce(restated_cells.superseded_report_id, superseded_cells.superseded_report_id) as superseded_report_id,
        coalesce(restated_cells.table_code, superseded_cells.table_code) as table_code,
        coalesce(restated_cells.row_code, superseded_cells.row_code) as row_code,
        coalesce(restated_cells.column_code, superseded_cells.column_code) as column_code,
        superseded_cells.printed_text as superseded_text,
        restated_cells.printed_text as restated_text,
        superseded_cells.value as superseded_value,
        restated_cells.value as restated_value,
        case
            when superseded_cells.row_code is null then 'added'
            when restated_cells.row_code is null then 'removed'
            when
                not (superseded_cells.value is not distinct from restated_cells.value)
                or superseded_cells.money_unit <> restated_cells.money_unit
                or superseded_cells.cell_state <> restated_cells.cell_state
                then 'changed'
            when not (superseded_cells.printed_text is not distinct from restated_cells.printed_text) then 'rewritten'
        end as change
    from restated_cells
    full outer join superseded_cells
        on
            restated_cells.restating_report_id = superseded_cells.restating_report_id
            and restated_cells.table_code = superseded_cells.table_code
            and restated_cells.row_code = superseded_cells.row_code
            and restated_cells.column_code = superseded_cells.column_code
)

select
    report_id,
    superseded_report_id,
    table_code,
    row_code,
    column_code,
    superseded_text,
    restated_text,
    change,
    cast(superseded_value as decimal(28, 6)) as superseded_value,
    cast(restated_value as decimal(28, 6)) as restated_value
from both_printings
where change is not null
