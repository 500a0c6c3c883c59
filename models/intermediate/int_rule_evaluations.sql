with obstructed_sides as (
    select * from {{ ref('int_rule_obstacles') }}
    union all
    select * from {{ ref('int_offsetting_residuals') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

uncompared_reports as (
    select * from {{ ref('int_uncompared_reports') }}
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
        sides.left_sum,
        sides.right_sum * coalesce(rule_scopes.lower_ratio, 1) as lower_bound,
        sides.right_sum * coalesce(rule_scopes.upper_ratio, 1) as upper_bound,
        case when sides.left_missing_count = 0 and not sides.lacks_other_reports then sides.left_sum end as left_value,
        case
            when sides.missing_count = sides.left_missing_count and not sides.lacks_other_reports then sides.right_sum
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
        and reason not like '%)' as has_implied_value,
        case
            when reason is not null then 'not_evaluable'
            when comparison = '=' and abs(residual) <= tolerance then 'pass'
            when comparison = '<=' and residual <= tolerance then 'pass'
            when comparison = 'in' and left_sum >= lower_bound and left_sum <= upper_bound then 'pass'
            else 'fail'
        end as verdict
    from compared_sides
),

evaluations as (
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
    union all
    select
        report_id,
        rule_id,
        'report' as scope_code,
        cast(null as varchar) as table_code,
        cast(null as varchar) as row_code,
        cast(null as varchar) as column_code,
        severity,
        equation,
        'not_evaluable' as verdict,
        reason,
        cast(null as decimal(38, 6)) as left_value,
        cast(null as decimal(38, 6)) as right_value,
        cast(null as decimal(38, 6)) as residual,
        cast(null as decimal(38, 6)) as implied_value
    from uncompared_reports
)

select * from evaluations
