with figures as (
    select * from {{ ref('int_leaf_figures') }}
),

actions as (
    select * from {{ ref('dim_enforcement_actions') }}
),

enforcement_by_action as (
    select
        figures.report_id,
        actions.action_code,
        cast(max(figures.value) filter (where figures.column_code = 'decisions') as bigint) as decision_count,
        cast(max(figures.value) filter (where figures.column_code = 'prior_items') as bigint) as prior_item_count,
        cast(max(figures.value) filter (where figures.column_code = 'item_change') as bigint) as item_change_count
    from figures
    inner join actions on figures.row_code = actions.action_code
    where figures.table_code = 'disclosures'
    group by figures.report_id, actions.action_code
)

select * from enforcement_by_action
