with sources as (
    select * from {{ source('raw', 'sources') }}
),

addresses as (
    select
        source_uri,
        document_id,
        load_id,
        byte_count,
        row_number() over (partition by document_id order by load_id, source_uri) = 1 as is_first_address,
        coalesce(since_load_id, load_id)
        < max(coalesce(since_load_id, load_id)) over (partition by source_uri) as is_replaced
    from sources
)

select * from addresses
