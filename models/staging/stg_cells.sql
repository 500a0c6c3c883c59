with cells as (
    select * from {{ source('raw', 'cells') }}
),

printed_texts as (
    select * from {{ ref('stg_printed_texts') }}
),

label_units as (
    select * from {{ ref('stg_label_units') }}
),

-- A cell that could not be placed with certainty is unreadable whatever its text looks like.
parsed_cells as (
    select
        cells.report_id,
        cells.table_code,
        cells.row_code,
        cells.column_code,
        cells.printed_text,
        case when cells.problem_code is null then printed_texts.cell_state else 'unreadable' end as cell_state,
        printed_texts.unit,
        coalesce(column_units.unit, row_units.unit) as label_unit,
        cells.row_label,
        cells.column_label,
        cells.locator,
        cells.matched_by,
        cells.problem_code,
        cells.cell_ordinal,
        case when cells.problem_code is null then printed_texts.value end as value,
        printed_texts.decimal_places
    from cells
    inner join printed_texts on coalesce(cells.printed_text, '') = printed_texts.printed_text
    left join label_units as column_units on cells.column_label = column_units.label
    left join label_units as row_units on cells.row_label = row_units.label
)

select * from parsed_cells
