-- Reports that were read and are not published, or the other way round.
with read_reports as (
    select report_id from {{ ref('stg_reports') }}
),

published_reports as (
    select report_id from {{ ref('dim_reports') }}
)

select
    read_reports.report_id as read_report_id,
    published_reports.report_id as published_report_id
from read_reports
full outer join published_reports on read_reports.report_id = published_reports.report_id
where read_reports.report_id is null or published_reports.report_id is null
