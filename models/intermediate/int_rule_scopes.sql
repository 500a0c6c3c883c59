with rules as (
    select * from {{ ref('reconciliation_rules') }}
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

-- Where the tables print what a sentence speaks of; no row where it is the sum of several.
narrative_figures as (
    select
        figure_code,
        form_version,
        table_code,
        case when count(*) = 1 then min(row_code) end as row_code,
        min(column_code) as column_code
    from {{ ref('narrative_figures') }}
    group by figure_code, form_version, table_code
),

-- A rule holds for each column that all of its rows have, or for each row that has all of its columns.
iterated_scopes as (
    select
        rule_id,
        form_version,
        table_code,
        iterated_code,
        count(distinct case when period = 't-1' then code_ordinal end) as prior_code_count,
        max(case when value_kind = 'amount' then 1 else 0 end) = 1 as has_amounts
    from rule_code_cells
    group by rule_id, form_version, table_code, iterated_code
    having count(distinct code_ordinal) = max(code_count)
),

section_scopes as (
    select
        rule_codes.rule_id,
        rule_codes.form_version,
        rule_codes.table_code,
        form_tables.section_code as iterated_code,
        0 as prior_code_count,
        false as has_amounts
    from rule_codes
    inner join form_tables on rule_codes.table_code = form_tables.table_code
    where rule_codes.scope = 'section'
),

report_scopes as (
    select
        rule_codes.rule_id,
        rule_codes.form_version,
        narrative_figures.table_code,
        'report' as iterated_code,
        0 as prior_code_count,
        false as has_amounts
    from rule_codes
    inner join narrative_figures
        on
            rule_codes.code = narrative_figures.figure_code
            and rule_codes.form_version = narrative_figures.form_version
            and rule_codes.table_code = coalesce(narrative_figures.table_code, '')
    where rule_codes.scope = 'report'
),

scopes as (
    select * from iterated_scopes
    union all
    select * from section_scopes
    union all
    select * from report_scopes
),

described_scopes as (
    select
        row_number() over (
            order by scopes.rule_id, scopes.form_version, scopes.table_code, scopes.iterated_code
        ) as rule_scope_id,
        rules.rule_id,
        scopes.form_version,
        scopes.table_code,
        case rules.scope
            when 'column' then rules.anchor_code
            when 'row' then scopes.iterated_code
            when 'report' then narrative_figures.row_code
        end as row_code,
        case
            when rules.scope = 'column' then scopes.iterated_code
            when rules.scope = 'row' then rules.anchor_code
            when rules.scope = 'report' and narrative_figures.row_code is not null then narrative_figures.column_code
        end as column_code,
        scopes.iterated_code,
        replace(rules.scope_template, '{' || rules.scope || '}', scopes.iterated_code) as scope_code,
        rules.severity,
        rules.equation,
        {{ equation_part('rules.equation', 'comparison') }} as comparison,
        scopes.prior_code_count,
        scopes.has_amounts
    from scopes
    inner join rules on scopes.rule_id = rules.rule_id
    left join narrative_figures
        on
            rules.scope = 'report'
            and scopes.form_version = narrative_figures.form_version
            and scopes.rule_id = 'narrative.' || narrative_figures.figure_code
)

select * from described_scopes
