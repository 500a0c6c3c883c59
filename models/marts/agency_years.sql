{%- set counted_figures = [
    'received', 'carried_in', 'processed', 'carried_out',
    'granted', 'partially_granted', 'denied', 'unavailable', 'not_processed', 'other',
    'reconsideration', 'reconsideration_corrected', 'litigation', 'litigation_corrected',
    'licensing_decision', 'penalty_decision', 'coercion_decision',
    'rules_issued', 'rules_in_force', 'normative_documents_issued', 'normative_documents_in_force',
] -%}

with reports as (
    select * from {{ ref('int_agency_year_reports') }}
),

key_figures as (
    select * from {{ ref('int_key_figures') }}
),

fees as (
    select * from {{ ref('fct_fees') }}
),

findings as (
    select * from {{ ref('fct_findings') }}
),

figures_of_each_report as (
    select
        {%- for figure in counted_figures %}
            cast(max(value) filter (where figure_code = '{{ figure }}') as bigint) as {{ figure }}_count,
        {%- endfor %}
        report_id
    from key_figures
    group by report_id
),

open_findings as (
    select
        report_id,
        count(*) as finding_count,
        count(*) filter (where severity = 'critical') as critical_count,
        count(*) filter (where severity = 'error') as error_count,
        count(*) filter (where severity = 'warning') as warning_count,
        count(*) filter (where severity = 'notice') as notice_count
    from findings
    where not is_acknowledged
    group by report_id
),

agency_years as (
    select
        reports.agency_id,
        reports.report_year,
        reports.report_id,
        reports.form_version,
        reports.scope,
        {%- for figure in counted_figures %}
            figures.{{ figure }}_count,
        {%- endfor %}
        figures.granted_count + figures.partially_granted_count as disclosed_count,
        cast(figures.granted_count + figures.partially_granted_count as double) / nullif(figures.processed_count, 0)
            as disclosure_rate,
        fees.fee_amount_wan_yuan,
        coalesce(open_findings.finding_count, 0) as open_finding_count,
        coalesce(open_findings.critical_count, 0) as open_critical_finding_count,
        coalesce(open_findings.error_count, 0) as open_error_finding_count,
        coalesce(open_findings.warning_count, 0) as open_warning_finding_count,
        coalesce(open_findings.notice_count, 0) as open_notice_finding_count,
        reports.is_quarantined
    from reports
    left join figures_of_each_report as figures on reports.report_id = figures.report_id
    left join fees on reports.report_id = fees.report_id
    left join open_findings on reports.report_id = open_findings.report_id
)

select * from agency_years
