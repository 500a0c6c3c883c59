with counts as (
    select * from {{ ref('int_narrative_counts') }}
),

denials as (
    select * from {{ ref('int_narrative_denials') }}
),

periods as (
    select * from {{ ref('int_narrative_periods') }}
),

claims as (
    select
        report_id,
        figure_code,
        also_code,
        claim_kind,
        unit,
        sentence,
        locator,
        paragraph_ordinal,
        sentence_ordinal,
        number_ordinal,
        period,
        report_year,
        value
    from counts
    union all
    select
        report_id,
        figure_code,
        null as also_code,
        'none' as claim_kind,
        null as unit,
        sentence,
        locator,
        paragraph_ordinal,
        sentence_ordinal,
        0 as number_ordinal,
        report_year as period,
        report_year,
        0 as value
    from denials
    union all
    select
        report_id,
        'period' as figure_code,
        null as also_code,
        case when is_exact then 'exact' else 'unclear' end as claim_kind,
        null as unit,
        sentence,
        locator,
        paragraph_ordinal,
        sentence_ordinal,
        -1 as number_ordinal,
        report_year as period,
        report_year,
        stated_year as value
    from periods
),

figures as (
    select * from {{ ref('int_narrative_figures') }}
),

-- 受理 may be of what came in, of that and what was carried in, or of what was dealt with: another reading that fits decides
-- nothing.
other_readings as (
    select distinct
        claims.report_id,
        claims.paragraph_ordinal,
        claims.sentence_ordinal,
        claims.number_ordinal
    from claims
    inner join figures
        on
            claims.report_id = figures.report_id
            and list_contains(string_split(claims.also_code, ' '), figures.figure_code)
            and claims.value = figures.value
)

select
    claims.report_id,
    claims.figure_code,
    case
        when claims.claim_kind = 'exact' and other_readings.report_id is not null and claims.value <> figures.value
            then 'unclear'
        else claims.claim_kind
    end as claim_kind,
    claims.unit,
    claims.sentence,
    claims.locator,
    claims.paragraph_ordinal,
    claims.sentence_ordinal,
    row_number() over (
        partition by claims.report_id, claims.paragraph_ordinal
        order by claims.sentence_ordinal, claims.number_ordinal, claims.figure_code
    ) as claim_ordinal,
    claims.report_year,
    claims.period,
    claims.value as claimed_value,
    coalesce(figures.cell_state, 'absent') as cell_state,
    figures.value as printed_value
from claims
left join figures on claims.report_id = figures.report_id and claims.figure_code = figures.figure_code
left join other_readings
    on
        claims.report_id = other_readings.report_id
        and claims.paragraph_ordinal = other_readings.paragraph_ordinal
        and claims.sentence_ordinal = other_readings.sentence_ordinal
        and claims.number_ordinal = other_readings.number_ordinal
