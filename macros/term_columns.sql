{#- What every term of an equation is made of: what the equation says of it, and what the cell it is read from says. -#}
{% macro term_columns(report_id) -%}
    {{ report_id }} as report_id,
    rule_terms.rule_scope_id,
    rule_terms.side,
    rule_terms.period,
    cells.cell_state,
    cells.unit,
    rule_terms.term_ordinal,
    rule_terms.sign,
    cells.value,
    cells.decimal_places
{%- endmacro %}
