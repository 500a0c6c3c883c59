-- A build in miniature, as dbt would leave it: five reports of two agencies, every fact with at least one figure, one
-- failing verdict. Raw is filled first and the marts follow from it, so that whatever a test changes afterwards is a fault.

insert into raw.loads values ('load-1', timestamp '2024-02-01 08:00', timestamp '2024-02-01 08:01', '1', 6, 5, 0, 1);

insert into raw.documents (document_id, source_format, load_id) values
('d2021', 'html', 'load-1'), ('d2021draft', 'html', 'load-1'), ('d2019', 'html', 'load-1'), ('d2015', 'html', 'load-1'),
('dprose', 'text', 'load-1');
insert into raw.rejects (document_id, source_uri, reason_code, load_id) values
('dscan', 'file:///scan.pdf', 'no_text', 'load-1');
insert into raw.sources (source_uri, document_id, load_id)
select 'file:///' || document_id, document_id, load_id from raw.documents
union all
select source_uri, document_id, load_id from raw.rejects;

insert into raw.reports (report_id, document_id, report_ordinal, form_version, agency_name, report_year, scope) values
('r2021', 'd2021', 1, 'form_2021', '甲县人民政府', 2023, 'own'),
('r2021draft', 'd2021draft', 1, 'form_2021', '甲县人民政府', 2023, 'own'),
('r2019', 'd2019', 1, 'form_2019', '甲县人民政府', 2020, 'own'),
('r2015', 'd2015', 1, 'form_pre2019', '甲县人民政府', 2015, 'unknown'),
('rprose', 'dprose', 1, 'form_2021', '乙镇人民政府', 2023, 'own');

insert into raw.cells (report_id, table_code, row_code, column_code, printed_text)
select * from (
    values
    ('r2021', 'disclosures', 'normative_documents', 'issued', '3'),
    ('r2021', 'disclosures', 'licensing', 'decisions', '105'),
    ('r2021', 'disclosures', 'fees', 'amount', '12.345678'),
    ('r2021', 'requests', 'received', 'natural_person', '7'),
    ('r2021', 'requests', 'received', 'total', '7'),
    ('r2021', 'requests', 'carried_in', 'natural_person', ''),
    ('r2021', 'requests', 'granted', 'natural_person', '5'),
    ('r2021', 'requests', 'processed', 'natural_person', '6'),
    ('r2021', 'requests', 'carried_out', 'natural_person', '/'),
    ('r2021', 'legal_challenges', 'reconsideration', 'upheld', '10'),
    ('r2021', 'legal_challenges', 'reconsideration', 'total', '0'),
    ('r2021draft', 'requests', 'received', 'natural_person', '8'),
    ('r2019', 'disclosures', 'penalty', 'item_change', '-18'),
    ('r2019', 'disclosures', 'procurement', 'projects', '4'),
    ('r2019', 'disclosures', 'procurement', 'amount', '25.1'),
    ('r2019', 'requests', 'other_undivided', 'natural_person', '2'),
    ('r2015', 'legacy_indicators', 'proactive_total', 'year', '2026'),
    ('r2015', 'legacy_indicators', 'proactive_website', 'cumulative', '1795')
) as printed (report_id, table_code, row_code, column_code, printed_text);

create schema marts;

create table marts.dim_applicant_types as select code from seeds.applicant_types;
create table marts.dim_outcomes as select code from seeds.outcomes;
create table marts.dim_enforcement_actions as select code from seeds.enforcement_actions;
create table marts.dim_rules as
select rule_id as code, rule_id, name_zh, name_en, class, severity, form_versions, 'left = right' as equation
from (
    values
    ('requests.balance', '收支平衡', 'Requests balance', 'stated', 'critical', 'form_2019 form_2021'),
    ('legal_challenges.results', '各结果之和等于总计', 'Results sum to the total', 'implied', 'error', 'form_2019 form_2021'),
    ('legacy.channels', '渠道之和等于总数', 'Channels sum to the total', 'implied', 'error', 'form_pre2019'),
    ('disclosures.items', '项目数量衔接', 'Items follow on', 'chain', 'warning', 'form_2019'),
    ('rollup.requests', '申请汇总', 'Requests add up', 'rollup', 'warning', 'form_2019'),
    ('narrative.received', '正文与表格一致', 'Prose and table agree', 'narrative', 'notice', 'form_2019 form_2021')
) as rules (rule_id, name_zh, name_en, class, severity, form_versions);

