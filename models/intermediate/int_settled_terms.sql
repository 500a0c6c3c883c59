with unexplained_reports as (
    select report_id from {{ ref('int_unexplained_rules') }}
),

suspect_terms as (
    select suspect_terms.*
    from {{ ref('int_suspect_terms') }} as suspect_terms
    inner join unexplained_reports on suspect_terms.report_id = unexplained_reports.report_id
    where suspect_terms.comparison = '='
),

-- How much a figure has to change is settled, as seen from one rule, where all other rules of the cell ask for the same.
settled_terms as (
    select
        terms.report_id,
        terms.rule_scope_id,
        terms.table_code,
        terms.row_code,
        terms.column_code,
        terms.residual,
        terms.coefficient,
        count(others.needed_change) as other_rule_count,
        {{ agreed_value('others.needed_change') }} as change
    from suspect_terms as terms
    left join suspect_terms as others
        on
            terms.report_id = others.report_id
            and terms.table_code = others.table_code
            and terms.row_code = others.row_code
            and terms.column_code = others.column_code
            and terms.rule_scope_id <> others.rule_scope_id
    group by
        terms.report_id,
        terms.rule_scope_id,
        terms.table_code,
        terms.row_code,
        terms.column_code,
        terms.residual,
        terms.coefficient
)

select * from settled_terms
where other_rule_count = 0 or change <> 0
