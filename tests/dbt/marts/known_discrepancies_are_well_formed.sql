-- Entries whose date is none, which would otherwise never count, in silence.
select *
from {{ source('expectations', 'known_discrepancies') }}
where expires_on is not null and try_cast(expires_on as date) is null
