-- A rule that reaches fewer reports than it holds for passes in silence.
with reports as (
    select * from {{ ref('int_reports') }}
),

rule_forms as (
    select
        rule_id,
        {{ split_words('form_versions') }} as form_version
    from {{ ref('reconciliation_rules') }}
),

reached_reports as (
    select distinct
        report_id,
        rule_id
    from {{ ref('int_rule_evaluations') }}
)

select
    reports.report_id,
    rule_forms.rule_id
from reports
inner join rule_forms on reports.form_version = rule_forms.form_version
left join reached_reports
    on reports.report_id = reached_reports.report_id and rule_forms.rule_id = reached_reports.rule_id
where reached_reports.report_id is null
