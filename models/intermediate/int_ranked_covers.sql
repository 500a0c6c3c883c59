with cover_cells as (
    select * from {{ ref('int_cover_cells') }}
),

causes as (
    select * from {{ ref('explanation_causes') }}
),

corroborations as (
    select * from {{ ref('int_corroborations') }}
),

-- A slip, and what was counted elsewhere, is one mistake however many figures it moves.
covers as (
    select
        cover_cells.report_id,
        cover_cells.component_ordinal,
        cover_cells.cover_id,
        count(*) as cell_count,
        count(distinct case
            when causes.is_slip or causes.cause_code = 'counted_elsewhere' then cover_cells.move_id
            else concat_ws(' ', cover_cells.row_code, cover_cells.column_code)
        end) as mistake_count,
        max(causes.likelihood) as likelihood,
        min(case when causes.is_slip then 1 else 0 end) = 1 as is_slip,
        min(case when causes.cause_code = 'rows_displaced' then 1 else 0 end) = 1 as is_displacement,
        min(case when cover_cells.is_exact then 1 else 0 end) = 1 as is_exact,
        count(distinct concat_ws(' ', cover_cells.table_code, cover_cells.row_code, cover_cells.column_code)) as place_count
    from cover_cells
    inner join causes on cover_cells.cell_cause_code = causes.cause_code
    group by cover_cells.report_id, cover_cells.component_ordinal, cover_cells.cover_id
),

-- Where rows have slipped, the row at which they began to often cannot be told: these are equals, not longer and shorter.
sized_covers as (
    select
        *,
        case
            when is_displacement
                then min(cell_count) over (partition by report_id, component_ordinal, is_displacement)
            else cell_count
        end as size,
        min(cell_count) over (partition by report_id, component_ordinal) as smallest_size
    from covers
    -- Two moves of one figure are not two changes.
    where cell_count = place_count
),

corroborated_covers as (
    select
        sized_covers.*,
        coalesce(corroborations.support, 0) as support,
        corroborations.rule_ids as corroborating_rule_ids
    from sized_covers
    left join corroborations
        on
            sized_covers.report_id = corroborations.report_id
            and sized_covers.component_ordinal = corroborations.component_ordinal
            and sized_covers.cover_id = corroborations.cover_id
    where sized_covers.size = sized_covers.smallest_size or sized_covers.is_slip
),

ranked_covers as (
    select
        *,
        rank() over (
            partition by report_id, component_ordinal order by size asc, likelihood asc, mistake_count asc, support desc
        ) as explanation_rank,
        row_number() over (
            partition by report_id, component_ordinal
            order by size asc, likelihood asc, mistake_count asc, support desc, cover_id asc
        ) as listed_ordinal,
        count(*) over (partition by report_id, component_ordinal) as explanation_count,
        sum(case when size = smallest_size then 1 else 0 end)
            over (partition by report_id, component_ordinal) as smallest_count
    from corroborated_covers
)

select
    *,
    count(*) over (partition by report_id, component_ordinal, explanation_rank) as rank_count
from ranked_covers
