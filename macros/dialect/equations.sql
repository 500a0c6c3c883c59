{#- Words separated by spaces, one row each. -#}
{% macro split_words(text) -%}
    unnest(string_split({{ text }}, ' '))
{%- endmacro %}


{#-
    The grammar of equations, in full:

        equation   = side comparison side | side comparison 0
        comparison = "=" | "<=" | "in [lower, upper] *"       the left side within bounds that are multiples of the right
        side       = term { ("+" | "-") term }
        term       = code [ "(" reports ")" ]
        reports    = t           this report, also where nothing is said
                   | t-1         the report, or after a merger the reports, of the year before
                   | members     the reports that a summary covers, added up
                   | reference   what an amount is held against: its header's unit, or last year's report
-#}
{% macro term_pattern() -%} [a-z][a-z0-9_]*(?:\((?:t|t-1|members|reference)\))? {%- endmacro %}


{% macro comparison_pattern() -%} =|<=|in \[[0-9.]+, [0-9.]+\] \* {%- endmacro %}


{#- The left side, the comparison or the right side of an equation. -#}
{% macro equation_part(equation, part) -%}
    regexp_extract(
        {{ equation }},
        '^(.+?) ({{ comparison_pattern() | trim }}) (.+)$',
        {{ {'left': 1, 'comparison': 2, 'right': 3}[part] }}
    )
{%- endmacro %}


{#- The kind of a comparison: `=`, `<=` or `in`. -#}
{% macro comparison_kind(comparison) -%} split_part({{ comparison }}, ' ', 1) {%- endmacro %}


{#- The lower or the upper bound of a comparison with bounds; null of any other. -#}
{% macro comparison_bound(comparison, bound) -%}
    try_cast(
        regexp_extract({{ comparison }}, '\[([0-9.]+), ([0-9.]+)\]', {{ {'lower': 1, 'upper': 2}[bound] }}) as decimal(9, 4)
    )
{%- endmacro %}


{#- Terms of one side of an equation, one row each: a sign, a code and perhaps the reports it is read from. -#}
{% macro split_terms(side) -%}
    unnest(regexp_extract_all({{ side }}, '[+-]?\s*{{ term_pattern() | trim }}'))
{%- endmacro %}


{#- Position, from 1, of each row that split_terms gives in the same select. -#}
{% macro split_terms_ordinal(side) -%}
    generate_subscripts(regexp_extract_all({{ side }}, '[+-]?\s*{{ term_pattern() | trim }}'), 1)
{%- endmacro %}


{% macro term_code(term) -%} regexp_extract({{ term }}, '[a-z][a-z0-9_]*') {%- endmacro %}


{% macro term_sign(term) -%} case when {{ term }} like '-%' then -1 else 1 end {%- endmacro %}


{% macro term_period(term) -%} coalesce(nullif(regexp_extract({{ term }}, '\((.+)\)', 1), ''), 't') {%- endmacro %}


{#- Whether an equation follows the grammar from end to end. -#}
{% macro is_equation(equation) -%}
    {%- set term = term_pattern() | trim -%}
    regexp_full_match(
        {{ equation }},
        '{{ term }}( [+-] {{ term }})* ({{ comparison_pattern() | trim }}) (0|{{ term }}( [+-] {{ term }})*)'
    )
{%- endmacro %}
