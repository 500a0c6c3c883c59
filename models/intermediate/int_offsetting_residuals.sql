with obstacles as (
    select * from {{ ref('int_rule_obstacles') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_codes as (
    select * from {{ ref('int_rule_codes') }}
    where code = 'offsetting_residuals'
),

offsetting_scopes as (
    select rule_scopes.*
    from rule_scopes
    inner join rule_codes
        on
            rule_scopes.rule_id = rule_codes.rule_id
            and rule_scopes.form_version = rule_codes.form_version
            and rule_scopes.table_code = rule_codes.table_code
),

-- What each equation about columns is off by: in the parts together, and in the total beside them.
residuals_of_columns as (
    select
        obstacles.report_id,
        offsetting_scopes.rule_scope_id,
        rule_scopes.rule_id,
        min(obstacles.reason) as reason,
        sum(case when rule_scopes.column_code = 'total' then obstacles.left_sum - obstacles.right_sum end) as total_residual,
        sum(case when rule_scopes.column_code <> 'total' then obstacles.left_sum - obstacles.right_sum end)
            as sum_of_residuals,
        sum(case when rule_scopes.column_code <> 'total' then abs(obstacles.left_sum - obstacles.right_sum) end)
            as size_of_residuals
    from obstacles
    inner join rule_scopes on obstacles.rule_scope_id = rule_scopes.rule_scope_id
    inner join offsetting_scopes
        on
            rule_scopes.form_version = offsetting_scopes.form_version
            and rule_scopes.table_code = offsetting_scopes.table_code
    where rule_scopes.scope = 'column' and rule_scopes.class in ('stated', 'implied')
    group by
        obstacles.report_id,
        offsetting_scopes.rule_scope_id,
        rule_scopes.rule_id
),

-- Errors that cancel are half of what they are in size: what one column has too much another has too little.
offsetting_residuals as (
    select
        report_id,
        rule_scope_id,
        coalesce(
            sum(
                case
                    when reason is null and total_residual = 0 and sum_of_residuals = 0 then size_of_residuals / 2
                    when reason is null then 0
                end
            ),
            0
        ) as offset_sum,
        case when count(*) = count(reason) then min(reason) end as reason
    from residuals_of_columns
    group by report_id, rule_scope_id
)

select
    report_id,
    rule_scope_id,
    cast(offset_sum as decimal(38, 6)) as left_sum,
    cast(0 as decimal(38, 6)) as right_sum,
    case when reason is null then 0 else 2 end as missing_count,
    case when reason is null then 0 else 2 end as left_missing_count,
    0 as missing_coefficient,
    0 as decimal_places,
    false as lacks_other_reports,
    reason
from offsetting_residuals
