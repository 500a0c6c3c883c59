with series_cells as (
    select * from {{ ref('int_series_cells') }}
    where table_code <> 'legacy_indicators'
),

-- A group of outcomes is one figure, and so are both routes of litigation; corrected and concluded cases are counted once
-- more, and so are requests for what the agency does not hold.
cells_of_figures as (
    select
        coalesce(group_code, row_code) as figure_code,
        *
    from series_cells
    where table_code in ('requests', 'legal_challenges')
    union all
    select
        coalesce(group_code, row_code) || '_corrected' as figure_code,
        *
    from series_cells
    where table_code = 'legal_challenges' and column_code = 'corrected'
    union all
    select
        coalesce(group_code, row_code) || '_concluded' as figure_code,
        *
    from series_cells
    where table_code = 'legal_challenges' and column_code in ('upheld', 'corrected', 'other_result')
    union all
    select
        'not_held' as figure_code,
        *
    from series_cells
    where table_code = 'requests' and row_code = 'unavailable_not_held'
    union all
    select
        row_code || '_' || replace(column_code, 'decisions', 'decision') as figure_code,
        *
    from series_cells
    where table_code = 'disclosures' and value_kind = 'count'
)

select
    figure_code,
    form_version,
    table_code,
    row_code,
    column_code,
    series_code
from cells_of_figures
