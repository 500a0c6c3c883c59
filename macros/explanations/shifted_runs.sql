{#-
    Runs of figures of one line that stand one place from where they belong. Going `next`, each takes what is printed in the
    place after it, which is how a line is mended whose figures slipped forward; `previous` is the other way round. A figure
    belongs to a run if that is exactly the change that the rules across the line ask for; the figure at the end of the run,
    which was pushed out, is what those rules say it was. One displaced figure is not yet a run.
-#}
{% macro shifted_runs(line, position, change_across, cause_code) %}
with suspect_cells as (
    select
        *,
        {{ position }} as place,
        {{ change_across }} as change_across
    from {{ ref('int_suspect_cells') }}
),

directions as (
    select 1 as step, 'next' as direction
    union all
    select -1 as step, 'previous' as direction
),

-- Places without a figure part a line: nothing can have slipped across them.
steps as (
    select
        cells.*,
        directions.step,
        directions.direction,
        directions.step * cells.place as distance,
        coalesce(beyond.value - cells.value = cells.change_across, false) as has_slipped
    from suspect_cells as cells
    cross join directions
    left join suspect_cells as beyond
        on
            cells.report_id = beyond.report_id
            and cells.table_code = beyond.table_code
            and cells.{{ line }} = beyond.{{ line }}
            and cells.place + directions.step = beyond.place
),

numbered_steps as (
    select
        *,
        lag(has_slipped, 1, false) over along_the_line as follows_a_run,
        sum(case when has_slipped then 0 else 1 end) over along_the_line as stopped_count
    from steps
    window along_the_line as (
        partition by report_id, table_code, {{ line }}, direction order by distance
        rows between unbounded preceding and current row
    )
),

-- Every step up to the next that has not slipped is of one run, and that one is its end.
runs as (
    select
        *,
        stopped_count - case when has_slipped then 0 else 1 end as run_ordinal
    from numbered_steps
    where has_slipped or follows_a_run
),

shifted_runs as (
    select
        *,
        sum(case when has_slipped and change_across <> 0 then 1 else 0 end) over of_a_run as slipped_count,
        sum(case when change_across is null then 1 else 0 end) over of_a_run as unknown_count
    from runs
    window of_a_run as (partition by report_id, table_code, {{ line }}, direction, run_ordinal)
)

select
    report_id,
    concat_ws(' ', 'shift', table_code, {{ line }}, direction, run_ordinal) as move_id,
    table_code,
    row_code,
    column_code,
    '{{ cause_code }}' as cause_code,
    change_across as change,
    true as is_exact
from shifted_runs
where slipped_count >= 2 and unknown_count = 0 and change_across <> 0
{% endmacro %}
