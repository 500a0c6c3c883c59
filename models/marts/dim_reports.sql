with reports as (
    select * from {{ ref('int_reports') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

report_standing as (
    select * from {{ ref('int_report_standing') }}
),

-- An empty cell is printed, and a sentence speaks for its table; only what is absent or unreadable says nothing.
tables_of_each_report as (
    select
        report_id,
        count(*) filter (where table_code = 'disclosures') > 0 as has_disclosures,
        count(*) filter (where table_code = 'requests') > 0 as has_requests,
        count(*) filter (where table_code = 'legal_challenges') > 0 as has_legal_challenges
    from printed_cells
    where cell_state in ('number', 'blank', 'dash', 'stated_in_prose')
    group by report_id
),

described_reports as (
    select
        reports.report_id,
        reports.document_id,
        reports.agency_id,
        reports.report_year,
        reports.form_version,
        reports.scope,
        reports.title,
        reports.source_uri,
        reports.source_format,
        reports.published_date,
        reports.is_current,
        reports.duplicate_of,
        coalesce(tables_of_each_report.has_disclosures, false) as has_disclosures,
        coalesce(tables_of_each_report.has_requests, false) as has_requests,
        coalesce(tables_of_each_report.has_legal_challenges, false) as has_legal_challenges,
        report_standing.reconciliation_status,
        report_standing.failed_rule_count,
        report_standing.is_quarantined
    from reports
    inner join report_standing on reports.report_id = report_standing.report_id
    left join tables_of_each_report on reports.report_id = tables_of_each_report.report_id
)

select * from described_reports
