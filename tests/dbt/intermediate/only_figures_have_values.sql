select
    report_id,
    table_code,
    row_code,
    column_code,
    cell_state,
    value
from {{ ref('int_printed_cells') }}
where (value is not null) <> (cell_state in ('number', 'stated_in_prose'))
