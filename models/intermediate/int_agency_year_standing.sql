with reports as (
    select * from {{ ref('int_agency_year_reports') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

findings as (
    select * from {{ ref('fct_findings') }}
),

cells_of_each_report as (
    select
        report_id,
        count(*) filter (where cell_state <> 'absent') as printed_cell_count,
        count(*) filter (where cell_state = 'blank') as blank_cell_count
    from printed_cells
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

standing as (
    select
        reports.report_id,
        coalesce(open_findings.finding_count, 0) as open_finding_count,
        coalesce(open_findings.critical_count, 0) as open_critical_finding_count,
        coalesce(open_findings.error_count, 0) as open_error_finding_count,
        coalesce(open_findings.warning_count, 0) as open_warning_finding_count,
        coalesce(open_findings.notice_count, 0) as open_notice_finding_count,
        coalesce(cells.printed_cell_count, 0) as printed_cell_count,
        coalesce(cells.blank_cell_count, 0) as blank_cell_count,
        cells.blank_cell_count / nullif(cells.printed_cell_count, 0) as blank_share
    from reports
    left join cells_of_each_report as cells on reports.report_id = cells.report_id
    left join open_findings on reports.report_id = open_findings.report_id
)

select * from standing
