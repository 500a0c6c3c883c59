with rule_scopes as (
    select * from {{ ref('int_rule_scopes') }}
),

rule_codes as (
    select distinct
        rule_id,
        form_version,
        code
    from {{ ref('int_rule_codes') }}
    where scope = 'report' and side = 'right'
),

reports as (
    select * from {{ ref('int_reports') }}
),

figures as (
    select * from {{ ref('int_narrative_figures') }}
),

claims as (
    select
        *,
        claimed_value = printed_value as agrees
    from {{ ref('int_narrative_claims') }}
    where period is not distinct from report_year
),

-- One claim that agrees is enough; only a claim that leaves no doubt can disagree.
ranked_claims as (
    select
        *,
        row_number() over (
            partition by report_id, figure_code, share_code
            order by coalesce(agrees, false) desc, claim_kind = 'none' asc, paragraph_ordinal asc, claim_ordinal asc
        ) as preference
    from claims
    where claim_kind in ('exact', 'none') or (claim_kind = 'unclear' and agrees)
),

-- Percentages are of several things: of these each must be right, so one that is wrong decides.
decisive_claims as (
    select
        *,
        row_number() over (
            partition by report_id, figure_code
            order by agrees is null asc, agrees asc, paragraph_ordinal asc, claim_ordinal asc
        ) as gravity
    from ranked_claims
    where preference = 1
),

spoken_figures as (
    select distinct
        report_id,
        figure_code
    from claims
),

sides as (
    select
        reports.report_id,
        rule_scopes.rule_scope_id,
        case
            when decisive_claims.report_id is not null then 'number'
            when spoken_figures.report_id is not null then 'ambiguous'
            else 'unstated'
        end as claimed_state,
        decisive_claims.claimed_value,
        coalesce(figures.cell_state, decisive_claims.cell_state, 'unstated') as printed_state,
        coalesce(figures.value, decisive_claims.printed_value) as printed_value
    from rule_scopes
    inner join rule_codes
        on rule_scopes.rule_id = rule_codes.rule_id and rule_scopes.form_version = rule_codes.form_version
    inner join reports on rule_scopes.form_version = reports.form_version
    left join figures on reports.report_id = figures.report_id and rule_codes.code = figures.figure_code
    left join decisive_claims
        on
            reports.report_id = decisive_claims.report_id
            and rule_codes.code = decisive_claims.figure_code
            and decisive_claims.gravity = 1
    left join spoken_figures
        on reports.report_id = spoken_figures.report_id and rule_codes.code = spoken_figures.figure_code
)

select
    report_id,
    rule_scope_id,
    'left' as side,
    claimed_state as cell_state,
    1 as term_ordinal,
    claimed_value as value
from sides
union all
select
    report_id,
    rule_scope_id,
    'right' as side,
    printed_state as cell_state,
    2 as term_ordinal,
    printed_value as value
from sides
