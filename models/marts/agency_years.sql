with reports as (
    select * from {{ ref('int_agency_year_reports') }}
),

key_figures as (
    select * from {{ ref('int_key_figures') }}
),

fees as (
    select * from {{ ref('fct_fees') }}
),

standing as (
    select * from {{ ref('int_agency_year_standing') }}
),

agencies as (
    select * from {{ ref('dim_agencies') }}
),

figures_of_each_report as (
    select
        {%- for figure in counted_figures() %}
            cast(max(value) filter (where figure_code = '{{ figure }}') as bigint) as {{ figure }}_count,
        {%- endfor %}
        report_id
    from key_figures
    group by report_id
),

figures_with_sums as (
    select
        *,
        granted_count + partially_granted_count as disclosed_count,
        received_count + carried_in_count as due_count,
        reconsideration_count + litigation_count as challenge_count
    from figures_of_each_report
),

agency_years as (
    select
        reports.agency_id,
        reports.report_year,
        reports.report_id,
        reports.form_version,
        reports.scope,
        -- A government that does not say whom its report is about may have summed up its departments; a department or a
        -- town has nobody to sum up.
        reports.scope = 'own'
        or (reports.scope = 'unknown' and coalesce(agencies.agency_level in ('department', 'town'), false))
            as is_additive,
        {%- for figure in counted_figures() + ['disclosed', 'due', 'challenge'] %}
            figures.{{ figure }}_count,
        {%- endfor %}
        {%- for name, (numerator, denominator) in rates().items() %}
            {{ rate('figures.' ~ numerator, 'figures.' ~ denominator) }} as {{ name }},
        {%- endfor %}
        figures.processed_count < {{ var('smallest_denominator') }} as is_small_sample,
        fees.fee_amount_wan_yuan,
        standing.* exclude (report_id), -- noqa: RF02
        reports.is_quarantined
    from reports
    inner join agencies on reports.agency_id = agencies.agency_id
    inner join standing on reports.report_id = standing.report_id
    left join figures_with_sums as figures on reports.report_id = figures.report_id
    left join fees on reports.report_id = fees.report_id
)

select * from agency_years
