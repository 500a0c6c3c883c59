with patterns as (
    select
        row_number() over (order by figure_code, words_before, words_after) as pattern_id,
        *
    from {{ ref('narrative_patterns') }}
),

words as (
    select
        pattern_id,
        unnest(string_split(coalesce(words_before, ''), ' ')) as word_class,
        generate_subscripts(string_split(coalesce(words_before, ''), ' '), 1) as word_ordinal,
        'before' as side
    from patterns
    union all
    select
        pattern_id,
        unnest(string_split(coalesce(words_after, ''), ' ')) as word_class,
        generate_subscripts(string_split(coalesce(words_after, ''), ' '), 1) as word_ordinal,
        'after' as side
    from patterns
),

letters as (
    select
        pattern_id,
        coalesce(
            string_agg({{ letter_of_word_class('word_class') }}, '' order by word_ordinal) filter (where side = 'before'), ''
        ) as letters_before,
        coalesce(
            string_agg({{ letter_of_word_class('word_class') }}, '' order by word_ordinal) filter (where side = 'after'), ''
        ) as letters_after
    from words
    group by pattern_id
)

select
    patterns.pattern_id,
    patterns.figure_code,
    patterns.certainty,
    patterns.context,
    patterns.also_code,
    patterns.value_kind,
    letters.letters_before,
    letters.letters_after
from patterns
inner join letters on patterns.pattern_id = letters.pattern_id
