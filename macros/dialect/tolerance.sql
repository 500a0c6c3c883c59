{#- Counts must agree exactly; amounts to half a unit of the last place that the coarsest of them prints. -#}
{% macro tolerance(has_amounts, decimal_places) -%}
    case when {{ has_amounts }} then cast(0.5 * power(10, -{{ decimal_places }}) as decimal(28, 7)) else 0 end
{%- endmacro %}
