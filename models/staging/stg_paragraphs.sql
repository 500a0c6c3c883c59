with paragraphs as (
    select * from {{ source('raw', 'paragraphs') }}
)

select
    report_id,
    section_code,
    printed_text,
    locator,
    paragraph_ordinal
from paragraphs
