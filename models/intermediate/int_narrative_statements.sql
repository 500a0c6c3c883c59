with statements as (
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
        report_year,
        period,
        value
    from {{ ref('int_narrative_counts') }}
    union all
    select
        report_id,
        figure_code,
        null as also_code,
        'change' as claim_kind,
        unit,
        sentence,
        locator,
        paragraph_ordinal,
        sentence_ordinal,
        number_ordinal,
        report_year,
        period,
        value
    from {{ ref('int_narrative_changes') }}
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
        report_year,
        report_year as period,
        0 as value
    from {{ ref('int_narrative_denials') }}
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
        report_year,
        report_year as period,
        stated_year as value
    from {{ ref('int_narrative_periods') }}
)

select * from statements
