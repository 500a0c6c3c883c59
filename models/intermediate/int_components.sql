with suspect_rules as (
    select * from {{ ref('int_suspect_rules') }}
    where is_failing
),

failure_components as (
    select * from {{ ref('int_failure_components') }}
),

-- Rules that were not searched, because too many fail at once, are one component.
component_rules as (
    select
        suspect_rules.report_id,
        coalesce(failure_components.component_ordinal, -1) as component_ordinal,
        suspect_rules.rule_scope_id,
        suspect_rules.rule_id,
        suspect_rules.scope_code
    from suspect_rules
    left join failure_components
        on
            suspect_rules.report_id = failure_components.report_id
            and suspect_rules.failing_ordinal = failure_components.failing_ordinal
)

select
    *,
    min(rule_id || ':' || scope_code) over (partition by report_id, component_ordinal) as component_code,
    count(*) over (partition by report_id, component_ordinal) as failing_count
from component_rules