create table marts.dim_regions (region_code varchar, region_name varchar);
insert into marts.dim_regions values ('120000', '天津市');
create table marts.dim_rule_terms as
select 'requests.balance' as rule_id, 'form_2021' as form_version, 'total' as scope_code, 1 as term_ordinal;
create table marts.dim_metrics as select 'requests_received' as metric_code;
create table marts.dim_series as select series_code from seeds.series;
create table marts.series_crosswalk as
select form_version, table_code, row_code, coalesce(column_code, 'natural_person') as column_code, series_code
from seeds.series_cells;
create table marts.dim_agencies (agency_id varchar, agency_name varchar, parent_agency_id varchar, region_code varchar);
insert into marts.dim_agencies values ('a1', '甲县人民政府', null, '120000'), ('a2', '乙镇人民政府', 'a1', '120000');
create table marts.dim_reports as
select
    reports.report_id,
    reports.document_id,
    agencies.agency_id,
    reports.report_year,
    reports.form_version,
    reports.scope,
    reports.report_id <> 'r2021draft' as is_current,
    cast(null as varchar) as duplicate_of,
    false as is_quarantined,
    case when reports.report_id = 'r2021' then 'discrepant' else 'not_evaluable' end as reconciliation_status
from raw.reports as reports
inner join marts.dim_agencies as agencies using (agency_name);

create table marts.fct_printed_cells as
select
    report_id,
    table_code,
    row_code,
    column_code,
    printed_text,
    try_cast(nullif(printed_text, '') as decimal(28, 6)) as value,
    case when printed_text = '' then 'blank' when printed_text = '/' then 'dash' else 'number' end as cell_state,
    case when column_code = 'amount' then '万元' end as unit
from raw.cells
union all
select 'rprose', 'requests', 'received', 'natural_person', '2023年度未收到政府信息公开申请', 0, 'stated_in_prose', null
union all
select 'rprose', 'legal_challenges', 'reconsideration', 'upheld', null, null, 'absent', null;

create temporary table figures as
select cells.*
from marts.fct_printed_cells as cells
inner join marts.dim_reports as reports using (report_id)
where reports.is_current and cells.value is not null and cells.column_code <> 'total';

create table marts.fct_requests as
select
    report_id,
    column_code as applicant_type_code,
    max(value) filter (where row_code = 'received') as received_count,
    max(value) filter (where row_code = 'carried_in') as carried_in_count,
    max(value) filter (where row_code = 'processed') as processed_count,
    max(value) filter (where row_code = 'carried_out') as carried_out_count
from figures
where table_code = 'requests' and row_code in ('received', 'carried_in', 'processed', 'carried_out')
group by all;
create table marts.fct_request_outcomes as
select report_id, column_code as applicant_type_code, row_code as outcome_code, value as request_count
from figures
where table_code = 'requests' and row_code not in ('received', 'carried_in', 'processed', 'carried_out');
create table marts.fct_enforcement as
select
    report_id,
    row_code as action_code,
    max(value) filter (where column_code = 'decisions') as decision_count,
    max(value) filter (where column_code = 'prior_items') as prior_item_count,
    max(value) filter (where column_code = 'item_change') as item_change_count
from figures
where row_code in (select code from marts.dim_enforcement_actions)
group by all;
create table marts.fct_regulatory_documents as
select
    report_id,
    row_code as document_kind_code,
    max(value) filter (where column_code = 'issued') as issued_count,
    max(value) filter (where column_code = 'repealed') as repealed_count,
    max(value) filter (where column_code = 'in_force') as in_force_count,
    max(value) filter (where column_code = 'newly_public') as newly_public_count,
    max(value) filter (where column_code = 'total_public') as total_public_count
