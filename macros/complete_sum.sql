{#- A sum over every row of the group, null where one of them has no figure: part of a sum would pass for all of it. -#}
{% macro complete_sum(figure) -%}
    case when count(*) = count({{ figure }}) then sum({{ figure }}) end
{%- endmacro %}


{#- The same over the rows that meet a condition. -#}
{% macro complete_sum_where(figure, condition) -%}
    case
        when count(case when {{ condition }} then 1 end) = count(case when {{ condition }} then {{ figure }} end)
            then sum(case when {{ condition }} then {{ figure }} end)
    end
{%- endmacro %}
