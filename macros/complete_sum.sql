{#- A sum over every row of the group, null where one of them has no figure: part of a sum would pass for all of it. -#}
{% macro complete_sum(figure) -%}
    case when count(*) = count({{ figure }}) then sum({{ figure }}) end
{%- endmacro %}
