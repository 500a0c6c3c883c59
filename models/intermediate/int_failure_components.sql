with recursive failing_rules as (
    select
        report_id,
        failing_ordinal
    from {{ ref('int_suspect_rules') }}
    where is_failing and is_searched
),

sets_of_rules as (
    select distinct
        report_id,
        mended_rules
    from {{ ref('int_moves') }}
),

links as (
    select distinct
        one.report_id,
        one.failing_ordinal,
        other.failing_ordinal as linked_ordinal
    from sets_of_rules
    inner join failing_rules as one on sets_of_rules.report_id = one.report_id
    inner join failing_rules as other on sets_of_rules.report_id = other.report_id
    where
        {{ bits_in_common('sets_of_rules.mended_rules', bit_of('one.failing_ordinal')) }} <> 0
        and {{ bits_in_common('sets_of_rules.mended_rules', bit_of('other.failing_ordinal')) }} <> 0
        and one.failing_ordinal <> other.failing_ordinal
),

-- Failing rules that some one move mends together stand or fall together.
reached as (
    select
        report_id,
        failing_ordinal,
        failing_ordinal as reached_ordinal
    from failing_rules
    union
    select
        reached.report_id,
        reached.failing_ordinal,
        links.linked_ordinal as reached_ordinal
    from reached
    inner join links on reached.report_id = links.report_id and reached.reached_ordinal = links.failing_ordinal
),

components as (
    select
        report_id,
        failing_ordinal,
        min(reached_ordinal) as component_ordinal,
        {{ union_of_bits(bit_of('reached_ordinal')) }} as component_rules
    from reached
    group by report_id, failing_ordinal
)

select * from components
