-- A published warehouse in miniature: the columns the commands read, as the design gives them. conftest.py fills the cells.

create schema raw;
create schema marts;

create table raw.sources (source_uri varchar, document_id varchar, byte_count bigint, load_id varchar);
create table raw.documents (document_id varchar, source_format varchar);
create table raw.rejects (document_id varchar, source_uri varchar, reason_code varchar, detail varchar);
insert into raw.documents values ('d1', 'html'), ('d2', 'html'), ('d3', 'html'), ('d4', 'text');
insert into raw.rejects values ('d5', 'reports/scan.pdf', 'no_statutory_tables', ''), ('d6', 'reports/empty.html', 'empty_file', '');
insert into raw.sources
select 'reports/' || document_id || '.html', document_id, 100, 'load-000001' from raw.documents
union all
select source_uri, document_id, 0, 'load-000001' from raw.rejects
union all
select 'reports/copy-of-d1.html', 'd1', 100, 'load-000001';

create table marts.dim_agencies (agency_id varchar, agency_name varchar, region_code varchar);
insert into marts.dim_agencies values
('a1', '淮安市洪泽区人民政府', '320813'),
('a2', '淮安市洪泽区应急管理局', '320813'),
('a3', '福州市人民政府', '350100');

create table marts.dim_reports (
    report_id varchar, document_id varchar, agency_id varchar, report_year integer, form_version varchar, scope varchar,
    title varchar, source_uri varchar, published_date date, is_current boolean, reconciliation_status varchar,
    is_quarantined boolean
);
insert into marts.dim_reports values
('r1', 'd1', 'a1', 2023, 'form_2021', 'own', '洪泽区人民政府2023年政府信息公开工作年度报告', 'reports/d1.html', date '2024-01-30',
    true, 'discrepant', false),
('r2', 'd2', 'a1', 2023, 'form_2021', 'own', '洪泽区人民政府2023年政府信息公开工作年度报告（草稿）', 'reports/d2.html', null,
    false, 'reconciled', false),
('r3', 'd3', 'a3', 2015, 'form_pre2019', 'unknown', null, 'reports/d3.html', null, true, 'reconciled', false),
('r4', 'd4', 'a2', 2023, 'form_2021', 'unknown', null, 'reports/d4.html', null, true, 'not_evaluable', true);

create table marts.dim_rules (
    rule_id varchar, severity varchar, class varchar, equation varchar, name_zh varchar, name_en varchar,
    legal_basis varchar, remedy_zh varchar, remedy_en varchar
);
insert into marts.dim_rules values
('requests.balance', 'critical', 'stated', 'received + carried_in = processed + carried_out', '申请收支平衡', 'Requests balance',
    '国办公开办函〔2021〕30号', '逐栏核对台账', 'Check the register column by column'),
('legal_challenges.results', 'error', 'implied', 'upheld + corrected + other_result + pending = total', '结果之和', 'Results',
    null, null, null),
('narrative.received', 'notice', 'narrative', null, '正文与表格', 'Prose and table', null, '核对正文', 'Check the prose');

create table marts.fct_printed_cells (
    report_id varchar, table_code varchar, row_code varchar, column_code varchar, printed_text varchar,
    value decimal(28, 6), cell_state varchar, unit varchar, row_label varchar, column_label varchar, locator varchar
);

create table marts.fct_requests (report_id varchar, applicant_type_code varchar, received_count bigint);
insert into marts.fct_requests values ('r1', 'natural_person', 258), ('r1', 'commercial_enterprise', 3);
create table marts.fct_request_outcomes (
    report_id varchar, applicant_type_code varchar, outcome_code varchar, outcome_group_code varchar, request_count bigint
);
insert into marts.fct_request_outcomes values ('r1', 'natural_person', 'granted', 'granted', 200);

create table marts.fct_rule_results (
    report_id varchar, rule_id varchar, scope_code varchar, left_value decimal(28, 6), right_value decimal(28, 6),
    residual decimal(28, 6), verdict varchar, reason varchar, severity varchar, is_acknowledged boolean
);
insert into marts.fct_rule_results values
('r1', 'requests.balance', 'natural_person', 261, 275, -14, 'fail', null, 'critical', false),
('r1', 'requests.balance', 'commercial_enterprise', 3, 3, 0, 'pass', null, 'critical', false),
('r1', 'requests.balance', 'total', null, 278, null, 'not_evaluable', 'blank_term', 'critical', false),
('r1', 'legal_challenges.results', 'reconsideration', 11, 0, 11, 'fail', null, 'error', true),
('r1', 'narrative.received', 'report', 258, 275, -17, 'fail', null, 'notice', false);

create table marts.fct_findings (
    finding_id varchar, report_id varchar, rule_id varchar, severity varchar, table_code varchar, row_code varchar,
    column_code varchar, printed_text varchar, suggested_value decimal(28, 6), message_zh varchar, message_en varchar,
    is_acknowledged boolean, confidence varchar, cause_code varchar, supporting_rule_ids varchar
);
insert into marts.fct_findings values
('f1', 'r1', 'requests.balance', 'critical', 'requests', 'processed', 'natural_person', '275', 261,
    '自然人：261 ≠ 275，相差 -14', 'Natural persons: 261 is not 275, a difference of -14', false,
    'likely', 'digits_transposed', 'requests.balance'),
('f2', 'r1', 'legal_challenges.results', 'error', 'legal_challenges', 'reconsideration', null, '0', null,
    '行政复议：11 ≠ 0，相差 11', 'Reconsideration: 11 is not 0, a difference of 11', true,
    'certain', 'total_typed_as_zero', 'legal_challenges.results'),
('f3', 'r1', 'narrative.received', 'notice', null, null, null, null, null,
    '正文称 258，表中为 275', 'The prose says 258, the table 275', false, null, null, 'narrative.received');

create table marts.fct_explanations (
    explanation_id varchar, report_id varchar, component_code varchar, explanation_rank integer, cell_ordinal integer,
    table_code varchar, row_code varchar, column_code varchar, printed_value decimal(38, 6), suggested_value decimal(38, 6),
    cause_code varchar, confidence varchar, rank_count integer
);
insert into marts.fct_explanations values
('e1', 'r1', 'requests.balance:natural_person', 1, 1, 'requests', 'processed', 'natural_person', 275, 261, 'wrong_digit',
    'possible', 2),
('e2', 'r1', 'requests.balance:natural_person', 1, 1, 'requests', 'received', 'natural_person', 258, 272, 'other_figure',
    'possible', 2),
('e3', 'r1', 'requests.balance:natural_person', 2, 1, 'requests', 'carried_in', 'natural_person', 3, 17, 'other_figure',
    'possible', 1);

create table marts.fct_narrative_claims (
    report_id varchar, claimed_code varchar, sentence varchar, paragraph_ordinal integer, agrees boolean, claim_kind varchar
);
insert into marts.fct_narrative_claims values
('r1', 'received', '全年共收到政府信息公开申请258件。', 1, false, 'exact'),
('r1', 'received', '去年收到政府信息公开申请242件。', 2, null, 'exact');
