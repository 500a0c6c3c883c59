-- An amount that its reference calls off by ten thousand is in the wrong unit, and no equation within the report sees it.
with failing_units as (
    select *
    from {{ ref('int_rule_evaluations') }}
    where verdict = 'fail' and rule_id = 'plausibility.unit' and right_value <> 0
)

select
    report_id,
    cast(null as bigint) as component_ordinal,
    rule_id || ':' || scope_code as component_code,
    concat_ws(' ', 'unit', table_code, row_code, column_code) as cover_id,
    'likely' as confidence,
    rule_id as supporting_rule_ids,
    1 as explanation_rank,
    1 as rank_count,
    1 as explanation_count,
    1 as cell_count,
    1 as failing_count
from failing_units
