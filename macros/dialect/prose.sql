{#- Sentences of a paragraph, one row each, with the mark that ends them. -#}
{% macro split_sentences(text) -%}
    unnest(regexp_extract_all({{ text }}, '[^。；;！!？?\n]+[。；;！!？?]?'))
{%- endmacro %}


{#- A text without the gaps around it, otherwise as printed. -#}
{% macro strip_gaps(text) -%}
    regexp_replace({{ text }}, '^{{ gap() }}+|{{ gap() }}+$', '', 'g')
{%- endmacro %}


{#- Clauses of a sentence in plain form, one row each. -#}
{% macro split_clauses(plain_sentence) -%}
    unnest(regexp_extract_all({{ plain_sentence }}, '[^。;!?,\n]+'))
{%- endmacro %}


{#-
    A sentence without what says nothing about whether anything happened: gaps, the numeral before it, the year, and the
    whole of a year (1月1日至12月31日). Whatever month is left afterwards narrows the sentence.
-#}
{% macro plain_sentence(text) -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(translate({{ fold_width(text) }}, '；！？', ';!?'), '{{ gap() }}+', '', 'g'),
            '(?:[0-9]{4}年)?1月1日起?(?:至|到|-|—|~)(?:[0-9]{4}年)?12月31日(?:止)?(?:期间)?|截[至止]到?[0-9]{4}年(?:底|末|12月31日)|[0-9]{4}年度?',
            '', 'g'
        ),
        '^(?:\(?[0-9一二三四五六七八九十]+[).、])+', ''
    )
{%- endmacro %}


{#- One pattern that matches any of the patterns of a group of rows. -#}
{% macro any_pattern(pattern, condition) -%}
    '(?:' || string_agg({{ pattern }}, '|' order by length({{ pattern }}) desc, {{ pattern }})
    filter (where {{ condition }}) || ')'
{%- endmacro %}


{% macro matches_whole(text, pattern) -%} regexp_full_match({{ text }}, {{ pattern }}) {%- endmacro %}


{% macro matches_part(text, pattern) -%} regexp_matches({{ text }}, {{ pattern }}) {%- endmacro %}


{#- Whether a clause counts cases: a figure other than 0, in digits or in characters, with a word that cases are counted by. -#}
{% macro states_figure(clause) -%}
    regexp_matches({{ clause }}, '[1-9一二两三四五六七八九十百千万][0-9一二三四五六七八九十百千万余多]*(?:件|起|宗|例|份|桩)')
{%- endmacro %}


{#- Whether a sentence is a heading, which says nothing. -#}
{% macro is_heading(plain_sentence) -%} regexp_full_match({{ plain_sentence }}, '[^。;!?]*情况:?') {%- endmacro %}
