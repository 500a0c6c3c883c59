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

judged_clauses as (
    select
        clauses.*,
        nil_clauses.clause is not null as is_nil,
        coalesce(nil_clauses.stands_alone, false) as stands_alone
    from clauses
    left join nil_clauses
        on
            clauses.section_code = nil_clauses.section_code
            and clauses.plain_sentence = nil_clauses.plain_sentence
            and clauses.clause = nil_clauses.clause
),

-- 无。 says something only where the section says nothing else.
laconic_sections as (
    select
        report_id,
        section_code
    from judged_clauses
    where not is_heading
    group by report_id, section_code
    having sum(case when stands_alone then 0 else 1 end) = 0
),

mentions as (
    select
        clauses.report_id,
        clauses.section_code,
        objects.target_code,
        clauses.sentence,
        clauses.locator,
        clauses.paragraph_ordinal
    from judged_clauses as clauses
    inner join objects on clauses.section_code = objects.section_code
    where clauses.is_nil and {{ matches_part('clauses.clause', 'objects.pattern') }}
    union
    select
        clauses.report_id,
        clauses.section_code,
        'every_row' as target_code,
        clauses.sentence,
        clauses.locator,
        clauses.paragraph_ordinal
    from judged_clauses as clauses
    inner join laconic_sections
        on clauses.report_id = laconic_sections.report_id and clauses.section_code = laconic_sections.section_code
    where clauses.stands_alone
)

select * from mentions
