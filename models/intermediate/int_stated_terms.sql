{{ config(materialized='view') }}

with section_figures as (
    select * from {{ ref('int_section_figures') }}
),

narrative_terms as (
    select * from {{ ref('int_narrative_terms') }}
),

optional_terms as (
    select * from {{ ref('int_optional_terms') }}
),

reports as (
    select * from {{ ref('stg_reports') }}
),

report_alternatives as (
    select * from {{ ref('int_report_alternatives') }}
),

-- A sum of what the report does not print at all is not 0: its terms are absent.
terms_not_printed as (
    select
        reports.report_id,
        optional_terms.rule_scope_id,
        optional_terms.side,
        'absent' as cell_state,
        optional_terms.term_ordinal,
        optional_terms.sign,
        null as value
    from reports
    inner join optional_terms on reports.form_version = optional_terms.form_version
    left join report_alternatives
        on
            reports.report_id = report_alternatives.report_id
            and optional_terms.table_code = report_alternatives.table_code
            and optional_terms.choice_code = report_alternatives.choice_code
    where report_alternatives.report_id is null
),

every_term as (
    select
        report_id,
        rule_scope_id,
        side,
        cell_state,
        1 as term_ordinal,
        sign,
        value
    from section_figures
    union all
    select
        report_id,
        rule_scope_id,
        side,
        cell_state,
        term_ordinal,
        1 as sign,
        value
    from narrative_terms
    union all
    select * from terms_not_printed
)

select
    report_id,
    rule_scope_id,
    side,
    't' as period,
    cell_state,
    cast(null as varchar) as unit,
    term_ordinal,
    sign,
    value,
    0 as decimal_places
from every_term
