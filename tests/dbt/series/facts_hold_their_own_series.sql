-- Figures of facts that their report's form does not print, or that stand in another fact or column than the crosswalk says.
with fact_figures as (
    {{ fact_figures() }}
),

reports as (
    select * from {{ ref('dim_reports') }}
),

crosswalk as (
    select * from {{ ref('series_crosswalk') }}
)

select
    fact_figures.*,
    reports.form_version,
    crosswalk.series_code
from fact_figures
inner join reports on fact_figures.report_id = reports.report_id
left join crosswalk
    on
        reports.form_version = crosswalk.form_version
        and fact_figures.table_code = crosswalk.table_code
        and fact_figures.row_code = crosswalk.row_code
        and fact_figures.column_code = crosswalk.column_code
where
    (fact_figures.fact_name, fact_figures.measure_name) is distinct from (crosswalk.fact_name, crosswalk.measure_name)
