with identified_reports as (
    select * from {{ ref('int_report_identities') }}
),

report_figures as (
    select * from {{ ref('int_report_figures') }}
),

-- Reports of one agency, year and scope compete; without an agency or a year there is nothing to compete for.
competing_reports as (
    select
        identified_reports.*,
        report_figures.figures_digest,
        coalesce(report_figures.figure_count, 0) as figure_count,
        identified_reports.agency_id is not null and identified_reports.report_year is not null as is_competing
    from identified_reports
    left join report_figures on identified_reports.report_id = report_figures.report_id
),

first_printings as (
    select
        *,
        first_value(report_id) over (
            partition by agency_id, report_year, scope, figures_digest
            order by is_replaced asc, published_date asc nulls last, report_id asc
        ) as first_printing
    from competing_reports
),

marked_duplicates as (
    select
        *,
        case
            when is_competing and figures_digest is not null and first_printing <> report_id then first_printing
        end as duplicate_of
    from first_printings
),

-- A document whose every address now holds another gives way to whatever competes with it.
ranked_reports as (
    select
        *,
        row_number() over (
            partition by agency_id, report_year, scope, duplicate_of is null
            order by is_replaced asc, published_date desc nulls last, figure_count desc, report_id asc
        ) as preference
    from marked_duplicates
)

select
    report_id,
    document_id,
    agency_id,
    duplicate_of,
    figures_digest,
    agency_name,
    region_code,
    form_version,
    scope,
    title,
    source_uri,
    source_format,
    report_year,
    preference,
    duplicate_of is null and (preference = 1 or not is_competing) as is_current,
    published_date
from ranked_reports
