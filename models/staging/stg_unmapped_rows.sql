with unmapped_rows as (
    select * from {{ source('raw', 'unmapped_rows') }}
)

select
    report_id,
    table_code,
    previous_row_code,
    label,
    printed_text,
    problem_code,
    locator,
    row_ordinal,
    {{ carries_figures('printed_text', 'label') }} as carries_figures
from unmapped_rows
