with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

requests_by_applicant_type as (
    select
        report_id,
        column_code as applicant_type_code,
        cast(max(value) filter (where row_code = 'received') as bigint) as received_count,
        cast(max(value) filter (where row_code = 'carried_in') as bigint) as carried_in_count,
        cast(max(value) filter (where row_code = 'processed') as bigint) as processed_count,
        cast(max(value) filter (where row_code = 'carried_out') as bigint) as carried_out_count
    from figures
    where
        table_code = 'requests'
        and row_code in ('received', 'carried_in', 'processed', 'carried_out')
    group by report_id, column_code
)

select * from requests_by_applicant_type
