-- Entries that acknowledge nothing any more although they have not expired: the figures changed, or the rule passes.
{{ config(severity='warn') }}

with known_discrepancies as (
    select * from {{ source('expectations', 'known_discrepancies') }}
    where expires_on is null or try_cast(expires_on as date) >= {{ as_of_date() }}
),

reports as (
    select * from {{ ref('dim_reports') }}
),

acknowledged_verdicts as (
    select * from {{ ref('fct_rule_results') }}
    where is_acknowledged
)

select known_discrepancies.*
from known_discrepancies
inner join reports on known_discrepancies.report_id = reports.report_id
left join acknowledged_verdicts
    on
        known_discrepancies.report_id = acknowledged_verdicts.report_id
        and known_discrepancies.rule_id = acknowledged_verdicts.rule_id
        and known_discrepancies.scope_code = acknowledged_verdicts.scope_code
where acknowledged_verdicts.report_id is null
