with growths as (
    select * from {{ ref('int_narrative_growths') }}
),

figures as (
    select * from {{ ref('int_narrative_figures') }}
),

report_chains as (
    select * from {{ ref('int_report_chains') }}
),

claimed_growths as (
    select distinct
        report_id,
        share_code
    from growths
),

-- After a merger the year before is that of all that were merged.
figures_of_last_year as (
    select
        claimed_growths.report_id,
        claimed_growths.share_code,
        {{ complete_sum('figures.value') }} as value
    from claimed_growths
    inner join report_chains on claimed_growths.report_id = report_chains.report_id
    left join figures
        on report_chains.prior_report_id = figures.report_id and claimed_growths.share_code = figures.figure_code
    group by claimed_growths.report_id, claimed_growths.share_code
)

select
    growths.*,
    growths.share_code || '(t-1)' as share_of,
    case
        when figures.value is null then coalesce(figures.cell_state, 'absent')
        when before.value is null then 'absent'
        when before.value = 0 then 'zero'
        else 'number'
    end as cell_state,
    {{ percentage_as_claimed('figures.value - before.value', 'before.value', 'growths.value', 'growths.decimal_places') }}
        as printed_value
from growths
left join figures on growths.report_id = figures.report_id and growths.share_code = figures.figure_code
left join figures_of_last_year as before
    on growths.report_id = before.report_id and growths.share_code = before.share_code
