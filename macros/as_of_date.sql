{#- The day a build speaks for: acknowledgements that ended before it no longer count. -#}
{% macro as_of_date() -%}
    {%- set as_of_date = var('as_of_date', none) -%}
    {{ "date '" ~ as_of_date ~ "'" if as_of_date else 'current_date' }}
{%- endmacro %}
