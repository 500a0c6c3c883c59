with suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
),

suspect_cells as (
    select * from {{ ref('int_suspect_cells') }}
),

settled_terms as (
    select * from {{ ref('int_settled_terms') }}
),

-- Two figures of one rule: each is settled by its other rules and together they satisfy this one, or the second has no
-- other rule and takes what remains.
pairs as (
    select
        one.report_id,
        one.table_code,
        one.row_code,
        one.column_code,
        other.row_code as other_row_code,
        other.column_code as other_column_code,
        one.change,
        coalesce(other.change, -(one.residual + one.coefficient * one.change) * other.coefficient) as other_change
    from settled_terms as one
    inner join settled_terms as other
        on
            one.report_id = other.report_id
            and one.rule_scope_id = other.rule_scope_id
            and (one.row_code <> other.row_code or one.column_code <> other.column_code)
    where
        one.change is not null
        and (
            other.change is null
            or (
                (one.row_code, one.column_code) < (other.row_code, other.column_code)
                and one.residual + one.coefficient * one.change + other.coefficient * other.change = 0
            )
        )
),

named_pairs as (
    select distinct
        *,
        {{ move_id('two', [('row_code', 'column_code'), ('other_row_code', 'other_column_code')]) }} as move_id,
        case
            when change = -other_change and (row_code = other_row_code or column_code = other_column_code)
                then 'counted_elsewhere'
        end as cause_code
    from pairs
    where other_change <> 0
),

candidates as (
    select
        report_id,
        move_id,
        table_code,
        row_code,
        column_code,
        cause_code,
        change,
        true as is_exact
    from named_pairs
    union all
    select
        report_id,
        move_id,
        table_code,
        other_row_code as row_code,
        other_column_code as column_code,
        cause_code,
        other_change as change,
        true as is_exact
    from named_pairs
),

{{ verified_moves('candidates') }}
