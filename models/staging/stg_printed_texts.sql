with cells as (
    select * from {{ source('raw', 'cells') }}
),

distinct_texts as (
    select distinct coalesce(printed_text, '') as printed_text
    from cells
),

parsed_texts as (
    {{ printed_number('distinct_texts', ref('units'), ref('dash_marks')) }}
)

select * from parsed_texts
