with percentages as (
    select * from {{ ref('int_narrative_percentages') }}
    where regexp_full_match(letters_between, {{ nothing_but_a_change() }}) and change_direction is not null
),

counts as (
    select * from {{ ref('int_narrative_counts') }}
    where claim_kind in ('exact', 'unclear') and value_kind = 'count'
),

changes as (
    select * from {{ ref('int_narrative_changes') }}
),

-- 收到申请258件，同比增长12.3%, with the difference in between or without: 比上年增加28件，增长12.2%.
figures_before as (
    select
        report_id,
        paragraph_ordinal,
        sentence_ordinal,
        number_ordinal,
        figure_code,
        claim_kind,
        period,
        '' as letters_of_change,
        '' as words_of_change
    from counts
    union all
    select
        report_id,
        paragraph_ordinal,
        sentence_ordinal,
        number_ordinal,
        figure_code,
        figure_kind as claim_kind,
        period + 1 as period,
        letters_between as letters_of_change,
        words_before as words_of_change
    from changes
),

growths as (
    select
        percentages.* exclude (period, value), -- noqa: RF02
        figures_before.figure_code as share_code,
        figures_before.claim_kind as figure_kind,
        figures_before.letters_of_change || percentages.letters_between as letters_of_growth,
        figures_before.words_of_change || percentages.words_before as words_of_growth,
        figures_before.period,
        percentages.value * percentages.change_direction as value
    from percentages
    inner join figures_before
        on
            percentages.report_id = figures_before.report_id
            and percentages.paragraph_ordinal = figures_before.paragraph_ordinal
            and percentages.sentence_ordinal = figures_before.sentence_ordinal
            and percentages.number_ordinal - 1 = figures_before.number_ordinal
    where figures_before.figure_code = 'received' or not regexp_matches(percentages.letters_between, '[OU]')
)

select
    *,
    case
        when {{ is_rounded_percentage('letters_between') }} then 'approximate'
        when
            figure_kind = 'exact' and regexp_matches(letters_of_growth, '[CP]') and not contains(words_of_growth, '环比')
            then 'exact'
        else 'unclear'
    end as claim_kind
from growths
