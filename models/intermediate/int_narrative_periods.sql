with paragraphs as (
    select * from {{ ref('stg_paragraphs') }}
    where regexp_matches(printed_text, '(?:12|１２){{ gap() }}*月{{ gap() }}*(?:31|３１)')
),

reports as (
    select * from {{ ref('stg_reports') }}
),

sentences as (
    select
        paragraphs.report_id,
        paragraphs.section_code,
        paragraphs.locator,
        paragraphs.paragraph_ordinal,
        unnest({{ split_whole_sentences('paragraphs.printed_text') }}) as sentence,
        generate_subscripts({{ split_whole_sentences('paragraphs.printed_text') }}, 1) as sentence_ordinal
    from paragraphs
),

periods as (
    select
        *,
        {{ year_of_period('sentence', 1) }} as first_year,
        {{ year_of_period('sentence', 2) }} as last_year,
        regexp_matches(sentence, '统计|时限|期限|报告|数据') as is_of_report
    from sentences
)

-- From January of one year to December of another is not what a report covers: too odd to be held against it.
select
    periods.report_id,
    periods.section_code,
    {{ strip_gaps('periods.sentence') }} as sentence,
    periods.locator,
    periods.paragraph_ordinal,
    periods.sentence_ordinal,
    reports.report_year,
    cast(periods.first_year as integer) as stated_year,
    periods.is_of_report and periods.last_year in ('', periods.first_year) as is_exact
from periods
inner join reports on periods.report_id = reports.report_id
where periods.first_year <> ''
