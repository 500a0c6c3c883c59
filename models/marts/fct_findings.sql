with explained_findings as (
    select * from {{ ref('int_explained_findings') }}
),

blank_findings as (
    select * from {{ ref('int_blank_findings') }}
),

reading_findings as (
    select * from {{ ref('int_reading_findings') }}
),

findings as (
    select
        report_id,
        rule_id,
        severity,
        table_code,
        row_code,
        column_code,
        printed_text,
        suggested_value,
        message_zh,
        message_en,
        is_acknowledged,
        confidence,
        cause_code,
        supporting_rule_ids,
        'verdict' as problem,
        concat_ws(' ', anchor_table_code, anchor_row_code, anchor_column_code, scope_code) as place
    from explained_findings
    union all
    select
        report_id,
        rule_id,
        severity,
        table_code,
        row_code,
        column_code,
        printed_text,
        suggested_value,
        message_zh,
        message_en,
        false as is_acknowledged,
        confidence,
        'left_blank' as cause_code,
        supporting_rule_ids,
        'blank' as problem,
        concat_ws(' ', table_code, row_code, column_code) as place
    from blank_findings
    union all
    select
        report_id,
        cast(null as varchar) as rule_id,
        severity,
        table_code,
        row_code,
        column_code,
        printed_text,
        cast(null as decimal(38, 6)) as suggested_value,
        message_zh,
        message_en,
        false as is_acknowledged,
        cast(null as varchar) as confidence,
        cast(null as varchar) as cause_code,
        cast(null as varchar) as supporting_rule_ids,
        coalesce(problem_code, 'unreadable') as problem,
        concat_ws(' ', table_code, row_code, column_code, place) as place
    from reading_findings
),

-- The identity is of the problem and not of where its likely cause is seen, which other figures may change.
identified_findings as (
    select
        {{ stable_id(['report_id', 'problem', 'rule_id', 'place']) }} as finding_id,
        report_id,
        rule_id,
        severity,
        table_code,
        row_code,
        column_code,
        printed_text,
        suggested_value,
        message_zh,
        message_en,
        is_acknowledged,
        confidence,
        cause_code,
        supporting_rule_ids
    from findings
)

select * from identified_findings
