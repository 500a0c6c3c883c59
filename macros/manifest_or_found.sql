{#- What the manifest says of a document's only report, or else what was found in it. -#}
{% macro manifest_or_found(column) -%}
    case
        when reports.is_only_report then coalesce(documents.manifest_{{ column }}, reports.{{ column }})
        else reports.{{ column }}
    end
{%- endmacro %}
