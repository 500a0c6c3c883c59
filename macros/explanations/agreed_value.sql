{#- What all rows of a group that say anything say alike; null where they differ or say nothing. -#}
{% macro agreed_value(expression) -%}
    case when min({{ expression }}) = max({{ expression }}) then min({{ expression }}) end
{%- endmacro %}
