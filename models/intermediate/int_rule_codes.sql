with rules as (
    select * from {{ ref('reconciliation_rules') }}
),

tables_of_forms as (
    select distinct
        form_version,
        table_code
    from {{ ref('form_rows') }}
),

rule_tables as (
    select
        rule_id,
        scope,
        form_versions,
        equation,
        {{ split_words('table_code') }} as table_code
    from rules
),

rule_forms as (
    select
        rule_id,
        scope,
        table_code,
        equation,
        {{ split_words('form_versions') }} as form_version
    from rule_tables
),

-- A rule about several tables holds, in each vintage, for those that it prints.
printed_rule_forms as (
    select rule_forms.*
    from rule_forms
    inner join tables_of_forms
        on rule_forms.form_version = tables_of_forms.form_version and rule_forms.table_code = tables_of_forms.table_code
),

equation_sides as (
    select
        *,
        'left' as side,
        {{ equation_part('equation', 'left') }} as side_text
    from printed_rule_forms
    union all
    select
        *,
        'right' as side,
        {{ equation_part('equation', 'right') }} as side_text
    from printed_rule_forms
),

terms as (
    select
        rule_id,
        form_version,
        table_code,
        scope,
        side,
        {{ split_terms('side_text') }} as term,
        {{ split_terms_ordinal('side_text') }} as side_ordinal
    from equation_sides
),

codes as (
    select
        rule_id,
        form_version,
        table_code,
        scope,
        side,
        {{ term_period('term') }} as period,
        {{ term_code('term') }} as code,
        {{ term_sign('term') }} as sign,
        row_number() over (
            partition by rule_id, form_version, table_code
            order by side, side_ordinal
        ) as code_ordinal,
        count(*) over (partition by rule_id, form_version, table_code) as code_count
    from terms
)

select * from codes
