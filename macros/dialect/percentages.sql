{#- Grammar of percentages, in the letters of `narrative_letters`. -#}

{#- What may stand between a count and its percentage: 占, 占申请总数的, with 约 perhaps; 占网络申请的 is of another whole. -#}
{% macro share_of_a_whole() -%} '[,]?[BFY]*s[BFGAWJOU]*' {%- endmacro %}


{#- 自然人申请 before 占, with the whole where no count stands between; or a word such as 公开率. -#}
{% macro subject_of_a_share() -%} '[BFTYPGAWJevOU]*(?:r[BFOUWJe]*s[BFGAWJOU]*|z[BF]*)' {%- endmacro %}


{#- 网络申请200件，其中自然人150件: a share of the former; and whatever is said after lawsuits or decisions may be of these. -#}
{% macro is_of_another_whole() -%}
    ({{ is_of_other_things('letters_until') }} or regexp_matches(letters_until, 'r[^#]*#[^#;。]*T'))
{%- endmacro %}


{#- Whether lawsuits, decisions, documents or money are spoken of. -#}
{% macro is_of_other_things(letters) -%} regexp_matches({{ letters }}, '[RMabcdqmnylo]') {%- endmacro %}


{#- ,同比增长 and nothing else; 申请量 may be said once more. -#}
{% macro nothing_but_a_change() -%} '[,FCPYKBvOU]*K[FB]*' {%- endmacro %}


{#- 1 for more, -1 for less, null where words say both or neither. -#}
{% macro direction_of_change(words) -%}
    case
        when regexp_matches({{ words }}, '[增升多]') and not regexp_matches({{ words }}, '[减降少]') then 1
        when regexp_matches({{ words }}, '[减降少]') and not regexp_matches({{ words }}, '[增升多]') then -1
    end
{%- endmacro %}


{#- 约占91%, 占九成 or so, of 100余件: what rounding to the printed places does not give. -#}
{% macro is_rounded_percentage(letters) -%}
    (regexp_matches({{ letters }} || coalesce(letters_between, ''), 'B') or roundness || tail || roundness_of_count <> '')
{%- endmacro %}


{#- Places after the point of a numeral. -#}
{% macro decimals_of(numeral) -%} length(split_part({{ numeral }}, '.', 2)) {%- endmacro %}


{#- Whether a word is one of several that spaces part. -#}
{% macro is_word_of(word, words) -%} list_contains(string_split({{ words }}, ' '), {{ word }}) {%- endmacro %}


{#-
    The percentage that a part is of a whole, as it was claimed where rounding to the claimed places can give that, else to one
    place more: 35.6 stands for 35.55 to 35.65, ends included. Compared without division; null where the whole is not positive.
-#}
{% macro percentage_as_claimed(part, whole, claimed, places) -%}
    case
        when {{ whole }} > 0
            and abs(
                try_cast({{ part }} as decimal(20, 4)) * 100
                - try_cast({{ whole }} as decimal(20, 4)) * cast({{ claimed }} as decimal(9, 4))
            ) * cast(rpad('2', cast({{ places }} as integer) + 1, '0') as decimal(5, 0))
            <= try_cast({{ whole }} as decimal(20, 4))
            then cast({{ claimed }} as decimal(28, 6))
        when {{ whole }} > 0
            then
                cast(
                    round(cast({{ part }} as double) * 100 / cast({{ whole }} as double), cast({{ places }} as integer) + 1)
                    as decimal(28, 6)
                )
    end
{%- endmacro %}
