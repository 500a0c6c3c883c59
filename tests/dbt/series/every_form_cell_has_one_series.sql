-- Cells of a form, totals apart, that belong to no series or to several, and rows of the crosswalk that name no cell.
with form_cells as (
    select
        form_version,
        table_code,
        row_code,
        column_code
    from {{ ref('int_form_cells') }}
    where column_code <> 'total'
),

series_of_each_cell as (
    select
        form_cells.form_version,
        form_cells.table_code,
        form_cells.row_code,
        form_cells.column_code,
        count(crosswalk.series_code) as series_count
    from form_cells
    left join {{ ref('series_crosswalk') }} as crosswalk
        on
            form_cells.form_version = crosswalk.form_version
            and form_cells.table_code = crosswalk.table_code
            and form_cells.row_code = crosswalk.row_code
            and form_cells.column_code = crosswalk.column_code
    group by form_cells.form_version, form_cells.table_code, form_cells.row_code, form_cells.column_code
),

rows_of_no_cell as (
    select series_cells.*
    from {{ ref('series_cells') }} as series_cells
    left join form_cells
        on
            series_cells.form_version = form_cells.form_version
            and series_cells.table_code = form_cells.table_code
            and series_cells.row_code = form_cells.row_code
            and coalesce(series_cells.column_code, form_cells.column_code) = form_cells.column_code
    where form_cells.form_version is null
)

select
    form_version,
    table_code,
    row_code,
    column_code,
    'belongs to ' || series_count || ' series' as problem
from series_of_each_cell
where series_count <> 1
union all
select
    form_version,
    table_code,
    row_code,
    column_code,
    'the form has no such cell' as problem
from rows_of_no_cell
