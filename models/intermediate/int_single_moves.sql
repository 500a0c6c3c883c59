with suspect_terms as (
    select * from {{ ref('int_suspect_terms') }}
),

suspect_cells as (
    select * from {{ ref('int_suspect_cells') }}
),

-- All equations of a cell have to ask for the same change. Where it only has to be within a bound, no figure is told.
candidates as (
    select
        report_id,
        {{ move_id('one', [('row_code', 'column_code')]) }} as move_id,
        table_code,
        row_code,
        column_code,
        cast(null as varchar) as cause_code,
        coalesce(needed_change, least_change) as change,
        needed_change is not null as is_exact
    from suspect_cells
    where needed_change <> 0 or (equation_count = 0 and least_change <> 0)
),

{{ verified_moves('candidates') }}
