{#- Sets of failing rules of one report are bits of a bigint, by ordinals from 0; its sign is left alone. -#}
{% macro bits_of_a_set() -%} 62 {%- endmacro %}


{% macro bit_of(ordinal) -%} (cast(1 as bigint) << {{ ordinal }}) {%- endmacro %}


{% macro union_of_bits(expression) -%} bit_or({{ expression }}) {%- endmacro %}


{% macro lowest_bit(bits) -%} ({{ bits }} & -({{ bits }})) {%- endmacro %}


{% macro bits_without(bits, others) -%} ({{ bits }} & ~({{ others }})) {%- endmacro %}


{% macro bits_in_common(bits, others) -%} ({{ bits }} & ({{ others }})) {%- endmacro %}
