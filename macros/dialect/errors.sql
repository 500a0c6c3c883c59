{#- Stops the build with a message, for any row that it is evaluated for. -#}
{% macro raise_error(message) -%} cast(error({{ message }}) as varchar) {%- endmacro %}
