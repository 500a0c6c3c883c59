{#- The level of a government, told by the level of the region it governs. -#}
{% macro level_of_region(region_level) -%}
    case {{ region_level }}
        when 'province' then 'provincial'
        when 'prefecture' then 'prefectural'
        when 'county' then 'county'
    end
{%- endmacro %}
