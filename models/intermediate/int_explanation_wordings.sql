with explanations as (
    select * from {{ ref('int_explanations') }}
),

explanation_cells as (
    select
        explanation_cells.*,
        explanations.report_id
    from {{ ref('int_explanation_cells') }} as explanation_cells
    inner join explanations on explanation_cells.explanation_id = explanations.explanation_id
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
),

form_cells as (
    select * from {{ ref('int_form_cells') }}
),

causes as (
    select * from {{ ref('explanation_causes') }}
),

worded_cells as (
    select
        cells.explanation_id,
        cells.cell_ordinal,
        cells.suggested_value,
        causes.message_zh as cause_zh,
        causes.message_en as cause_en,
        '“' || coalesce(printed_cells.row_label, cells.row_code) || '”“'
        || coalesce(printed_cells.column_label, cells.column_code) || '”印作' || {{ plain_number('cells.printed_value') }}
        || coalesce('、若为' || {{ plain_number('cells.suggested_value') }}, '') as change_zh,
        {{ place_in_english('form_cells', 'cells') }} || ' prints ' || {{ plain_number('cells.printed_value') }}
        || coalesce(' but were ' || {{ plain_number('cells.suggested_value') }}, '') as change_en
    from explanation_cells as cells
    inner join causes on cells.cause_code = causes.cause_code
    left join printed_cells
        on
            cells.report_id = printed_cells.report_id
            and cells.table_code = printed_cells.table_code
            and cells.row_code = printed_cells.row_code
            and cells.column_code = printed_cells.column_code
    left join form_cells
        on
            printed_cells.form_version = form_cells.form_version
            and cells.table_code = form_cells.table_code
            and cells.row_code = form_cells.row_code
            and cells.column_code = form_cells.column_code
),

-- A slip of many figures is told by its first few.
worded_explanations as (
    select
        explanation_id,
        string_agg(case when cell_ordinal <= {{ cells_worded() }} then change_zh end, '，' order by cell_ordinal)
        || case when count(*) > {{ cells_worded() }} then '……共' || count(*) || '格' else '' end as changes_zh,
        string_agg(case when cell_ordinal <= {{ cells_worded() }} then change_en end, ', ' order by cell_ordinal)
        || case when count(*) > {{ cells_worded() }} then ' ... ' || count(*) || ' cells' else '' end as changes_en,
        string_agg(distinct cause_zh, '，' order by cause_zh) as causes_zh,
        string_agg(distinct cause_en, ', ' order by cause_en) as causes_en,
        count(suggested_value) > 0 as has_suggestion
    from worded_cells
    group by explanation_id
)

select
    explanation_id,
    case
        when changes_zh is null then causes_zh
        when has_suggestion then changes_zh || '，则相关各式皆平，' || causes_zh
        else changes_zh || '，' || causes_zh
    end as wording_zh,
    case
        when changes_en is null then causes_en
        when has_suggestion then changes_en || ', every equation would hold: ' || causes_en
        else changes_en || ', ' || causes_en
    end as wording_en
from worded_explanations
