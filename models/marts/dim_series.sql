with series as (
    select * from {{ ref('series') }}
),

form_versions as (
    select * from {{ ref('form_versions') }}
),

series_by_vintage as (
    select
        series_cells.series_code,
        series_cells.form_version,
        form_versions.ordinal,
        -- The weakest of its cells in the vintage decides.
        max(
            case series_cells.comparability
                when 'comparable' then 1
                when 'comparable_with_care' then 2
                else 3
            end
        ) as care
    from {{ ref('int_series_cells') }} as series_cells
    inner join form_versions on series_cells.form_version = form_versions.form_version
    group by series_cells.series_code, series_cells.form_version, form_versions.ordinal
),

series_over_vintages as (
    select
        series_code,
        string_agg(form_version, ' ' order by ordinal) as form_versions,
        string_agg(form_version, ' ' order by ordinal) filter (where care = 1) as comparable_form_versions,
        max(care) as care
    from series_by_vintage
    group by series_code
)

select
    series.series_code,
    series.name_zh,
    series.name_en,
    series_over_vintages.form_versions,
    series_over_vintages.comparable_form_versions,
    case series_over_vintages.care
        when 1 then 'comparable'
        when 2 then 'comparable_with_care'
        else 'not_comparable'
    end as comparability,
    series.ordinal
from series
inner join series_over_vintages on series.series_code = series_over_vintages.series_code
