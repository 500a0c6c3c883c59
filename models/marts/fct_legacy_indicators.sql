with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

indicators as (
    select
        report_id,
        row_code as indicator_code,
        max(value) filter (where column_code = 'year') as year_value,
        max(value) filter (where column_code = 'cumulative') as cumulative_value
    from figures
    where table_code = 'legacy_indicators'
    group by report_id, row_code
)

select * from indicators
