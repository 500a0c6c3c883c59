-- An equation that strays from the grammar would be evaluated in part, in silence.
select
    rule_id,
    equation
from {{ ref('reconciliation_rules') }}
where
    not {{ is_equation('equation') }}
    or (equation like '% = 0' and scope not in ('section', 'report'))
