{#- So many figures are changed at once in search of an explanation; only slips that have a name may be longer. -#}
{% macro cells_searched() -%} 3 {%- endmacro %}


{#- So many moves that mend the same rules take part in combinations: two components of 22 candidates each would make 484. -#}
{% macro moves_combined() -%} 25 {%- endmacro %}


{#- So many explanations of one component are published, the best first; `explanation_count` says how many there are. -#}
{% macro explanations_listed() -%} 60 {%- endmacro %}


{#- Whether a cause is one slip of several figures, which counts as a whole however many there are. -#}
{% macro is_slip(cause_code) -%}
    coalesce({{ cause_code }} in ('swapped_neighbours', 'shifted_by_one_column', 'shifted_by_one_row', 'rows_displaced'), false)
{%- endmacro %}
