with unexplained_rules as (
    select * from {{ ref('int_unexplained_rules') }}
),

slip_moves as (
    select * from {{ ref('int_slip_moves') }}
),

pair_moves as (
    select * from {{ ref('int_pair_moves') }}
),

mended_rules as (
    select
        report_id,
        mended_rules
    from slip_moves
    union all
    select
        report_id,
        mended_rules
    from pair_moves
),

-- What neither one figure nor two, nor a slip of a whole run, mends.
knotted_rules as (
    select
        unexplained_rules.report_id,
        {{ bits_without(
            'min(unexplained_rules.rules)', "coalesce(" ~ union_of_bits('mended_rules.mended_rules') ~ ", 0)"
        ) }} as rules
    from unexplained_rules
    left join mended_rules on unexplained_rules.report_id = mended_rules.report_id
    group by unexplained_rules.report_id
)

select * from knotted_rules
where rules <> 0
