with suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
),

suspect_cells as (
    select * from {{ ref('int_suspect_cells') }}
),

swapped_cells as (
    select * from {{ ref('int_swapped_cells') }}
),

shifted_rows as (
    select * from {{ ref('int_shifted_rows') }}
),

shifted_columns as (
    select * from {{ ref('int_shifted_columns') }}
),

displaced_rows as (
    select * from {{ ref('int_displaced_rows') }}
),

candidates as (
    select * from swapped_cells
    union all by name
    select * from shifted_rows
    union all by name
    select * from shifted_columns
    union all by name
    select * from displaced_rows
),

{{ verified_moves('candidates') }}
