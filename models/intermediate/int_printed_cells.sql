with read_cells as (
    select * from {{ ref('int_read_cells') }}
),

missing_cells as (
    select * from {{ ref('int_missing_cells') }}
),

every_cell as (
    select
        report_id,
        table_code,
        row_code,
        column_code,
        form_version,
        item_code,
        group_code,
        value_kind,
        printed_text,
        cell_state,
        case when cell_state = 'number' then unit end as unit,
        row_label,
        column_label,
        locator,
        problem_code,
        case when cell_state = 'number' then value end as value,
        case when cell_state = 'number' then decimal_places end as decimal_places,
        is_expected
    from read_cells
    union all
    select
        report_id,
        table_code,
        row_code,
        column_code,
        form_version,
        item_code,
        group_code,
        value_kind,
        printed_text,
        cell_state,
        null as unit,
        row_label,
        column_label,
        locator,
        null as problem_code,
        value,
        case when value is not null then 0 end as decimal_places,
        true as is_expected
    from missing_cells
)

select * from every_cell
