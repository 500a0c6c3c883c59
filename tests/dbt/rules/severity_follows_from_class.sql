select
    rule_id,
    class,
    severity
from {{ ref('reconciliation_rules') }}
where
    severity <> case class
        when 'stated' then 'critical'
        when 'implied' then 'error'
        when 'chain' then 'warning'
        when 'rollup' then 'warning'
        else 'notice'
    end
