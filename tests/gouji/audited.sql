-- What the gate leaves behind in the file it has audited.

create schema if not exists audit;
create or replace table audit.unexpected_rows (
    run_id varchar, expectation_id varchar, report_id varchar, scope_code varchar, detail varchar
);
insert into audit.unexpected_rows values ('run', 'key.dim_reports', 'r1', null, 'report_id=r1, rows=2');
