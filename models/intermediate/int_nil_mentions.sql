{{ config(materialized='view') }}

with clauses as (
    select * from {{ ref('int_section_clauses') }}
),

nil_clauses as (
    select * from {{ ref('int_nil_clauses') }}
),

objects as (
    select * from {{ ref('nil_statements') }}
    where role = 'object'
),

denials as (
    select
        clauses.*,
        nil_clauses.stands_alone
    from clauses
    inner join nil_clauses
        on
            clauses.section_code = nil_clauses.section_code
            and clauses.plain_sentence = nil_clauses.plain_sentence
            and clauses.clause = nil_clauses.clause
),

-- 无。 says something only where the section says nothing else.
laconic_sections as (
    select
        clauses.report_id,
        clauses.section_code
    from clauses
    left join nil_clauses
        on
            clauses.section_code = nil_clauses.section_code
            and clauses.plain_sentence = nil_clauses.plain_sentence
            and clauses.clause = nil_clauses.clause
    where not clauses.is_heading
    group by clauses.report_id, clauses.section_code
    having sum(case when coalesce(nil_clauses.stands_alone, false) then 0 else 1 end) = 0
),

mentions as (
    select
        denials.report_id,
        denials.section_code,
        objects.target_code,
        denials.sentence,
        denials.locator,
        denials.paragraph_ordinal
    from denials
    inner join objects on denials.section_code = objects.section_code
    where {{ matches_part('denials.clause', 'objects.pattern') }}
    union
    select
        denials.report_id,
        denials.section_code,
        'every_row' as target_code,
        denials.sentence,
        denials.locator,
        denials.paragraph_ordinal
    from denials
    inner join laconic_sections
        on denials.report_id = laconic_sections.report_id and denials.section_code = laconic_sections.section_code
    where denials.stands_alone
)

select * from mentions
