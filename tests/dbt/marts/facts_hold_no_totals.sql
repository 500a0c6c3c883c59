-- Columns and rows that the form adds up itself; they would be counted twice.
with fact_figures as (
    {{ fact_figures() }}
),

outcomes as (
    select * from {{ ref('fct_request_outcomes') }}
)

select
    report_id,
    row_code,
    column_code
from fact_figures
where column_code = 'total'
union all
select
    report_id,
    outcome_code as row_code,
    applicant_type_code as column_code
from outcomes
where outcome_code = 'processed'
