{#- Whether a failure keeps its report out of the facts: the variable `quarantine_at` names the mildest that does. -#}
{% macro is_grave_enough_to_quarantine(severity) -%}
    {%- set severities = ['notice', 'warning', 'error', 'critical'] -%}
    {%- set threshold = var('quarantine_at', 'none') -%}
    {%- if threshold == 'none' -%}
        false
    {%- elif threshold in severities -%}
        {{ severity }} in ('{{ severities[severities.index(threshold):] | join("', '") }}')
    {%- else -%}
        {%- set allowed = severities | join(', ') -%}
        {{ exceptions.raise_compiler_error("quarantine_at is '" ~ threshold ~ "', which is none of " ~ allowed) }}
    {%- endif -%}
{%- endmacro %}
