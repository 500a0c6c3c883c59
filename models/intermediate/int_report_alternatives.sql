with reports as (
    select * from {{ ref('stg_reports') }}
),

cells as (
    select * from {{ ref('stg_cells') }}
),

form_rows as (
    select * from {{ ref('form_rows') }}
    where alternative_of is not null
),

printed_rows as (
    select distinct
        report_id,
        table_code,
        row_code
    from cells
),

-- A group that the form may print in two ways: which ways did the report print?
alternatives as (
    select
        reports.report_id,
        form_rows.table_code,
        form_rows.group_code,
        form_rows.alternative_of,
        form_rows.is_default_alternative,
        count(printed_rows.row_code) > 0 as is_printed
    from reports
    inner join form_rows on reports.form_version = form_rows.form_version
    left join printed_rows
        on
            reports.report_id = printed_rows.report_id
            and form_rows.table_code = printed_rows.table_code
            and form_rows.row_code = printed_rows.row_code
    group by
        reports.report_id,
        form_rows.table_code,
        form_rows.group_code,
        form_rows.alternative_of,
        form_rows.is_default_alternative
),

-- The default wins where both or neither are printed.
ranked_alternatives as (
    select
        *,
        row_number() over (
            partition by report_id, table_code, group_code
            order by is_printed desc, is_default_alternative desc, alternative_of
        ) as preference
    from alternatives
)

select
    report_id,
    table_code,
    group_code,
    alternative_of as expected_alternative
from ranked_alternatives
where preference = 1
