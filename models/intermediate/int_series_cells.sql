with form_cells as (
    select * from {{ ref('int_form_cells') }}
    where column_code <> 'total'
),

series_cells as (
    select * from {{ ref('series_cells') }}
),

-- Every type of applicant prints the same rows: the seed says once what holds for all of them.
cells_of_series as (
    select
        form_cells.form_version,
        form_cells.table_code,
        form_cells.row_code,
        form_cells.column_code,
        form_cells.group_code,
        form_cells.value_kind,
        form_cells.row_label,
        form_cells.column_label,
        series_cells.* exclude (form_version, table_code, row_code, column_code) -- noqa: RF02
    from form_cells
    inner join series_cells
        on
            form_cells.form_version = series_cells.form_version
            and form_cells.table_code = series_cells.table_code
            and form_cells.row_code = series_cells.row_code
            and form_cells.column_code = coalesce(series_cells.column_code, form_cells.column_code)
)

select * from cells_of_series
