{#- A rule's message with the figures and labels of one failing verdict in place of its names in braces. -#}
{% macro fill_rule_message(message) -%}
    {%- set placeholders = {
        '{left_value}': "coalesce(" ~ plain_number('left_value') ~ ", '')",
        '{right_value}': "coalesce(" ~ plain_number('right_value') ~ ", '')",
        '{residual}': "coalesce(" ~ plain_number('abs(residual)') ~ ", '')",
        '{row_code}': "coalesce(row_code, '')",
        '{row_label}': "coalesce(row_label, row_code, '')",
        '{column_code}': "coalesce(column_code, '')",
        '{column_label}': "coalesce(column_label, column_code, '')",
        '{row_name}': "coalesce(row_name, row_code, '')",
        '{column_name}': "coalesce(column_name, column_code, '')",
        '{report_year}': "coalesce(cast(report_year as varchar), '')",
        '{prior_year}': "coalesce(cast(report_year - 1 as varchar), '')",
    } -%}
    {%- set filled = namespace(expression=message) -%}
    {%- for placeholder, value in placeholders.items() -%}
        {%- set filled.expression = "replace(" ~ filled.expression ~ ", '" ~ placeholder ~ "', " ~ value ~ ")" -%}
    {%- endfor -%}
    {{ filled.expression }}
{%- endmacro %}
