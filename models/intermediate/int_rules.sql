with rules as (
    select * from {{ ref('reconciliation_rules') }}
),

chosen_severities as (
    {{ rule_severities() }}
),

-- A misspelt rule would leave its severity as it was, in silence.
misspelt_rules as (
    select
        max(
            {{ raise_error("'rule_severities: 没有这条规则 / there is no such rule: ' || chosen_severities.rule_id") }}
        ) as message
    from chosen_severities
    left join rules on chosen_severities.rule_id = rules.rule_id
    where rules.rule_id is null
),

graded_rules as (
    select
        rules.* exclude (severity), -- noqa: RF01
        coalesce(misspelt_rules.message, chosen_severities.severity, rules.severity) as severity
    from rules
    cross join misspelt_rules
    left join chosen_severities on rules.rule_id = chosen_severities.rule_id
)

select * from graded_rules
