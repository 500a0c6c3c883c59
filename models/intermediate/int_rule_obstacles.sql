{{ config(materialized='table_in_batches') }}

with rule_sides as (
    select * from {{ ref('int_rule_sides') }}
    where {{ in_this_batch('report_id') }}
),

rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_terms as (
    select * from {{ ref('int_rule_terms') }}
),

precedents as (
    select * from {{ ref('int_report_precedents') }}
),

coverage as (
    select * from {{ ref('int_rollup_coverage') }}
),

barred_rules as (
    select * from {{ ref('int_barred_rules') }}
),

-- Terms of other reports come from each of the reports that are read, or the equation is about something else.
sides_with_lacks as (
    select
        rule_sides.*,
        rule_scopes.rule_id,
        rule_scopes.has_amounts,
        precedents.reason as prior_reason,
        precedents.prior_year,
        rule_sides.borrowed_term_count
        < rule_scopes.prior_code_count * greatest(coalesce(precedents.prior_report_count, 1), 1)
        + rule_scopes.member_code_count * coalesce(coverage.member_count, 0)
        + rule_scopes.reference_code_count as lacks_other_reports,
        rule_scopes.member_code_count > 0 as is_rollup
    from rule_sides
    inner join rule_scopes on rule_sides.rule_scope_id = rule_scopes.rule_scope_id
    left join precedents on rule_sides.report_id = precedents.report_id
    left join coverage on rule_sides.report_id = coverage.report_id
),

-- Why a rule cannot be decided, if it cannot: the first obstacle that is met.
obstructed_sides as (
    select
        sides.report_id,
        sides.rule_scope_id,
        sides.left_sum,
        sides.right_sum,
        sides.missing_count,
        sides.left_missing_count,
        sides.missing_coefficient,
        sides.decimal_places,
        sides.lacks_other_reports,
        case
            when sides.lacks_other_reports and sides.is_rollup then 'form_differs'
            when sides.lacks_other_reports
                then coalesce(sides.prior_reason, 'form_differs' || coalesce(': ' || cast(sides.prior_year as varchar), ''))
            when barred_rules.reason is not null then barred_rules.reason
            when sides.missing_count > 0
                then
                    {{ missing_state('sides.missing_rank') }} || coalesce(': ' || rule_terms.term_name, '')
                    || case
                        when sides.missing_count > 1 and rule_terms.term_name is not null
                            then ' +' || cast(sides.missing_count - 1 as varchar)
                        else ''
                    end
            when sides.has_amounts and sides.has_several_units then 'units_differ'
        end as reason
    from sides_with_lacks as sides
    left join barred_rules
        on sides.report_id = barred_rules.report_id and sides.rule_id = barred_rules.rule_id
    left join rule_terms
        on
            sides.rule_scope_id = rule_terms.rule_scope_id
            and {{ missing_ordinal('sides.missing_rank') }} = rule_terms.term_ordinal
)

select * from obstructed_sides
