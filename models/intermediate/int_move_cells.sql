{{ config(materialized='view') }}

with moves as (
    select * from {{ ref('int_moves') }}
),

cells_of_moves as (
    select * from {{ ref('int_single_moves') }}
    union all by name
    select * from {{ ref('int_slip_moves') }}
    union all by name
    select * from {{ ref('int_pair_moves') }}
    union all by name
    select * from {{ ref('int_triple_moves') }}
),

move_cells as (
    select cells_of_moves.*
    from cells_of_moves
    inner join moves on cells_of_moves.report_id = moves.report_id and cells_of_moves.move_id = moves.move_id
)

select * from move_cells
