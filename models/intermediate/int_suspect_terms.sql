with suspect_rules as (
    select * from {{ ref('int_suspect_rules') }}
    where is_searched
),

report_terms as (
    select * from {{ ref('int_report_terms') }}
    where period = 't' and cell_state = 'number'
),

rule_terms as (
    select * from {{ ref('int_rule_terms') }}
),

rule_shapes as (
    select * from {{ ref('int_rule_shapes') }}
),

signed_terms as (
    select
        suspect_rules.report_id,
        suspect_rules.rule_scope_id,
        rule_terms.table_code,
        rule_terms.row_code,
        rule_terms.column_code,
        suspect_rules.comparison,
        suspect_rules.axis,
        suspect_rules.residual,
        suspect_rules.is_failing,
        suspect_rules.failing_ordinal,
        report_terms.value,
        case when rule_terms.side = 'left' then rule_terms.sign else -rule_terms.sign end as coefficient,
        coalesce(rule_terms.side = rule_shapes.total_side, false) as is_total
    from suspect_rules
    inner join report_terms
        on suspect_rules.report_id = report_terms.report_id and suspect_rules.rule_scope_id = report_terms.rule_scope_id
    inner join rule_terms
        on report_terms.rule_scope_id = rule_terms.rule_scope_id and report_terms.term_ordinal = rule_terms.term_ordinal
    inner join rule_shapes on suspect_rules.rule_scope_id = rule_shapes.rule_scope_id
),

-- Coefficients are 1 or -1, so dividing by one is multiplying with it.
suspect_terms as (
    select
        *,
        case when comparison = '=' then -residual * coefficient end as needed_change,
        case when comparison <> '=' and is_failing then -residual * coefficient end as least_change
    from signed_terms
)

select * from suspect_terms
