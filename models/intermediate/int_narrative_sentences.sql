with paragraphs as (
    select * from {{ ref('stg_paragraphs') }}
    where coalesce(section_code, '') <> 'problems' and {{ may_hold_claim('printed_text') }}
),

reports as (
    select * from {{ ref('stg_reports') }}
),

-- Whoever reports for a whole region means itself by 全市 or 全县; for a bureau that is others too.
region_speakers as (
    select distinct reports.report_id
    from reports
    inner join {{ ref('agency_name_patterns') }} as patterns on reports.agency_name like patterns.name_pattern
    where patterns.function_code in {{ region_speakers() }} and reports.scope <> 'own'
),

sentences as (
    select
        paragraphs.report_id,
        paragraphs.section_code,
        paragraphs.locator,
        reports.agency_name,
        reports.report_year,
        paragraphs.paragraph_ordinal,
        region_speakers.report_id is not null as speaks_for_region,
        unnest({{ split_whole_sentences('paragraphs.printed_text') }}) as sentence,
        generate_subscripts({{ split_whole_sentences('paragraphs.printed_text') }}, 1) as sentence_ordinal
    from paragraphs
    left join reports on paragraphs.report_id = reports.report_id
    left join region_speakers on paragraphs.report_id = region_speakers.report_id
),

plain_sentences as (
    select
        *,
        {{ relative_years(narrative_plain('sentence', 'agency_name'), 'report_year') }} as plain
    from sentences
)

-- Numbers give way to "#", so that sentences which differ in nothing else are read once.
select
    report_id,
    section_code,
    {{ strip_gaps('sentence') }} as sentence,
    regexp_replace(plain, {{ claimed_number_pattern() }}, '#', 'g') as plain,
    locator,
    paragraph_ordinal,
    sentence_ordinal,
    report_year,
    speaks_for_region,
    {{ parts_of_numbers('plain', 'numeral') }} as numerals,
    {{ parts_of_numbers('plain', 'scale') }} as scales,
    {{ parts_of_numbers('plain', 'roundness') }} as roundnesses,
    {{ parts_of_numbers('plain', 'counter') }} as counters,
    {{ parts_of_numbers('plain', 'tail') }} as tails,
    {{ parts_of_numbers('plain', 'remark') }} as remarks
from plain_sentences
