-- What pages read from memory. The file itself is attached as `warehouse`; `readings` and `function_names` are registered frames.

create table side.open_findings as
select
    report_id,
    count(*) as finding_count,
    count(*) filter (severity = 'critical') as critical_count,
    count(*) filter (severity = 'error') as error_count,
    count(*) filter (severity = 'warning') as warning_count,
    count(*) filter (severity = 'notice') as notice_count
from warehouse.marts.fct_findings
where not is_acknowledged
group by report_id;

create table side.reports as
select
    reports.report_id, reports.agency_id, agencies.agency_name, agencies.province_name, reports.report_year,
    reports.form_version, reports.scope, reports.title, reports.source_uri, reports.source_format, reports.published_date,
    reports.is_current, reports.duplicate_of, reports.reconciliation_status, reports.failed_rule_count,
    reports.is_quarantined, coalesce(open_findings.finding_count, 0) as open_finding_count,
    coalesce(open_findings.critical_count, 0) as open_critical_count,
    coalesce(open_findings.error_count, 0) as open_error_count
from warehouse.marts.dim_reports as reports
left join warehouse.marts.dim_agencies as agencies using (agency_id)
left join side.open_findings as open_findings using (report_id)
order by reports.report_year desc nulls last, agencies.agency_name, reports.report_id;

create table side.agencies as
select
    agencies.agency_id, agencies.agency_name, agencies.agency_level, agencies.agency_function,
    function_names.function_zh, function_names.function_en, agencies.region_code, agencies.region_name,
    agencies.province_name, agencies.city_name, agencies.county_name, agencies.parent_agency_id,
    readings.pinyin, readings.initials,
    count(reports.report_id) as report_count,
    min(reports.report_year) as first_year,
    max(reports.report_year) as last_year,
    coalesce(sum(reports.open_finding_count), 0)::bigint as open_finding_count
from warehouse.marts.dim_agencies as agencies
left join function_names on agencies.agency_function = function_names.function_code
left join readings on agencies.agency_id = readings.agency_id
left join (from side.reports where is_current) as reports on agencies.agency_id = reports.agency_id
group by all
order by agencies.agency_name, agencies.agency_id;

-- Verdicts of current reports only: a superseded version is not counted twice.
create table side.rule_years as
select
    results.rule_id, results.severity, reports.report_year, reports.province_name,
    count(*) filter (verdict = 'pass') as pass_count,
    count(*) filter (verdict = 'fail') as fail_count,
    count(*) filter (verdict = 'not_evaluable') as not_evaluable_count,
    count(*) filter (verdict = 'fail' and is_acknowledged) as acknowledged_count,
    count(distinct results.report_id) filter (verdict = 'fail') as failing_report_count
from warehouse.marts.fct_rule_results as results
inner join side.reports as reports using (report_id)
where reports.is_current
group by all;

create table side.failures as
select
    results.rule_id, results.report_id, results.scope_code, results.left_value, results.right_value, results.residual,
    results.severity, results.is_acknowledged
from warehouse.marts.fct_rule_results as results
where results.verdict = 'fail'
order by results.rule_id, results.report_id, results.scope_code;

create table side.coverage as
select province_name, report_year, count(*) as report_count, count(distinct agency_id) as agency_count,
    count(*) filter (reconciliation_status = 'discrepant') as discrepant_count
from side.reports
where is_current
group by all;
