with leaf_cells as (
    select * from {{ ref('int_leaf_cells') }}
),

-- A group of outcomes is one figure, and so are both routes of litigation; corrected and concluded cases are counted once
-- more, and so are requests for what the agency does not hold.
cells_of_figures as (
    select
        report_id,
        coalesce(group_code, row_code) as figure_code,
        value
    from leaf_cells
    where table_code in ('requests', 'legal_challenges')
    union all
    select
        report_id,
        coalesce(group_code, row_code) || '_corrected' as figure_code,
        value
    from leaf_cells
    where table_code = 'legal_challenges' and column_code = 'corrected'
    union all
    select
        report_id,
        coalesce(group_code, row_code) || '_concluded' as figure_code,
        value
    from leaf_cells
    where table_code = 'legal_challenges' and column_code in ('upheld', 'corrected', 'other_result')
    union all
    select
        report_id,
        'not_held' as figure_code,
        value
    from leaf_cells
    where table_code = 'requests' and row_code = 'unavailable_not_held'
    union all
    select
        report_id,
        row_code || '_' || replace(column_code, 'decisions', 'decision') as figure_code,
        value
    from leaf_cells
    where table_code = 'disclosures' and value_kind = 'count'
),

key_figures as (
    select
        report_id,
        figure_code,
        {{ complete_sum('value') }} as value
    from cells_of_figures
    group by report_id, figure_code
)

select * from key_figures
