with loads as (
    select * from {{ source('raw', 'loads') }}
)

select
    load_id,
    reader_version,
    source_count,
    read_count,
    skipped_count,
    rejected_count,
    started_at,
    finished_at
from loads
