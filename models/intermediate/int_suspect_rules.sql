with rules as (
    select * from {{ ref('reconciliation_rules') }}
    where class in ('stated', 'implied')
),

evaluations as (
    select * from {{ ref('int_rule_evaluations') }}
    where verdict in ('pass', 'fail')
),

-- In most reports nothing fails, and nothing has to be explained.
failing_reports as (
    select distinct evaluations.report_id
    from evaluations
    inner join rules on evaluations.rule_id = rules.rule_id
    where evaluations.verdict = 'fail'
),

reports as (
    select * from {{ ref('int_reports') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_shapes as (
    select * from {{ ref('int_rule_shapes') }}
),

-- What a rule leaves within its tolerance is rounding, so a rule that passes has no residual to account for.
decided_rules as (
    select
        evaluations.report_id,
        rule_scopes.rule_scope_id,
        evaluations.rule_id,
        evaluations.scope_code,
        rule_scopes.comparison,
        rule_shapes.axis,
        case
            when evaluations.verdict = 'pass' and rule_scopes.comparison = '=' then 0
            else evaluations.residual
        end as residual,
        evaluations.verdict = 'fail' as is_failing
    from evaluations
    inner join failing_reports on evaluations.report_id = failing_reports.report_id
    inner join rules on evaluations.rule_id = rules.rule_id
    inner join reports on evaluations.report_id = reports.report_id
    inner join rule_scopes
        on
            evaluations.rule_id = rule_scopes.rule_id
            and evaluations.scope_code = rule_scopes.scope_code
            and reports.form_version = rule_scopes.form_version
    inner join rule_shapes on rule_scopes.rule_scope_id = rule_shapes.rule_scope_id
),

numbered_rules as (
    select
        *,
        case
            when is_failing then row_number() over (partition by report_id, is_failing order by rule_id, scope_code) - 1
        end as failing_ordinal,
        sum(case when is_failing then 1 else 0 end) over (partition by report_id) as failing_count
    from decided_rules
),

suspect_rules as (
    select
        *,
        failing_count <= {{ bits_of_a_set() }} as is_searched
    from numbered_rules
    where failing_count > 0
)

select * from suspect_rules
