{#- A cell of the form in English; what is no cell of the form goes by its codes. -#}
{% macro place_in_english(form_cells, cells) -%}
    'row "' || coalesce({{ form_cells }}.row_name, {{ cells }}.row_code)
    || '", column "' || coalesce({{ form_cells }}.column_name, {{ cells }}.column_code) || '"'
{%- endmacro %}
