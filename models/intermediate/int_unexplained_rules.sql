with suspect_rules as (
    select * from {{ ref('int_suspect_rules') }}
    where is_failing and is_searched
),

single_moves as (
    select * from {{ ref('int_single_moves') }}
),

-- Failing rules that no change of one figure mends: only for these are several figures tried at once.
mended_rules as (
    select
        report_id,
        {{ union_of_bits('mended_rules') }} as mended_rules
    from single_moves
    group by report_id
),

unexplained_rules as (
    select
        suspect_rules.report_id,
        {{ union_of_bits(bit_of('suspect_rules.failing_ordinal')) }} as rules
    from suspect_rules
    left join mended_rules on suspect_rules.report_id = mended_rules.report_id
    where {{ bits_in_common('coalesce(mended_rules.mended_rules, 0)', bit_of('suspect_rules.failing_ordinal')) }} = 0
    group by suspect_rules.report_id
)

select * from unexplained_rules
