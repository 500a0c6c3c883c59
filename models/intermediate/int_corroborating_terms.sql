with suspect_reports as (
    select distinct report_id from {{ ref('int_suspect_rules') }}
),

rules as (
    select * from {{ ref('reconciliation_rules') }}
    where class in ('chain', 'rollup', 'narrative')
),

evaluations as (
    select evaluations.*
    from {{ ref('int_rule_evaluations') }} as evaluations
    inner join rules on evaluations.rule_id = rules.rule_id
    where evaluations.verdict in ('pass', 'fail')
),

reports as (
    select * from {{ ref('int_reports') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

rule_terms as (
    select * from {{ ref('int_rule_terms') }}
),

-- A figure is a term of its own report's rules, and of the rules by which next year's report follows from it.
reckoned_reports as (
    select
        report_id as evaluated_report_id,
        report_id,
        't' as period
    from suspect_reports
    union all
    select
        report_chains.report_id as evaluated_report_id,
        suspect_reports.report_id,
        't-1' as period
    from report_chains
    inner join suspect_reports on report_chains.prior_report_id = suspect_reports.report_id
),

corroborating_terms as (
    select
        reckoned_reports.report_id,
        reckoned_reports.evaluated_report_id,
        rule_scopes.rule_scope_id,
        evaluations.rule_id,
        rule_terms.table_code,
        rule_terms.row_code,
        rule_terms.column_code,
        rule_scopes.comparison,
        evaluations.verdict,
        evaluations.residual,
        case when rule_terms.side = 'left' then rule_terms.sign else -rule_terms.sign end as coefficient
    from reckoned_reports
    inner join evaluations on reckoned_reports.evaluated_report_id = evaluations.report_id
    inner join reports on evaluations.report_id = reports.report_id
    inner join rule_scopes
        on
            evaluations.rule_id = rule_scopes.rule_id
            and evaluations.scope_code = rule_scopes.scope_code
            and reports.form_version = rule_scopes.form_version
    inner join rule_terms
        on rule_scopes.rule_scope_id = rule_terms.rule_scope_id and reckoned_reports.period = rule_terms.period
    where rule_scopes.comparison in ('=', '<=')
)

select * from corroborating_terms
