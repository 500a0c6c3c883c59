with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

cases_by_route_and_result as (
    select
        report_id,
        row_code as route_code,
        column_code as result_code,
        cast(value as bigint) as case_count
    from figures
    where table_code = 'legal_challenges'
)

select * from cases_by_route_and_result
