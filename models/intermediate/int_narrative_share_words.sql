with sentences_before as (
    select
        report_id,
        paragraph_ordinal,
        sentence_ordinal + 1 as sentence_ordinal
    from {{ ref('int_narrative_numbers') }}
    where
        number_ordinal = 1
        and names_public_request
        and not {{ is_of_other_things('letters_until || letters_to_end') }}
),

-- Requests are spoken of where their section is, where the sentence names them, and where it begins with 其中 and the one
-- before does.
percentages as (
    select percentages.*
    from {{ ref('int_narrative_percentages') }} as percentages
    left join sentences_before
        on
            percentages.report_id = sentences_before.report_id
            and percentages.paragraph_ordinal = sentences_before.paragraph_ordinal
            and percentages.sentence_ordinal = sentences_before.sentence_ordinal
    where
        regexp_full_match(percentages.subject_letters, {{ subject_of_a_share() }})
        and (
            percentages.names_public_request
            or coalesce(percentages.section_code = 'requests', false)
            or (sentences_before.report_id is not null and starts_with(percentages.letters_until, 'T'))
        )
),

share_words as (
    select * from {{ ref('narrative_share_words') }}
),

-- Of the words that a clause holds the longest is meant: 法人或其他组织 and not 法人.
worded_percentages as (
    select
        percentages.*,
        share_words.share_code,
        share_words.certainty,
        row_number() over (
            partition by
                percentages.report_id,
                percentages.paragraph_ordinal,
                percentages.sentence_ordinal,
                percentages.number_ordinal
            order by length(share_words.word) desc, share_words.word asc
        ) as preference
    from percentages
    inner join share_words on contains(percentages.subject_words, share_words.word)
)

select
    * exclude (preference, certainty),
    case
        when year_letter = 'H' then 'cumulative'
        when {{ is_rounded_percentage('subject_letters') }} then 'approximate'
        when
            certainty <> 'sure'
            or year_letter in ('E', 'Q', 'D')
            or {{ is_of_another_agency() }}
            or {{ is_of_another_whole() }}
            then 'unclear'
        else 'exact'
    end as claim_kind
from worded_percentages
where preference = 1
