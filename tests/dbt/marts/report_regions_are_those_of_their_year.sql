-- Reports of a region that dim_regions does not have, or, where no manifest names region or year, did not have in that year.
-- The year after the last goes by the old name as well.
with reports as (
    select * from {{ ref('int_reports') }}
    where region_code is not null
),

documents as (
    select * from {{ ref('stg_documents') }}
),

last_years as (
    select
        region_code,
        max(coalesce(last_year, 9999)) as last_year
    from {{ ref('dim_regions') }}
    group by region_code
)

select
    reports.report_id,
    reports.region_code,
    reports.report_year,
    last_years.last_year
from reports
inner join documents on reports.document_id = documents.document_id
left join last_years on reports.region_code = last_years.region_code
where
    last_years.region_code is null
    or (
        coalesce(documents.manifest_region_code, cast(documents.manifest_report_year as varchar)) is null
        and reports.report_year > last_years.last_year + 1
    )
