with suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

cells as (
    select
        report_id,
        table_code,
        row_code,
        column_code,
        min(value) as value,
        {{ agreed_value('needed_change') }} as needed_change,
        {{ agreed_value("case when axis = 'row' then needed_change end") }} as row_change,
        {{ agreed_value("case when axis = 'column' then needed_change end") }} as column_change,
        {{ agreed_value('least_change') }} as least_change,
        count(needed_change) as equation_count,
        sum(case when is_failing then 1 else 0 end) as failing_count,
        sum(case when axis = 'column' then 1 else 0 end) > 0 as is_in_column_rule,
        max(case when is_total then 1 else 0 end) = 1 as is_total
    from suspect_terms
    group by report_id, table_code, row_code, column_code
),

suspect_cells as (
    select
        cells.*,
        form_cells.value_kind,
        form_cells.row_ordinal,
        form_cells.column_ordinal,
        dense_rank() over (partition by cells.report_id, cells.table_code order by form_cells.row_ordinal) as row_position
    from cells
    inner join reports on cells.report_id = reports.report_id
    inner join form_cells
        on
            reports.form_version = form_cells.form_version
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
)

select * from suspect_cells
