with chains as (
    select * from {{ ref('int_report_chains') }}
)

select
    report_id,
    prior_report_id,
    form_version,
    prior_form_version,
    report_year
from chains
