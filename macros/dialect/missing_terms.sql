{#- States in which a cell gives a rule nothing to reckon with, the gravest first. -#}
{% macro missing_states() -%} {{ return(['unreadable', 'absent', 'blank', 'dash', 'ambiguous', 'unstated', 'zero']) }} {%- endmacro %}


{#- Room for the terms of one equation within a rank. -#}
{% macro terms_per_state() -%} 1000 {%- endmacro %}


{#- Orders missing terms by gravity and then by place in the equation; null for a term that has a value. -#}
{% macro missing_rank(cell_state, term_ordinal) -%}
    case {{ cell_state }}
        {% for state in missing_states() %}when '{{ state }}' then {{ loop.index }} {% endfor %}
    end * {{ terms_per_state() }} + {{ term_ordinal }}
{%- endmacro %}


{% macro missing_state(rank) -%}
    case {{ rank }} // {{ terms_per_state() }}
        {% for state in missing_states() %}when {{ loop.index }} then '{{ state }}' {% endfor %}
    end
{%- endmacro %}


{% macro missing_ordinal(rank) -%} {{ rank }} % {{ terms_per_state() }} {%- endmacro %}