from figures
where row_code in (select code from seeds.document_kinds)
group by all;
create table marts.fct_fees as
select
    report_id,
    max(value) filter (where column_code = 'amount') as fee_amount_wan_yuan,
    max(value) filter (where column_code = 'prior_items') as prior_item_count,
    max(value) filter (where column_code = 'item_change') as item_change_count
from figures
where row_code = 'fees'
group by all;
create table marts.fct_procurement as
select
    report_id,
    max(value) filter (where column_code = 'projects') as project_count,
    max(value) filter (where column_code = 'amount') * 10000 as amount_yuan
from figures
where row_code = 'procurement'
group by all;
create table marts.fct_legal_challenges as
select report_id, row_code as route_code, column_code as result_code, value as case_count
from figures
where table_code = 'legal_challenges';
create table marts.fct_legacy_indicators as
select
    report_id,
    row_code as indicator_code,
    max(value) filter (where column_code = 'year') as year_value,
    max(value) filter (where column_code = 'cumulative') as cumulative_value
from figures
where table_code = 'legacy_indicators'
group by all;
drop table figures;

create table marts.fct_rule_results as
select
    reports.report_id,
    rules.rule_id,
    'report' as scope_code,
    cast(null as decimal(28, 6)) as left_value,
    cast(null as decimal(28, 6)) as right_value,
    cast(null as decimal(28, 6)) as residual,
    'not_evaluable' as verdict,
    'absent' as reason,
    rules.severity,
    false as is_acknowledged
from marts.dim_reports as reports
inner join marts.dim_rules as rules on contains(rules.form_versions, reports.form_version);
update marts.fct_rule_results
set scope_code = 'reconsideration', left_value = 10.5, right_value = 0, residual = 10.5, verdict = 'fail', reason = null
where report_id = 'r2021' and rule_id = 'legal_challenges.results';
update marts.fct_rule_results
set left_value = 7, right_value = 7, residual = 0, verdict = 'pass', reason = null
where report_id = 'r2021' and rule_id = 'narrative.received';
update marts.fct_rule_results
set left_value = 1, right_value = 1, residual = 0, verdict = 'pass', reason = null
where rule_id in ('disclosures.items', 'rollup.requests');
insert into marts.fct_rule_results
values
('r2021', 'requests.balance', 'natural_person', 7, 7, 0, 'pass', null, 'critical', false),
('r2021draft', 'requests.balance', 'natural_person', null, null, null, 'not_evaluable', 'absent', 'critical', false);

create table marts.report_chains as select 'r2021' as report_id, 'r2019' as prior_report_id;
create table marts.summary_members as select 'r2021' as report_id, 1 as member_ordinal, 'r2019' as member_report_id;

create table marts.fct_findings as
select 'f1' as finding_id, report_id, rule_id, severity from marts.fct_rule_results where verdict = 'fail';
create table marts.fct_explanations as
select 'e1' as explanation_id, report_id, 1 as cell_ordinal from marts.fct_rule_results where verdict = 'fail';
create table marts.fct_narrative_claims as
select 'c1' as claim_id, report_id, 'exact' as claim_kind from marts.fct_rule_results where rule_id like 'narrative.%' and verdict = 'pass';
create table marts.fct_restated_cells as
select 'r2021' as report_id, 'r2021draft' as superseded_report_id, table_code, row_code, column_code, 'changed' as change
from marts.fct_printed_cells where report_id = 'r2021draft';
create table marts.fct_restated_verdicts as
select 'r2021' as report_id, report_id as superseded_report_id, rule_id, scope_code
from marts.fct_rule_results where report_id = 'r2021draft' and scope_code <> 'report';
create table marts.agency_years as
select distinct agency_id, report_year, true as is_additive, false as is_quarantined from marts.dim_reports;
create table marts.dim_agency_regions as
select distinct agency_id, report_year from marts.dim_reports;
create table marts.region_years as
select '120000' as region_code, 2021 as report_year;
create table marts.report_coverage as
select '120000' as region_code, 'department' as agency_level, 2021 as report_year;
