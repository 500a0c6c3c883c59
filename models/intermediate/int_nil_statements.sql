with mentions as (
    select * from {{ ref('int_nil_mentions') }}
),

contradictions as (
    select * from {{ ref('int_nil_contradictions') }}
),

form_tables as (
    select * from {{ ref('form_tables') }}
),

form_rows as (
    select distinct
        table_code,
        row_code,
        group_code
    from {{ ref('form_rows') }}
),

unopposed_mentions as (
    select mentions.*
    from mentions
    left join contradictions
        on
            mentions.report_id = contradictions.report_id
            and mentions.section_code = contradictions.section_code
            and mentions.target_code = contradictions.target_code
    where contradictions.report_id is null
),

-- A mention is of the whole table, or of each row that its target names.
mentioned_rows as (
    select
        mentions.report_id,
        form_tables.table_code,
        form_rows.row_code,
        mentions.sentence,
        mentions.locator,
        mentions.paragraph_ordinal
    from unopposed_mentions as mentions
    inner join form_tables on mentions.section_code = form_tables.section_code
    left join form_rows
        on
            form_tables.table_code = form_rows.table_code
            and mentions.target_code in (form_rows.row_code, form_rows.group_code)
),

first_mentions as (
    select
        *,
        row_number() over (
            partition by report_id, table_code, row_code
            order by paragraph_ordinal, sentence
        ) as mention_ordinal,
        min(case when row_code is null then 0 else 1 end) over (partition by report_id, table_code) as names_rows_only
    from mentioned_rows
)

select
    report_id,
    table_code,
    row_code,
    sentence,
    locator
from first_mentions
where mention_ordinal = 1 and (row_code is null or names_rows_only = 1)
