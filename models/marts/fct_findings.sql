with verdict_findings as (
    select * from {{ ref('int_verdict_findings') }}
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
        'verdict' as problem,
        scope_code as place
    from verdict_findings
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
        'blank' as problem,
        '' as place
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
        coalesce(problem_code, 'unreadable') as problem,
        place
    from reading_findings
),

identified_findings as (
    select
        {{ stable_id(['report_id', 'problem', 'rule_id', 'table_code', 'row_code', 'column_code', 'place']) }}
            as finding_id,
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
        is_acknowledged
    from findings
)

select * from identified_findings
