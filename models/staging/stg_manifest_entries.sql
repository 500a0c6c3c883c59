with manifest_entries as (
    select * from {{ source('raw', 'manifest_entries') }}
),

-- An address may be named by several manifests: the latest word counts.
ranked_entries as (
    select
        *,
        row_number() over (partition by source_uri order by load_id desc) as recency
    from manifest_entries
),

latest_entries as (
    select
        source_uri,
        original_uri,
        agency_name,
        region_code,
        scope,
        load_id,
        report_year,
        published_date
    from ranked_entries
    where recency = 1
)

select * from latest_entries
