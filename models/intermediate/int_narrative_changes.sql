with numbers as (
    select * from {{ ref('int_narrative_numbers') }}
    where value is not null and counter <> '%' and own_content = ''
),

counts as (
    select * from {{ ref('int_narrative_counts') }}
    where
        claim_kind in ('exact', 'unclear')
        and contains(letters_behind, 'K')
        and {{ content_letters('letters_behind') }} = ''
),

-- 收到申请258件，比上年增加16件: what follows a figure with nothing but a change between is how last year's differed.
changes as (
    select
        numbers.*,
        counts.figure_code,
        counts.claim_kind as figure_kind,
        counts.letters_behind as letters_between,
        nullif(numbers.scale || numbers.counter, '') as unit,
        counts.period - 1 as period
    from counts
    inner join numbers
        on
            counts.report_id = numbers.report_id
            and counts.paragraph_ordinal = numbers.paragraph_ordinal
            and counts.sentence_ordinal = numbers.sentence_ordinal
            and counts.number_ordinal + 1 = numbers.number_ordinal
)

select * from changes
