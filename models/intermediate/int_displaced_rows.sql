with displaced_cells as (
    select * from {{ ref('int_displaced_cells') }}
),

suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
    where axis = 'column' and comparison = '='
),

-- The row that was pushed out of the table, or overwritten, is what the rules of its columns then ask for.
changed_rules as (
    select
        displaced_cells.report_id,
        displaced_cells.move_id,
        displaced_cells.column_code,
        min(suspect_terms.residual) + coalesce(sum(suspect_terms.coefficient * displaced_cells.change), 0) as residual_after,
        sum(case when displaced_cells.is_end then suspect_terms.coefficient end) as end_coefficient
    from displaced_cells
    inner join suspect_terms
        on
            displaced_cells.report_id = suspect_terms.report_id
            and displaced_cells.table_code = suspect_terms.table_code
            and displaced_cells.row_code = suspect_terms.row_code
            and displaced_cells.column_code = suspect_terms.column_code
    group by
        displaced_cells.report_id,
        displaced_cells.move_id,
        displaced_cells.column_code,
        suspect_terms.rule_scope_id
),

end_changes as (
    select
        report_id,
        move_id,
        column_code,
        {{ agreed_value('-residual_after * end_coefficient') }} as change
    from changed_rules
    where end_coefficient is not null
    group by report_id, move_id, column_code
),

completed_cells as (
    select
        displaced_cells.report_id,
        displaced_cells.move_id,
        displaced_cells.table_code,
        displaced_cells.row_code,
        displaced_cells.column_code,
        case when displaced_cells.is_end then end_changes.change else displaced_cells.change end as change
    from displaced_cells
    left join end_changes
        on
            displaced_cells.report_id = end_changes.report_id
            and displaced_cells.move_id = end_changes.move_id
            and displaced_cells.column_code = end_changes.column_code
),

complete_moves as (
    select
        report_id,
        move_id
    from completed_cells
    group by report_id, move_id
    having count(*) = count(change)
)

select
    completed_cells.*,
    'rows_displaced' as cause_code,
    true as is_exact
from completed_cells
inner join complete_moves
    on completed_cells.report_id = complete_moves.report_id and completed_cells.move_id = complete_moves.move_id
where completed_cells.change <> 0
