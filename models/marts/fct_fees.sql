with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

fees as (
    select
        report_id,
        cast(max(amount_yuan) filter (where column_code = 'amount') * 0.0001 as decimal(28, 6)) as fee_amount_wan_yuan,
        cast(max(value) filter (where column_code = 'prior_items') as bigint) as prior_item_count,
        cast(max(value) filter (where column_code = 'item_change') as bigint) as item_change_count
    from figures
    where table_code = 'disclosures' and row_code = 'fees'
    group by report_id
)

select * from fees
