with numbers as (
    select
        *,
        regexp_extract(words_before, '[^,:;。!()]*$') as clause_words
    from {{ ref('int_narrative_numbers') }}
),

percentages as (
    select * from numbers
    where
        counter = '%'
        and value < 10000
        and {{ decimals_of('numeral') }} <= 3
        and regexp_matches(letters_behind, '^F*(?:[,:;。!)]|$)')
),

-- 自然人申请235件，占91.1%: what stands before the number before, if nothing but 占 is between, or else before 占 itself.
percentages_beside_counts as (
    select
        percentages.*,
        counts.letters_behind as letters_between,
        coalesce(counts.roundness || counts.tail, '') as roundness_of_count,
        coalesce(regexp_full_match(counts.letters_behind, {{ share_of_a_whole() }}) and counts.counter <> '%', false)
            as follows_a_count,
        counts.clause_before as letters_of_count,
        counts.clause_words as words_of_count
    from percentages
    left join numbers as counts
        on
            percentages.report_id = counts.report_id
            and percentages.paragraph_ordinal = counts.paragraph_ordinal
            and percentages.sentence_ordinal = counts.sentence_ordinal
            and percentages.number_ordinal - 1 = counts.number_ordinal
)

select
    *,
    {{ direction_of_change('words_before') }} as change_direction,
    case when follows_a_count then letters_of_count || 's' else clause_before end as subject_letters,
    case when follows_a_count then words_of_count else clause_words end as subject_words,
    {{ decimals_of('numeral') }} as decimal_places,
    {{ claimed_period() }} as period
from percentages_beside_counts
