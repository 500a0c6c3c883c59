{#- Words separated by spaces, one row each. -#}
{% macro split_words(text) -%}
    unnest(string_split({{ text }}, ' '))
{%- endmacro %}


{#- An equation is a left side, a comparison (= or <=) and a right side. -#}
{% macro equation_part(equation, part) -%}
    trim(regexp_extract({{ equation }}, '^([^<=]*)(<=|=)([^<=]*)$', {{ {'left': 1, 'comparison': 2, 'right': 3}[part] }}))
{%- endmacro %}


{#- Terms of one side of an equation, one row each: a sign, a code and perhaps the report it is read from. -#}
{% macro split_terms(side) -%}
    unnest(regexp_extract_all({{ side }}, '[+-]?\s*[a-z][a-z0-9_]*(?:\(t(?:-1)?\))?'))
{%- endmacro %}


{#- Position, from 1, of each row that split_terms gives in the same select. -#}
{% macro split_terms_ordinal(side) -%}
    generate_subscripts(regexp_extract_all({{ side }}, '[+-]?\s*[a-z][a-z0-9_]*(?:\(t(?:-1)?\))?'), 1)
{%- endmacro %}


{% macro term_code(term) -%} regexp_extract({{ term }}, '[a-z][a-z0-9_]*') {%- endmacro %}


{% macro term_sign(term) -%} case when {{ term }} like '-%' then -1 else 1 end {%- endmacro %}


{% macro term_period(term) -%} case when {{ term }} like '%(t-1)' then 't-1' else 't' end {%- endmacro %}


{#- Whether an equation is nothing but signed terms, a comparison and signed terms, or figures that must be 0. -#}
{% macro is_equation(equation) -%}
    regexp_full_match(
        {{ equation }},
        '([a-z][a-z0-9_]*(\(t(-1)?\))?)( [+-] [a-z][a-z0-9_]*(\(t(-1)?\))?)* (=|<=) (0|[a-z][a-z0-9_]*(\(t(-1)?\))?( [+-] [a-z][a-z0-9_]*(\(t(-1)?\))?)*)'
    )
{%- endmacro %}
