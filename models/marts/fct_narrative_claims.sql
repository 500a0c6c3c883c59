with claims as (
    select * from {{ ref('int_narrative_claims') }}
),

form_cells as (
    select distinct
        figure_code,
        form_version,
        table_code,
        case when count(*) over (partition by figure_code, form_version) = 1 then row_code end as row_code,
        column_code
    from {{ ref('narrative_figures') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

narrative_claims as (
    select
        {{ stable_id([
            'claims.report_id', 'cast(claims.paragraph_ordinal as varchar)', 'cast(claims.claim_ordinal as varchar)'
        ]) }} as claim_id,
        claims.report_id,
        cast(claims.paragraph_ordinal as integer) as paragraph_ordinal,
        cast(claims.claim_ordinal as integer) as claim_ordinal,
        claims.figure_code as claimed_code,
        claims.share_code,
        claims.share_of,
        form_cells.table_code,
        form_cells.row_code,
        form_cells.column_code,
        claims.claim_kind,
        claims.unit,
        claims.sentence,
        claims.locator,
        cast(claims.period as integer) as period,
        cast(claims.claimed_value as decimal(38, 6)) as claimed_value,
        cast(claims.printed_value as decimal(38, 6)) as printed_value,
        case
            when claims.claim_kind in ('exact', 'none', 'unclear') and claims.period = claims.report_year
                then claims.claimed_value = claims.printed_value
        end as agrees
    from claims
    inner join reports on claims.report_id = reports.report_id
    left join form_cells
        on
            claims.figure_code = form_cells.figure_code
            and reports.form_version = form_cells.form_version
)

select distinct * from narrative_claims
