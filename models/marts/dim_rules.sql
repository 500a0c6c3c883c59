with rules as (
    select * from {{ ref('int_rules') }}
),

codes as (
    select
        rule_id as code,
        rule_id,
        name_zh,
        name_en,
        split_part(rule_id, '.', 1) as group_code,
        cast(row_number() over (order by rule_id) as integer) as ordinal,
        legal_basis,
        class,
        severity,
        form_versions,
        scope,
        equation,
        message_zh,
        message_en,
        why_zh,
        why_en,
        remedy_zh,
        remedy_en,
        example_zh,
        example_en,
        since_version
    from rules
)

select * from codes
