with form_rows as (
    select * from {{ ref('form_rows') }}
),

form_columns as (
    select * from {{ ref('form_columns') }}
),

-- Rows and columns cross freely, save in the disclosures table, where each item of article 20 has columns of its own.
form_cells as (
    select
        form_rows.form_version,
        form_rows.table_code,
        form_rows.row_code,
        form_columns.column_code,
        form_rows.item_code,
        form_rows.group_code,
        form_rows.alternative_of,
        coalesce(form_rows.group_code, form_rows.row_code) as choice_code,
        coalesce(form_rows.value_kind, form_columns.value_kind) as value_kind,
        coalesce(form_rows.printed_unit, form_columns.printed_unit) as printed_unit,
        form_rows.label_zh as row_label,
        form_columns.label_zh as column_label,
        form_rows.name_en as row_name,
        form_columns.name_en as column_name,
        form_rows.ordinal as row_ordinal,
        form_columns.ordinal as column_ordinal,
        form_rows.is_default_alternative
    from form_rows
    inner join form_columns
        on
            form_rows.form_version = form_columns.form_version
            and form_rows.table_code = form_columns.table_code
            and form_rows.item_code is not distinct from form_columns.item_code
)

select * from form_cells
