{{ config(materialized='view') }}

with evaluations as (
    select * from {{ ref('int_rule_evaluations') }}
),

rules as (
    select * from {{ ref('reconciliation_rules') }}
),

known_discrepancies as (
    select * from {{ source('expectations', 'known_discrepancies') }}
),

valid_acknowledgements as (
    select distinct
        report_id,
        rule_id,
        scope_code,
        printed_values
    from known_discrepancies
    where expires_on is null or try_cast(expires_on as date) >= {{ as_of_date() }}
),

evaluations_with_printed_values as (
    select
        evaluations.*,
        rules.class,
        {{ plain_number('evaluations.left_value') }} || ' vs ' || {{ plain_number('evaluations.right_value') }}
            as printed_values
    from evaluations
    inner join rules on evaluations.rule_id = rules.rule_id
),

-- An acknowledgement is of the figures as they were: other figures are another discrepancy.
verdicts as (
    select
        evaluations.*,
        evaluations.verdict = 'fail' and valid_acknowledgements.report_id is not null as is_acknowledged
    from evaluations_with_printed_values as evaluations
    left join valid_acknowledgements
        on
            evaluations.report_id = valid_acknowledgements.report_id
            and evaluations.rule_id = valid_acknowledgements.rule_id
            and evaluations.scope_code = valid_acknowledgements.scope_code
            and evaluations.printed_values = valid_acknowledgements.printed_values
)

select * from verdicts
