select
    rule_id,
    form_version,
    scope_code,
    term_ordinal,
    scope,
    side,
    period,
    table_code,
    row_code,
    column_code,
    sign
from {{ ref('int_rule_terms') }}
