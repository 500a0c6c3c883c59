{#- Whether a name in a list that people keep is that of an agency: with its region, or without one if no other has the name. -#}
{% macro same_agency(name, region_code, agencies) -%}
    {{ name }} = {{ agencies }}.agency_name
    and (
        {{ region_code }} = {{ agencies }}.region_code
        or ({{ region_code }} is null and {{ agencies }}.namesake_count = 1)
    )
{%- endmacro %}
