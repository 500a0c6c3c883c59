{{ config(materialized='view') }}

with report_terms as (
    select
        *,
        value is null as is_missing
    from {{ ref('int_report_terms') }}
),

-- Sums leave missing terms out: whether there are any decides afterwards if a sum means anything.
rule_sides as (
    select
        report_id,
        rule_scope_id,
        coalesce(sum(case when side = 'left' then sign * value end), 0) as left_sum,
        coalesce(sum(case when side = 'right' then sign * value end), 0) as right_sum,
        count(case when is_missing then 1 end) as missing_count,
        count(case when is_missing and side = 'left' then 1 end) as left_missing_count,
        sum(case when is_missing and side = 'left' then sign when is_missing then -sign else 0 end) as missing_coefficient,
        min(case when is_missing then {{ missing_rank('cell_state', 'term_ordinal') }} end) as missing_rank,
        count(case when period <> 't' then 1 end) as borrowed_term_count,
        min(decimal_places) as decimal_places,
        min(unit) <> max(unit) as has_several_units
    from report_terms
    group by report_id, rule_scope_id
)

select * from rule_sides
