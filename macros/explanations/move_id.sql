{#- Names a move within its report: what kind it is, its table, and the row and column of the cells it begins with. -#}
{% macro move_id(kind, cells, table_code='table_code') -%}
    concat_ws(' ', '{{ kind }}', {{ table_code }}{% for row, column in cells %}, {{ row }}, {{ column }}{% endfor %})
{%- endmacro %}
