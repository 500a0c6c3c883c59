{#- A decimal as people write it, without the zeros that its type adds. -#}
{% macro plain_number(number) -%}
    rtrim(rtrim(cast(cast({{ number }} as decimal(38, 6)) as varchar), '0'), '.')
{%- endmacro %}
