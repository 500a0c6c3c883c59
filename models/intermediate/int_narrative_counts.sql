with numbers as (
    select * from {{ ref('int_narrative_numbers') }}
),

patterns as (
    select * from {{ ref('int_narrative_patterns') }}
),

units as (
    select * from {{ ref('units') }}
),

-- Requests are spoken of where their section is, or where the sentence or paragraph has named them before. What a
-- clause counts is the other thing that it names, or the word right before the number.
matched_numbers as (
    select
        numbers.*,
        patterns.figure_code,
        patterns.certainty,
        patterns.also_code,
        patterns.value_kind,
        regexp_matches(numbers.letters_behind, '^F*[,]F*T') or contains(numbers.remark, '其中') as parts_follow,
        patterns.figure_code in ('reconsideration', 'litigation') and not regexp_matches(numbers.clause_before, '[uOU]')
            as is_of_any_challenge,
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
        numbers.value is not null
        and not regexp_matches(numbers.clause_before, 'o|[?]F*$')
        and patterns.value_kind = case when coalesce(units.kind, 'count') = 'money' then 'money' else 'count' end
        and numbers.counter <> '%'
        and case patterns.context
            when 'requests'
                then coalesce(numbers.section_code = 'requests', false) or numbers.names_public_request
            when 'requests_only' then coalesce(numbers.section_code = 'requests', false)
            when 'requests_sentence' then numbers.names_request or coalesce(numbers.section_code = 'requests', false)
            when 'disclosures' then coalesce(numbers.section_code = 'disclosures', false)
            when 'challenges'
                then
                    coalesce(numbers.section_code = 'legal_challenges', false)
                    or regexp_matches(numbers.plain, '信息公开|政务公开|依申请公开|公开申请')
            else true
        end
),

-- Whatever else stands around the number takes it from exact to what it says, or to unclear. A whole whose parts follow may
-- hold what was carried in, and lawsuits of which some are about disclosure are of all kinds.
judged_numbers as (
    select
        *,
        case year_letter
            when 'P' then report_year - 1
            when 'D' then null
            else report_year
        end as period,
        case
            when regexp_matches(clause_before, 'K') then 'change'
            when year_letter = 'H' then 'cumulative'
            when
                regexp_matches(clause_before, 'B') or roundness <> '' or tail <> '' or regexp_matches(numeral, '^[百千万]')
                or (scale <> '' and value_kind = 'count')
                then 'approximate'
            when regexp_matches(letters_until, 'T[^。]*$') or regexp_matches(clause_before, 'r') then 'part'
            when
                certainty <> 'sure'
                or year_letter in ('E', 'Q', 'D')
                or regexp_matches(clause_before, '[?tkCLs]')
                or regexp_matches(regexp_extract(bare_after, '^[^OURMabcdq]*'), '[?to]')
                or regexp_matches(letters_until, '[?]t(?:[,:;]|F*[GAvWJegORM])')
                or regexp_matches(letters_until, 'o')
                or is_of_wider_region
                or (counter = '项' and figure_code in ('licensing', 'penalty', 'coercion'))
                or (parts_follow and (contains(letters_to_end, 'I') or is_of_any_challenge))
                or regexp_matches(remark, '含|包括|除|上年|结转')
                then 'unclear'
            else 'exact'
        end as claim_kind
    from matched_numbers
    where preference = 1
),

-- 收到申请258件，比上年增加16件: what follows a figure with nothing but a change between is how last year's differed.
changes as (
    select
        numbers.*,
        figures.figure_code,
        'change' as claim_kind,
        figures.period - 1 as period
    from judged_numbers as figures
    inner join numbers
        on
            figures.report_id = numbers.report_id
            and figures.paragraph_ordinal = numbers.paragraph_ordinal
            and figures.sentence_ordinal = numbers.sentence_ordinal
            and figures.number_ordinal + 1 = numbers.number_ordinal
    where
        numbers.value is not null
        and numbers.counter <> '%'
        and figures.claim_kind in ('exact', 'unclear')
        and contains(figures.letters_behind, 'K')
        and {{ content_letters('figures.letters_behind') }} = ''
        and numbers.own_content = ''
),

counts as (
    select
        report_id,
        section_code,
        sentence,
        figure_code,
        claim_kind,
        nullif(scale || counter, '') as unit,
        locator,
        paragraph_ordinal,
        sentence_ordinal,
        number_ordinal,
        report_year,
        period,
        value,
        also_code
    from judged_numbers
    union all
    select
        report_id,
        section_code,
        sentence,
        figure_code,
        claim_kind,
        nullif(scale || counter, '') as unit,
        locator,
        paragraph_ordinal,
        sentence_ordinal,
        number_ordinal,
        report_year,
        period,
        value,
        cast(null as varchar) as also_code
    from changes
)

select * from counts
