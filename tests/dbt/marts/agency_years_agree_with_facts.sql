-- Agency years whose totals are not the sum of the facts, or are there although an applicant type is missing.
with agency_years as (
    select * from {{ ref('agency_years') }}
),

applicant_types as (
    select count(*) as type_count from {{ ref('dim_applicant_types') }}
),

sums_of_facts as (
    select
        report_id,
        sum(received_count) as received_sum,
        sum(processed_count) as processed_sum,
        count(received_count) as received_type_count,
        count(processed_count) as processed_type_count
    from {{ ref('fct_requests') }}
    group by report_id
),

expected_totals as (
    select
        agency_years.agency_id,
        agency_years.report_year,
        agency_years.received_count,
        agency_years.processed_count,
        case when sums.received_type_count = applicant_types.type_count then sums.received_sum end
            as expected_received_count,
        case when sums.processed_type_count = applicant_types.type_count then sums.processed_sum end
            as expected_processed_count
    from agency_years
    cross join applicant_types
    left join sums_of_facts as sums on agency_years.report_id = sums.report_id
)

select *
from expected_totals
where
    received_count is distinct from expected_received_count
    or processed_count is distinct from expected_processed_count
