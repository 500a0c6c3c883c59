with rejects as (
    select * from {{ source('raw', 'rejects') }}
)

select
    document_id,
    source_uri,
    reason_code,
    detail,
    reader_version,
    load_id
from rejects
