-- Identifiers are digests, as in a real warehouse, so that rows of one report are scattered unless a query finds them.
insert into marts.dim_rules by name
select rule_id as code, rule_id, name_zh, name_en, split_part(rule_id, '.', 1) as group_code,
    (row_number() over (order by rule_id))::integer as ordinal, legal_basis, "class", severity, form_versions, scope,
    equation, message_zh, message_en, since_version
from rules;

create temp table counties as
select *, row_number() over (order by region_code) - 1 as n, count(*) over () as total
from regions where county_name is not null;

insert into marts.dim_agencies by name
select md5('a' || i)[1:16] as agency_id,
    county_name || ['财政局', '水利局', '住房和城乡建设局', '民政局', '统计局', '教育局', '林业局', '审计局'][1 + (i // total) % 8]
        as agency_name,
    'department' as agency_level,
    ['finance', 'water_resources', 'housing_and_construction', 'civil_affairs', 'statistics', 'education', 'forestry',
        'audit'][1 + (i // total) % 8] as agency_function,
    region_code, region_name, province_name, city_name, county_name
from range(getvariable('report_count') // getvariable('years')) as t (i)
inner join counties on counties.n = i % counties.total;

insert into marts.dim_reports by name
select md5('r' || i)[1:16] as report_id, md5('r' || i) || md5('d' || i) as document_id,
    md5('a' || (i // getvariable('years')))[1:16] as agency_id,
    (2021 + i % getvariable('years'))::integer as report_year, 'form_2021' as form_version, 'own' as scope,
    'reports/' || i || '.html' as source_uri, 'html' as source_format, true as is_current,
    true as has_disclosures, true as has_requests, true as has_legal_challenges,
    case when i % 8 = 0 then 'discrepant' else 'reconciled' end as reconciliation_status,
    (i % 8 = 0)::bigint as failed_rule_count, false as is_quarantined
from range(getvariable('report_count')) as t (i);

insert into marts.fct_printed_cells by name
select report_id, r.table_code, r.row_code, c.column_code, (hash(report_id, r.row_code, c.column_code) % 50)::varchar as
    printed_text, (hash(report_id, r.row_code, c.column_code) % 50)::decimal(28, 6) as value, 'number' as cell_state,
    r.label_zh as row_label, c.label_zh as column_label, 'table 2 row ' || r.ordinal as locator
from marts.dim_reports
cross join form_rows as r
inner join form_columns as c
    on r.form_version = c.form_version and r.table_code = c.table_code and r.item_code is not distinct from c.item_code
where r.row_code <> 'other_undivided' and r.form_version = 'form_2021'
order by report_id;

insert into marts.fct_rule_results by name
select report_id, rule_id, 'scope_' || s as scope_code, 10 as left_value,
    case when reconciliation_status = 'discrepant' and s = 1 and rule_id = 'requests.balance' then 7 else 10 end as right_value,
    case when reconciliation_status = 'discrepant' and s = 1 and rule_id = 'requests.balance' then 3 else 0 end as residual,
    case when residual <> 0 then 'fail' else 'pass' end as verdict, severity, false as is_acknowledged
from marts.dim_reports cross join marts.dim_rules cross join range(5) as t (s)
where contains(dim_rules.form_versions, 'form_2021')
order by report_id;

insert into marts.fct_findings by name
select md5(report_id || rule_id)[1:16] as finding_id, report_id, rule_id, severity, 'requests' as table_code,
    'processed' as row_code, 'natural_person' as column_code, '7' as printed_text, '相差3' as message_zh,
    'A difference of 3' as message_en, false as is_acknowledged
from marts.fct_rule_results where verdict = 'fail' order by report_id;

-- One report in ten says nothing of its figures in prose.
insert into marts.fct_narrative_claims by name
select md5(report_id || code)[1:16] as claim_id, report_id, 1 as paragraph_ordinal, n as claim_ordinal, code as claimed_code,
    'requests' as table_code, code as row_code, 'total' as column_code, 'exact' as claim_kind, '件' as unit,
    '全年共收到政府信息公开申请37件，上年结转4件，办结39件，结转下年度2件。' as sentence, 'line 9' as locator, report_year as period,
    n as claimed_value, n as printed_value, true as agrees
from marts.dim_reports
cross join (values (1, 'received'), (2, 'carried_in'), (3, 'processed'), (4, 'carried_out')) as codes (n, code)
where hash(report_id) % 10 > 0
order by report_id;

insert into marts.dim_rule_terms by name
select 'requests.balance' as rule_id, 'form_2021' as form_version, 'scope_1' as scope_code, n as term_ordinal, 'column' as scope,
    side, 't' as period, 1 as sign, 'requests' as table_code, code as row_code, 'natural_person' as column_code
from (
    values (1, 'left', 'received'), (2, 'left', 'carried_in'), (3, 'right', 'processed'), (4, 'right', 'carried_out')
) as terms (n, side, code);

insert into marts.agency_years by name
select agency_id, report_year, report_id, form_version, scope, 30 + hash(report_id) % 90 as received_count,
    20 + hash(report_id) % 60 as processed_count, hash(report_id) % 9 as carried_out_count,
    (hash(report_id) % 100) / 100.0 as disclosure_rate, hash(report_id) % 5 as reconsideration_count,
    hash(report_id) % 3 as litigation_count, failed_rule_count as open_finding_count, 0 as open_critical_finding_count,
    0 as open_error_finding_count, 0 as open_warning_finding_count, 0 as open_notice_finding_count, false as is_quarantined,
    true as is_additive
from marts.dim_reports;

insert into raw.loads by name
select 'load-000001' as load_id, timestamp '2026-01-01' as started_at, timestamp '2026-01-01' as finished_at,
    getvariable('report_count') as source_count, getvariable('report_count') as read_count, 0 as skipped_count,
    0 as rejected_count;
insert into raw.sources by name select source_uri, document_id, 100000 as byte_count, 'load-000001' as load_id from marts.dim_reports;
