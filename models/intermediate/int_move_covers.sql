with moves as (
    select * from {{ ref('int_component_moves') }}
),

covers_of_one as (
    select
        report_id,
        component_ordinal,
        [move_id] as move_ids
    from moves
    where mended_rules = component_rules
),

-- Moves of a combination mend different rules: the one with the component's first rule comes first, so each is met once.
covers_of_two as (
    select
        one.report_id,
        one.component_ordinal,
        [one.move_id, two.move_id] as move_ids
    from moves as one
    inner join moves as two
        on
            one.report_id = two.report_id
            and {{ bits_without('one.component_rules', 'one.mended_rules') }} = two.mended_rules
    where
        {{ bits_in_common('one.mended_rules', 'one.first_rule') }} <> 0
        and one.is_combined
        and two.is_combined
        and one.searched_cell_count + two.searched_cell_count <= {{ cells_searched() }}
),

covered_components as (
    select
        report_id,
        component_ordinal
    from covers_of_one
    union
    select
        report_id,
        component_ordinal
    from covers_of_two
),

open_moves as (
    select moves.*
    from moves
    left join covered_components
        on moves.report_id = covered_components.report_id and moves.component_ordinal = covered_components.component_ordinal
    where covered_components.report_id is null and moves.is_combined
),

covers_of_three as (
    select
        one.report_id,
        one.component_ordinal,
        [one.move_id, two.move_id, three.move_id] as move_ids
    from open_moves as one
    inner join open_moves as two
        on
            one.report_id = two.report_id
            and one.component_ordinal = two.component_ordinal
            and {{ bits_in_common('one.mended_rules', 'two.mended_rules') }} = 0
            and {{ bits_in_common(
                'two.mended_rules', lowest_bit(bits_without('one.component_rules', 'one.mended_rules'))
            ) }} <> 0
    inner join open_moves as three
        on
            one.report_id = three.report_id
            and {{ bits_without('one.component_rules', 'one.mended_rules | two.mended_rules') }} = three.mended_rules
    where
        {{ bits_in_common('one.mended_rules', 'one.first_rule') }} <> 0
        and one.searched_cell_count + two.searched_cell_count + three.searched_cell_count <= {{ cells_searched() }}
),

covers as (
    select * from covers_of_one
    union all
    select * from covers_of_two
    union all
    select * from covers_of_three
)

select
    report_id,
    component_ordinal,
    {{ joined_words('move_ids') }} as cover_id,
    {{ each_of('move_ids') }} as move_id
from covers
