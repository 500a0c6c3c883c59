with cells as (
    select * from {{ source('raw', 'cells') }}
),

distinct_labels as (
    select column_label as label
    from cells
    union
    select row_label
    from cells
),

units_named_by_labels as (
    {{ label_units('distinct_labels', ref('units')) }}
)

select * from units_named_by_labels
