{{ config(materialized='view') }}

with amounts as (
    select * from {{ ref('int_amounts') }}
),

rule_terms as (
    select rule_terms.*
    from {{ ref('int_rule_terms') }} as rule_terms
    inner join {{ ref('int_rule_scopes') }} as rule_scopes on rule_terms.rule_scope_id = rule_scopes.rule_scope_id
    where rule_scopes.reference_code_count > 0
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

precedents as (
    select * from {{ ref('int_report_precedents') }}
),

-- After a merger the amounts of all that were merged are added up, and a part of them is nothing to go by.
prior_amounts as (
    select
        report_chains.report_id,
        amounts.table_code,
        amounts.row_code,
        amounts.column_code,
        max(case when amounts.cell_state <> 'number' then amounts.cell_state end) as obstacle,
        case
            when min(amounts.unit) = max(amounts.unit) and count(amounts.unit) = count(*) then min(amounts.unit)
        end as unit,
        {{ complete_sum('amounts.amount') }} as amount
    from report_chains
    inner join amounts on report_chains.prior_report_id = amounts.report_id
    inner join precedents on report_chains.report_id = precedents.report_id
    group by
        report_chains.report_id,
        amounts.table_code,
        amounts.row_code,
        amounts.column_code
    having count(*) = max(precedents.prior_report_count)
),

readings as (
    select
        report_id,
        form_version,
        table_code,
        row_code,
        column_code,
        't' as period,
        cell_state,
        unit,
        amount
    from amounts
    union all
    select
        amounts.report_id,
        amounts.form_version,
        amounts.table_code,
        amounts.row_code,
        amounts.column_code,
        'reference' as period,
        case
            when amounts.amount_by_header is null then coalesce(prior_amounts.obstacle, 'number')
            else 'number'
        end as cell_state,
        case when amounts.amount_by_header is null then prior_amounts.unit else amounts.unit end as unit,
        coalesce(amounts.amount_by_header, prior_amounts.amount) as amount
    from amounts
    left join prior_amounts
        on
            amounts.report_id = prior_amounts.report_id
            and amounts.table_code = prior_amounts.table_code
            and amounts.row_code = prior_amounts.row_code
            and amounts.column_code = prior_amounts.column_code
    where amounts.amount_by_header is not null or prior_amounts.report_id is not null
),

-- Nothing is a multiple of zero, and an amount in no known unit is no match for one in a known unit.
amount_terms as (
    select
        readings.report_id,
        rule_terms.rule_scope_id,
        rule_terms.side,
        rule_terms.period,
        case when readings.amount = 0 then 'zero' else readings.cell_state end as cell_state,
        coalesce(readings.unit, '') as unit,
        rule_terms.term_ordinal,
        rule_terms.sign,
        case
            when readings.amount <> 0 and readings.cell_state in ('number', 'stated_in_prose') then readings.amount
        end as value,
        0 as decimal_places
    from readings
    inner join rule_terms
        on
            readings.form_version = rule_terms.form_version
            and readings.table_code = rule_terms.table_code
            and readings.row_code = rule_terms.row_code
            and readings.column_code = rule_terms.column_code
            and readings.period = rule_terms.period
)

select * from amount_terms
