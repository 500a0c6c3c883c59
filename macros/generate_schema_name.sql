{#- A schema is called exactly what dbt_project.yml says, so that readers of the warehouse can rely on its name. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
