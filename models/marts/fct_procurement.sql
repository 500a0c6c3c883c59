with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

procurement as (
    select
        report_id,
        cast(max(value) filter (where column_code = 'projects') as bigint) as project_count,
        max(amount_yuan) filter (where column_code = 'amount') as amount_yuan
    from figures
    where table_code = 'disclosures' and row_code = 'procurement'
    group by report_id
)

select * from procurement
