with obstructed_sides as (
    select * from {{ ref('int_rule_obstacles') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

compared_sides as (
    select
        sides.report_id,
        rule_scopes.rule_id,
        rule_scopes.scope_code,
        rule_scopes.table_code,
        rule_scopes.row_code,
        rule_scopes.column_code,
        rule_scopes.severity,
        rule_scopes.equation,
        rule_scopes.comparison,
        sides.reason,
        case when sides.left_missing_count = 0 and not sides.lacks_prior_figures then sides.left_sum end as left_value,
        case
            when sides.missing_count = sides.left_missing_count and not sides.lacks_prior_figures then sides.right_sum
        end as right_value,
        sides.left_sum - sides.right_sum as residual,
        {{ tolerance('rule_scopes.has_amounts', 'sides.decimal_places') }} as tolerance,
        sides.missing_count,
        (sides.right_sum - sides.left_sum) * sides.missing_coefficient as balancing_value
    from obstructed_sides as sides
    inner join rule_scopes on sides.rule_scope_id = rule_scopes.rule_scope_id
),

-- The one place where an equation holds or fails. What one empty cell of this year would have to say is worth offering.
judged_sides as (
    select
        *,
        missing_count = 1
        and comparison = '='
        and (reason like 'blank: %' or reason like 'dash: %')
        and reason not like '%(t-1)' as has_implied_value,
        case
            when reason is not null then 'not_evaluable'
            when comparison = '=' and abs(residual) <= tolerance then 'pass'
            when comparison = '<=' and residual <= tolerance then 'pass'
            else 'fail'
        end as verdict
    from compared_sides
)

select
    report_id,
    rule_id,
    scope_code,
    table_code,
    row_code,
    column_code,
    severity,
    equation,
    verdict,
    reason,
    left_value,
    right_value,
    case when verdict <> 'not_evaluable' then residual end as residual,
    case when has_implied_value then balancing_value end as implied_value
from judged_sides
