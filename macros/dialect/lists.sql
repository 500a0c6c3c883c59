{#- The elements of a list of words as one text. -#}
{% macro joined_words(list) -%} array_to_string({{ list }}, '; ') {%- endmacro %}


{#- The elements of a list, one row each. -#}
{% macro each_of(list) -%} unnest({{ list }}) {%- endmacro %}
