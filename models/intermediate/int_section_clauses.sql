{{ config(materialized='view') }}

with paragraphs as (
    select * from {{ ref('stg_paragraphs') }}
),

reports as (
    select * from {{ ref('stg_reports') }}
),

sections_with_vocabulary as (
    select distinct section_code
    from {{ ref('nil_statements') }}
    where role = 'object'
),

sentences as (
    select
        paragraphs.report_id,
        paragraphs.section_code,
        paragraphs.locator,
        reports.agency_name,
        paragraphs.paragraph_ordinal,
        {{ split_sentences('paragraphs.printed_text') }} as sentence
    from paragraphs
    inner join sections_with_vocabulary on paragraphs.section_code = sections_with_vocabulary.section_code
    left join reports on paragraphs.report_id = reports.report_id
),

-- The agency's own name as the subject of a sentence narrows nothing.
plain_sentences as (
    select
        report_id,
        section_code,
        {{ strip_gaps('sentence') }} as sentence,
        replace({{ plain_sentence('sentence') }}, coalesce(agency_name, ''), '') as plain_sentence,
        locator,
        paragraph_ordinal
    from sentences
),

clauses as (
    select
        report_id,
        section_code,
        sentence,
        plain_sentence,
        {{ split_clauses('plain_sentence') }} as clause,
        locator,
        paragraph_ordinal
    from plain_sentences
)

select
    *,
    {{ states_figure('clause') }} as states_figure,
    {{ is_heading('plain_sentence') }} as is_heading
from clauses
