with statements as (
    select * from {{ ref('int_narrative_statements') }}
),

figures as (
    select * from {{ ref('int_narrative_figures') }}
),

-- 受理 may be of what came in, of that and what was carried in, or of what was dealt with: another reading that fits decides
-- nothing.
other_readings as (
    select distinct
        statements.report_id,
        statements.paragraph_ordinal,
        statements.sentence_ordinal,
        statements.number_ordinal
    from statements
    inner join figures
        on
            statements.report_id = figures.report_id
            and list_contains(string_split(statements.also_code, ' '), figures.figure_code)
            and statements.value = figures.value
),

statements_beside_tables as (
    select
        statements.* exclude (claim_kind, also_code), -- noqa: RF02
        case
            when
                statements.claim_kind = 'exact'
                and other_readings.report_id is not null
                and statements.value <> figures.value
                then 'unclear'
            else statements.claim_kind
        end as claim_kind,
        coalesce(figures.cell_state, 'absent') as cell_state,
        figures.value as printed_value
    from statements
    left join figures on statements.report_id = figures.report_id and statements.figure_code = figures.figure_code
    left join other_readings
        on
            statements.report_id = other_readings.report_id
            and statements.paragraph_ordinal = other_readings.paragraph_ordinal
            and statements.sentence_ordinal = other_readings.sentence_ordinal
            and statements.number_ordinal = other_readings.number_ordinal
),

claims as (
    select
        {{ claim_columns() }},
        null as share_code,
        null as share_of
    from statements_beside_tables
    union all
    select
        {{ claim_columns('share') }},
        share_code,
        share_of
    from {{ ref('int_narrative_shares') }}
    union all
    select
        {{ claim_columns('growth') }},
        share_code,
        share_of
    from {{ ref('int_narrative_growth_claims') }}
)

select
    *,
    row_number() over (
        partition by report_id, paragraph_ordinal
        order by sentence_ordinal, number_ordinal, figure_code
    ) as claim_ordinal
from claims
