{#- What every claim of the prose says; a percentage is one of the figure that is given. -#}
{% macro claim_columns(percentage_of=none) -%}
    report_id,
    {{ "'" ~ percentage_of ~ "' as figure_code" if percentage_of else 'figure_code' }},
    claim_kind,
    {{ "'%' as unit" if percentage_of else 'unit' }},
    sentence,
    locator,
    paragraph_ordinal,
    sentence_ordinal,
    number_ordinal,
    report_year,
    period,
    value as claimed_value,
    cell_state,
    printed_value
{%- endmacro %}
