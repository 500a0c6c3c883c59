{{ config(materialized='view') }}

with rule_sides as (
    select * from {{ ref('int_rule_sides') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_terms as (
    select * from {{ ref('int_rule_terms') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

barred_rules as (
    select * from {{ ref('int_barred_rules') }}
),

-- Why a rule cannot be decided, if it cannot: the first obstacle that is met.
obstructed_sides as (
    select
        rule_sides.*,
        rule_sides.prior_term_count < rule_scopes.prior_code_count as lacks_prior_figures,
        case
            when rule_sides.prior_term_count < rule_scopes.prior_code_count
                then
                    case when report_chains.report_id is null then 'no_prior_report' else 'form_differs' end
                    || coalesce(': ' || cast(reports.report_year - 1 as varchar), '')
            when barred_rules.reason is not null then barred_rules.reason
            when rule_sides.missing_count > 0
                then
                    {{ missing_state('rule_sides.missing_rank') }} || coalesce(': ' || rule_terms.term_name, '')
                    || case
                        when rule_sides.missing_count > 1 then ' +' || cast(rule_sides.missing_count - 1 as varchar)
                        else ''
                    end
            when rule_scopes.has_amounts and rule_sides.has_several_units then 'units_differ'
        end as reason
    from rule_sides
    inner join rule_scopes on rule_sides.rule_scope_id = rule_scopes.rule_scope_id
    inner join reports on rule_sides.report_id = reports.report_id
    left join report_chains on rule_sides.report_id = report_chains.report_id
    left join barred_rules
        on rule_sides.report_id = barred_rules.report_id and rule_scopes.rule_id = barred_rules.rule_id
    left join rule_terms
        on
            rule_sides.rule_scope_id = rule_terms.rule_scope_id
            and {{ missing_ordinal('rule_sides.missing_rank') }} = rule_terms.term_ordinal
)

select * from obstructed_sides
