with matches as (
    select
        *,
        regexp_matches(letters_behind, '^F*[,]F*T') or contains(remark, '其中') as parts_follow,
        figure_code in ('reconsideration', 'litigation') and not regexp_matches(clause_before, '[uOU]')
            as is_of_any_challenge
    from {{ ref('int_narrative_matches') }}
),

-- Whatever else stands around the number takes it from exact to what it says, or to unclear. A whole whose parts follow may
-- hold what was carried in, and lawsuits of which some are about disclosure are of all kinds.
counts as (
    select
        *,
        nullif(scale || counter, '') as unit,
        {{ claimed_period() }} as period,
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
                or regexp_matches(clause_before, '[?tkCLsz]')
                or regexp_matches(regexp_extract(bare_after, '^[^OURMabcdq]*'), '[?to]')
                or {{ is_of_another_agency() }}
                or regexp_matches(letters_until, 'o')
                or (counter = '项' and figure_code in ('licensing', 'penalty', 'coercion'))
                or (parts_follow and (contains(letters_to_end, 'I') or is_of_any_challenge))
                or regexp_matches(remark, '含|包括|除|上年|结转')
                then 'unclear'
            else 'exact'
        end as claim_kind
    from matches
)

select * from counts
