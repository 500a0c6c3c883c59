-- Figures that would be counted twice, or should not be counted at all.
with fact_figures as (
    {{ fact_figures() }}
),

reports as (
    select * from {{ ref('dim_reports') }}
)

select distinct
    reports.report_id,
    reports.is_current,
    reports.duplicate_of,
    reports.is_quarantined
from fact_figures
inner join reports on fact_figures.report_id = reports.report_id
where
    not reports.is_current
    or reports.duplicate_of is not null
    or reports.is_quarantined
