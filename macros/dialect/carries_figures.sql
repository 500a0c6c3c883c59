{#- Whether the cells of a row print a digit other than 0; its label, which may hold a numeral, does not count. -#}
{% macro carries_figures(printed_text, label) -%}
    regexp_matches(replace({{ fold_width(printed_text) }}, {{ fold_width("coalesce(" ~ label ~ ", '')") }}, ''), '[1-9]')
{%- endmacro %}
