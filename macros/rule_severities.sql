{#-
    One row per rule whose severity the variable `rule_severities` sets: rule_id and severity. A severity that there is not
    stops compilation; that a rule exists is asked of the rules themselves, by int_rules.
-#}
{% macro rule_severities() -%}
    {%- set severities = ['critical', 'error', 'warning', 'notice'] -%}
    {%- set chosen = var('rule_severities', {}) or {} -%}
    {%- if chosen is not mapping -%}
        {{ exceptions.raise_compiler_error(
            "rule_severities 应为“规则: 严重程度”的对照表 / must map rules to severities, such as {requests.balance: error}"
        ) }}
    {%- endif -%}
    {%- for rule_id, severity in chosen.items() -%}
        {%- if severity not in severities -%}
            {{ exceptions.raise_compiler_error(
                "rule_severities: " ~ rule_id ~ " 的严重程度 " ~ severity ~ " 不在 / is given the severity " ~ severity
                ~ ", which is none of " ~ severities | join(', ')
            ) }}
        {%- endif -%}
    {%- endfor -%}
    {%- for rule_id, severity in chosen.items() %}
    select
        '{{ rule_id | replace("'", "''") }}' as rule_id,
        '{{ severity }}' as severity
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        cast(null as varchar) as rule_id,
        cast(null as varchar) as severity
    where false
    {%- endfor %}
{%- endmacro %}
