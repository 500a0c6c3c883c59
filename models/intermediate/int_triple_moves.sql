with suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
),

suspect_cells as (
    select * from {{ ref('int_suspect_cells') }}
),

candidates as (
    select * from {{ ref('int_triple_changes') }}
),

{{ verified_moves('candidates') }}
