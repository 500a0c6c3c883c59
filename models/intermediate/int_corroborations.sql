with cover_cells as (
    select * from {{ ref('int_cover_cells') }}
),

corroborating_terms as (
    select * from {{ ref('int_corroborating_terms') }}
),

rules_after as (
    select
        cover_cells.report_id,
        cover_cells.component_ordinal,
        cover_cells.cover_id,
        terms.rule_id,
        min(terms.verdict) as verdict,
        min(terms.comparison) as comparison,
        min(terms.residual) + sum(terms.coefficient * cover_cells.change) as residual_after
    from cover_cells
    inner join corroborating_terms as terms
        on
            cover_cells.report_id = terms.report_id
            and cover_cells.table_code = terms.table_code
            and cover_cells.row_code = terms.row_code
            and cover_cells.column_code = terms.column_code
    where cover_cells.is_exact
    group by
        cover_cells.report_id,
        cover_cells.component_ordinal,
        cover_cells.cover_id,
        terms.evaluated_report_id,
        terms.rule_scope_id,
        terms.rule_id
),

judged_rules as (
    select
        *,
        case
            when residual_after = 0 or (comparison = '<=' and residual_after < 0) then 'pass'
            else 'fail'
        end as verdict_after
    from rules_after
),

-- Chains, roll-ups and prose do not decide; what they would say of an explanation ranks it among its equals.
corroborations as (
    select
        report_id,
        component_ordinal,
        cover_id,
        sum(case when verdict_after = verdict then 0 when verdict_after = 'pass' then 1 else -1 end) as support,
        string_agg(distinct case when verdict = 'fail' and verdict_after = 'pass' then rule_id end, ' ') as rule_ids
    from judged_rules
    group by report_id, component_ordinal, cover_id
)

select * from corroborations
