with rules as (
    select
        *,
        {{ equation_part('equation', 'comparison') }} as comparison
    from {{ ref('int_rules') }}
),

rule_codes as (
    select * from {{ ref('int_rule_codes') }}
),

rule_code_cells as (
    select * from {{ ref('int_rule_code_cells') }}
),

form_tables as (
    select * from {{ ref('form_tables') }}
),

-- Where the tables print what a sentence speaks of; no cell where that is the sum of several.
narrative_figures as (
    select
        'narrative.' || figure_code as rule_id,
        form_version,
        min(table_code) as table_code,
        case when count(*) = 1 then min(row_code) end as row_code,
        case when count(*) = 1 then min(column_code) end as column_code
    from {{ ref('narrative_figures') }}
    group by figure_code, form_version
),

-- A rule holds for each column that all of its rows have, for each row that has all of its columns, or for each cell.
iterated_scopes as (
    select
        rule_id,
        form_version,
        table_code,
        iterated_code,
        min(row_code) as row_code,
        min(column_code) as column_code,
        count(distinct case when period = 't-1' then code_ordinal end) as prior_code_count,
        count(distinct case when period = 'members' then code_ordinal end) as member_code_count,
        count(distinct case when period = 'reference' then code_ordinal end) as reference_code_count,
        max(case when value_kind = 'amount' then 1 else 0 end) = 1 as has_amounts
    from rule_code_cells
    group by rule_id, form_version, table_code, iterated_code
    having count(distinct code_ordinal) = max(code_count)
),

-- The sides of these are worked out by models of their own.
sections_and_reports as (
    select distinct
        rule_codes.rule_id,
        rule_codes.form_version,
        rule_codes.table_code,
        case rule_codes.scope when 'section' then form_tables.section_code else rule_codes.scope end as iterated_code,
        cast(null as varchar) as row_code,
        cast(null as varchar) as column_code,
        0 as prior_code_count,
        0 as member_code_count,
        0 as reference_code_count,
        false as has_amounts
    from rule_codes
    inner join form_tables on rule_codes.table_code = form_tables.table_code
    where rule_codes.scope in ('section', 'report')
),

scopes as (
    select * from iterated_scopes
    union all
    select * from sections_and_reports
),

described_scopes as (
    select
        row_number() over (
            order by scopes.rule_id, scopes.form_version, scopes.table_code, scopes.iterated_code
        ) as rule_scope_id,
        rules.rule_id,
        scopes.form_version,
        case
            when narrative_figures.rule_id is null then scopes.table_code
            else narrative_figures.table_code
        end as table_code,
        case
            when rules.scope = 'column' then rules.anchor_code
            else coalesce(scopes.row_code, narrative_figures.row_code)
        end as row_code,
        case
            when rules.scope = 'row' then rules.anchor_code
            else coalesce(scopes.column_code, narrative_figures.column_code)
        end as column_code,
        scopes.iterated_code,
        replace(rules.scope_template, '{' || rules.scope || '}', scopes.iterated_code) as scope_code,
        rules.class,
        rules.severity,
        rules.scope,
        rules.equation,
        {{ comparison_kind('rules.comparison') }} as comparison,
        scopes.prior_code_count,
        scopes.member_code_count,
        scopes.reference_code_count,
        {{ comparison_bound('rules.comparison', 'lower') }} as lower_ratio,
        {{ comparison_bound('rules.comparison', 'upper') }} as upper_ratio,
        rules.minimum_base,
        scopes.has_amounts
    from scopes
    inner join rules on scopes.rule_id = rules.rule_id
    left join narrative_figures
        on scopes.rule_id = narrative_figures.rule_id and scopes.form_version = narrative_figures.form_version
)

select * from described_scopes
