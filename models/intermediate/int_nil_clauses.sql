with clauses as (
    select distinct
        section_code,
        plain_sentence,
        clause
    from {{ ref('int_section_clauses') }}
),

vocabulary as (
    select * from {{ ref('nil_statements') }}
),

sections as (
    select distinct section_code
    from vocabulary
    where role = 'object'
),

section_words as (
    select
        sections.section_code,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'filler'") }} as filler,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'negation'") }} as negation,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'verb'") }} as verb,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'zero'") }} as zero,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'counter'") }} as counter,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'object'") }} as object,
        {{ any_pattern('vocabulary.pattern', "vocabulary.role = 'narrowing'") }} as narrowing
    from sections
    inner join vocabulary on vocabulary.section_code in (sections.section_code, 'any')
    group by sections.section_code
),

-- 未收到申请; 收到申请0件 or 申请情况：无; 收到0件申请; and 无 by itself.
nil_patterns as (
    select
        section_code,
        filler || '*' || negation || '+(?:' || verb || '|' || filler || ')*' || object
        || '(?:' || filler || '|' || object || ')*' as negated,
        '(?:' || filler || '|' || verb || ')*(?:' || object || '(?:' || filler || '|' || object || ')*'
        || '(?:' || zero || counter || '?|' || negation || ')' || filler || '*)+' as counted_after,
        '(?:' || filler || '|' || verb || ')*' || zero || counter || '?' || filler || '*' || object
        || '(?:' || filler || '|' || object || ')*' as counted_before,
        filler || '*(?:' || negation || '+' || verb || '?|' || zero || counter || '?)' || filler || '*' as alone,
        narrowing
    from section_words
),

-- Only a clause that holds a denying word and no figure is worth matching.
denying_clauses as (
    select distinct clauses.*
    from clauses
    inner join vocabulary on vocabulary.role in ('negation', 'zero') and strpos(clauses.clause, vocabulary.pattern) > 0
    where not {{ matches_part('clauses.clause', "'[1-9]'") }}
),

nil_clauses as (
    select
        clauses.section_code,
        clauses.plain_sentence,
        clauses.clause,
        {{ matches_whole('clauses.clause', 'nil_patterns.alone') }} as stands_alone
    from denying_clauses as clauses
    inner join nil_patterns on clauses.section_code = nil_patterns.section_code
    where
        (
            {{ matches_whole('clauses.clause', 'nil_patterns.negated') }}
            or {{ matches_whole('clauses.clause', 'nil_patterns.counted_after') }}
            or {{ matches_whole('clauses.clause', 'nil_patterns.counted_before') }}
            or {{ matches_whole('clauses.clause', 'nil_patterns.alone') }}
        )
        and not {{ matches_part('clauses.plain_sentence', 'nil_patterns.narrowing') }}
)

select * from nil_clauses
