with rule_terms as (
    select * from {{ ref('int_rule_terms') }}
),

rule_shapes as (
    select
        rule_scope_id,
        case
            when count(distinct row_code) = 1 then 'row'
            when count(distinct column_code) = 1 then 'column'
        end as axis,
        case
            when count(*) > 2 and sum(case when side = 'right' then 1 else 0 end) = 1 then 'right'
            when count(*) > 2 and sum(case when side = 'left' then 1 else 0 end) = 1 then 'left'
        end as total_side
    from rule_terms
    group by rule_scope_id
)

select * from rule_shapes
