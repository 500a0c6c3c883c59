-- Series that hold what does not compare beside another vintage, that claim to compare with nothing, or that say at which
-- grain they compare although they do not.
with crosswalk as (
    select * from {{ ref('series_crosswalk') }}
),

vintages_of_each_series as (
    select
        series_code,
        count(distinct form_version) as vintage_count
    from crosswalk
    group by series_code
)

select
    crosswalk.form_version,
    crosswalk.series_code,
    crosswalk.comparability,
    crosswalk.comparison_grain,
    vintages_of_each_series.vintage_count
from crosswalk
inner join vintages_of_each_series on crosswalk.series_code = vintages_of_each_series.series_code
where
    (crosswalk.comparability = 'not_comparable') <> (vintages_of_each_series.vintage_count = 1)
    or (crosswalk.comparability = 'not_comparable') <> (crosswalk.comparison_grain is null)
    or crosswalk.series_code = crosswalk.nearest_series_code
