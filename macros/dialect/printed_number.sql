{#-
    The one place that decides what a printed text is: a number, a blank, a dash, or something that cannot be read.

    A number is an optional sign, an integer without leading zeros (bare, or perfectly grouped in thousands), an optional
    fraction, an optional unit word and an optional remark in brackets. It is matched whole and explicitly, because a cast
    that is merely tried accepts 1e3 and 0x1F. What could be two figures run together ("1 2", "00", "1,23") is unreadable.
-#}

{#- Sign, integer, fraction, unit word: 15 integer digits and 6 decimals are the most that decimal(28, 6) holds safely. -#}
{% macro printed_number_pattern() -%}
    '^([+-]?)(0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,6}))?'
    || '{{ gap() }}*(\p{Han}*){{ gap() }}*(?:\([^()]*\p{Han}[^()]*\))?$'
{%- endmacro %}


{#- Everything that prints nothing: white space of any width, and the characters that only format. -#}
{% macro gap() -%} (?:[\s\p{Z}\p{Cf}]|&nbsp;) {%- endmacro %}


{#- Full-width digits and punctuation as ASCII; every hyphen-like minus as "-", but not the long dash, which is a mark. -#}
{% macro fold_width(text) -%}
    translate({{ text }}, '０１２３４５６７８９＋－−﹣‐‑‒–，．（）／：｜', '0123456789+-------,.()/:|')
{%- endmacro %}


{#- A text without the gaps around it and without the lone column rule that text extraction leaves at its edge. -#}
{% macro fold_printed_text(text) -%}
    regexp_replace(
        regexp_replace({{ fold_width(text) }}, '^{{ gap() }}*\|?{{ gap() }}*', ''), '{{ gap() }}*\|?{{ gap() }}*$', ''
    )
{%- endmacro %}


{#- One row per row of `texts` (printed_text): cell_state, value, unit and decimal_places. -#}
{% macro printed_number(texts, units, dash_marks) %}
    select
        texts.printed_text,
        case
            when texts.folded_text = '' then 'blank'
            when marks.mark is not null then 'dash'
            when texts.parts.integer_part = '' then 'unreadable'
            when texts.parts.unit_word <> '' and units.unit is null then 'unreadable'
            else 'number'
        end as cell_state,
        case
            when texts.parts.unit_word = '' or units.unit is not null
                then cast(
                    texts.parts.sign || replace(nullif(texts.parts.integer_part, ''), ',', '')
                    || '.' || texts.parts.fraction as decimal(28, 6)
                )
        end as value,
        units.unit,
        length(texts.parts.fraction) as decimal_places
    from (
        select
            printed_text,
            {{ fold_printed_text('printed_text') }} as folded_text,
            regexp_extract(
                {{ fold_printed_text('printed_text') }},
                {{ printed_number_pattern() }},
                ['sign', 'integer_part', 'fraction', 'unit_word']
            ) as parts
        from {{ texts }}
    ) as texts
    left join {{ units }} as units on texts.parts.unit_word = units.unit
    left join (select distinct {{ fold_width('mark') }} as mark from {{ dash_marks }}) as marks
        on texts.folded_text = marks.mark
{% endmacro %}


{#- One row per row of `labels` (label) that names exactly one unit: in brackets, after 单位, or after a slash. -#}
{% macro label_units(labels, units) %}
    select
        labels.label,
        min(units.unit) as unit
    from (
        select
            label,
            unnest(
                regexp_extract_all(
                    {{ fold_width('label') }}, '(?:\((?:(?:计量)?单位:?)?|单位:|/){{ gap() }}*(\p{Han}+){{ gap() }}*(?:\)|$)', 1
                )
            ) as unit_word
        from {{ labels }}
    ) as labels
    inner join {{ units }} as units on labels.unit_word = units.unit
    group by labels.label
    having count(distinct units.unit) = 1
{% endmacro %}
