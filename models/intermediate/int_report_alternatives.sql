with reports as (
    select * from {{ ref('stg_reports') }}
),

cells as (
    select * from {{ ref('stg_cell_places') }}
),

optional_rows as (
    select distinct
        form_version,
        table_code,
        row_code,
        choice_code,
        alternative_of,
        is_default_alternative
    from {{ ref('int_form_cells') }}
    where alternative_of is not null
),

printed_rows as (
    select distinct
        cells.report_id,
        cells.table_code,
        cells.row_code
    from cells
    inner join optional_rows on cells.table_code = optional_rows.table_code and cells.row_code = optional_rows.row_code
),

-- What the form may print in several ways: which of them did the report print?
alternatives as (
    select
        reports.report_id,
        optional_rows.table_code,
        optional_rows.choice_code,
        optional_rows.alternative_of,
        optional_rows.is_default_alternative,
        count(printed_rows.row_code) > 0 as is_printed
    from reports
    inner join optional_rows on reports.form_version = optional_rows.form_version
    left join printed_rows
        on
            reports.report_id = printed_rows.report_id
            and optional_rows.table_code = printed_rows.table_code
            and optional_rows.row_code = printed_rows.row_code
    group by
        reports.report_id,
        optional_rows.table_code,
        optional_rows.choice_code,
        optional_rows.alternative_of,
        optional_rows.is_default_alternative
),

-- The default wins where all or none are printed; what has no default need not be printed at all.
ranked_alternatives as (
    select
        *,
        row_number() over (
            partition by report_id, table_code, choice_code
            order by is_printed desc, is_default_alternative desc, alternative_of asc
        ) as preference
    from alternatives
    where is_printed or is_default_alternative
)

select
    report_id,
    table_code,
    choice_code,
    alternative_of as expected_alternative
from ranked_alternatives
where preference = 1
