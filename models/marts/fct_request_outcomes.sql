with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

outcomes as (
    select * from {{ ref('dim_outcomes') }}
),

outcomes_by_applicant_type as (
    select
        figures.report_id,
        figures.column_code as applicant_type_code,
        outcomes.outcome_code,
        outcomes.outcome_group_code,
        cast(figures.value as bigint) as request_count
    from figures
    inner join outcomes on figures.row_code = outcomes.outcome_code
    where figures.table_code = 'requests'
)

select * from outcomes_by_applicant_type
