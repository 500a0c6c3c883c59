with components as (
    select * from {{ ref('int_failure_components') }}
),

-- Where many moves mend the same rules, a combination takes the first of them; what is left out is counted, not hidden.
component_moves as (
    select
        moves.*,
        components.component_ordinal,
        components.component_rules,
        {{ lowest_bit('components.component_rules') }} as first_rule,
        case when moves.is_slip then 0 else moves.cell_count end as searched_cell_count,
        row_number() over (
            partition by moves.report_id, moves.mended_rules
            order by moves.is_slip desc, moves.cell_count asc, moves.move_id asc
        ) <= {{ moves_combined() }} as is_combined
    from {{ ref('int_moves') }} as moves
    inner join components
        on
            moves.report_id = components.report_id
            and {{ lowest_bit('moves.mended_rules') }} = {{ bit_of('components.failing_ordinal') }}
)

select * from component_moves
