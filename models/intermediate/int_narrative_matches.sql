with numbers as (
    select * from {{ ref('int_narrative_numbers') }}
    where value is not null and counter <> '%' and not regexp_matches(clause_before, 'o|[?]F*$')
),

patterns as (
    select * from {{ ref('int_narrative_patterns') }}
),

units as (
    select * from {{ ref('units') }}
),

-- What a clause counts is the other thing that it names, or the word right before the number.
matches as (
    select
        numbers.*,
        patterns.figure_code,
        patterns.certainty,
        patterns.also_code,
        patterns.value_kind,
        row_number() over (
            partition by numbers.report_id, numbers.paragraph_ordinal, numbers.sentence_ordinal, numbers.number_ordinal
            order by
                length(patterns.letters_before) + length(patterns.letters_after) desc,
                patterns.certainty desc,
                patterns.pattern_id asc
        ) as preference
    from numbers
    inner join patterns
        on
            numbers.content = patterns.letters_before
            and starts_with(numbers.bare_after, patterns.letters_after)
    left join units on numbers.scale || numbers.counter = units.unit
    where
        patterns.value_kind = case when coalesce(units.kind, 'count') = 'money' then 'money' else 'count' end
        and {{ speaks_of_what_a_pattern_needs() }}
)

select * exclude (preference)
from matches
where preference = 1
