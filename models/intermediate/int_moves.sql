with unexplained_rules as (
    select * from {{ ref('int_unexplained_rules') }}
),

knotted_rules as (
    select * from {{ ref('int_knotted_rules') }}
),

causes as (
    select * from {{ ref('explanation_causes') }}
),

-- More figures are changed at once only for the sake of a rule that fewer do not mend; slips are always worth naming.
moves as (
    select * from {{ ref('int_single_moves') }}
    union all by name
    select * from {{ ref('int_slip_moves') }}
    union all by name
    select pairs.*
    from {{ ref('int_pair_moves') }} as pairs
    inner join unexplained_rules on pairs.report_id = unexplained_rules.report_id
    where {{ bits_in_common('pairs.mended_rules', 'unexplained_rules.rules') }} <> 0
    union all by name
    select triples.*
    from {{ ref('int_triple_moves') }} as triples
    inner join knotted_rules on triples.report_id = knotted_rules.report_id
    where {{ bits_in_common('triples.mended_rules', 'knotted_rules.rules') }} <> 0
),

described_moves as (
    select
        report_id,
        move_id,
        min(cause_code) as cause_code,
        min(mended_rules) as mended_rules,
        min(cell_count) as cell_count,
        string_agg(
            concat_ws(' ', table_code, row_code, column_code, change), ', ' order by table_code, row_code, column_code
        ) as changes
    from moves
    group by report_id, move_id
),

-- The same changes found in two ways are one move: a swap is also a pair whose differences cancel.
first_descriptions as (
    select
        *,
        row_number() over (
            partition by report_id, changes
            order by cause_code = 'counted_elsewhere', cause_code is null, move_id
        ) as description_ordinal
    from described_moves
)

select
    moves.report_id,
    moves.move_id,
    moves.cause_code,
    moves.mended_rules,
    moves.cell_count,
    coalesce(causes.is_slip, false) as is_slip
from first_descriptions as moves
left join causes on moves.cause_code = causes.cause_code
where moves.description_ordinal = 1
