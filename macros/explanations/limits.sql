{#- So many figures are changed at once in search of an explanation; only slips that have a name may be longer. -#}
{% macro cells_searched() -%} 3 {%- endmacro %}


{#- So many moves that mend the same rules take part in combinations: two components of 22 candidates each would make 484. -#}
{% macro moves_combined() -%} 25 {%- endmacro %}


{#- So many explanations of one component are published, the best first; `explanation_count` says how many there are. -#}
{% macro explanations_listed() -%} 60 {%- endmacro %}


{#- Up to so many figures, every change there is was tried: of three, those that hang together by two rules at most. -#}
{% macro cells_searched_completely() -%} 2 {%- endmacro %}


{#- So many changed figures of one explanation are put into a message; all of them are in `fct_explanations`. -#}
{% macro cells_worded() -%} 3 {%- endmacro %}


{#- So many explanations of equal rank are put into a message. -#}
{% macro explanations_worded() -%} 3 {%- endmacro %}
