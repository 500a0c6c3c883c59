{#- First 16 hexadecimal digits of a hash that is the same in every run and on every machine. -#}
{% macro stable_id(parts) -%}
    left(md5(concat_ws('|'{% for part in parts %}, coalesce({{ part }}, ''){% endfor %})), 16)
{%- endmacro %}


{#- A digest of a set of different rows, each described by `text`, whatever their order: their hashes, combined bit by bit. -#}
{% macro digest_of_rows(text) -%}
    md5(cast(bit_xor(md5_number({{ text }})) as varchar))
{%- endmacro %}
