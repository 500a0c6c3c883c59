with printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where cell_state = 'unreadable'
),

unmapped_rows as (
    select * from {{ ref('stg_unmapped_rows') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

form_tables as (
    select * from {{ ref('form_tables') }}
),

cell_problems as (
    select * from {{ ref('cell_problems') }}
),

-- What goes wrong in a row goes wrong in all of its cells: that is one problem, not seven.
unreadable_rows as (
    select
        cells.report_id,
        cells.table_code,
        cells.row_code,
        case when count(*) = 1 then min(cells.column_code) end as column_code,
        cells.problem_code,
        '“' || coalesce(min(cells.row_label), cells.row_code) || '”' as label_zh,
        ', row "' || coalesce(min(form_cells.row_name), cells.row_code) || '"' as label_en,
        string_agg(coalesce(cells.printed_text, ''), ' | ' order by form_cells.column_ordinal, cells.column_code)
            as printed_text,
        '' as place
    from printed_cells as cells
    left join form_cells
        on
            cells.form_version = form_cells.form_version
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
    group by
        cells.report_id,
        cells.table_code,
        cells.row_code,
        cells.problem_code
),

rows_outside_the_form as (
    select
        report_id,
        table_code,
        cast(null as varchar) as row_code,
        cast(null as varchar) as column_code,
        problem_code,
        coalesce('“' || nullif(label, '') || '”', '') as label_zh,
        coalesce(', row "' || nullif(label, '') || '"', '') as label_en,
        printed_text,
        coalesce(locator, '') || '#' || row_ordinal as place
    from unmapped_rows
),

problems as (
    select * from unreadable_rows
    union all
    select * from rows_outside_the_form
),

reading_findings as (
    select
        problems.report_id,
        coalesce(cell_problems.severity, 'warning') as severity,
        problems.table_code,
        problems.row_code,
        problems.column_code,
        problems.printed_text,
        problems.problem_code,
        problems.place,
        coalesce(form_tables.name_zh, problems.table_code) || problems.label_zh || '：'
        || coalesce(cell_problems.message_zh, '内容无法辨认为数字')
        || coalesce('（原文：' || nullif(problems.printed_text, '') || '）', '') as message_zh,
        coalesce(form_tables.name_en, problems.table_code) || problems.label_en || ': '
        || coalesce(cell_problems.message_en, 'What is printed cannot be read as a number')
        || coalesce(' (printed: ' || nullif(problems.printed_text, '') || ')', '') as message_en
    from problems
    left join form_tables on problems.table_code = form_tables.table_code
    left join cell_problems on problems.problem_code = cell_problems.problem_code
)

select * from reading_findings
