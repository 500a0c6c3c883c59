-- Reports whose （六）其他处理 is in the facts both as one row and as three, so that it would be counted twice.
select
    report_id,
    applicant_type_code
from {{ ref('fct_request_outcomes') }}
where outcome_group_code = 'other'
group by report_id, applicant_type_code
having bool_or(outcome_code = 'other_undivided') and bool_or(outcome_code <> 'other_undivided')
