with prior_agencies as (
    select * from {{ ref('int_prior_agencies') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

current_reports as (
    select * from {{ ref('int_reports') }}
    where is_current and agency_id is not null and report_year is not null
),

-- The current report of the year before decides, also for a report that was itself replaced.
candidates as (
    select
        prior_agencies.*,
        reports.report_year,
        reports.form_version,
        same_scope.report_id as prior_report_id,
        same_scope.form_version as prior_form_version,
        row_number() over (
            partition by
                prior_agencies.report_id,
                case when prior_agencies.kind in ('same', 'rename') then '' else prior_agencies.predecessor_name end
            order by
                case when same_scope.report_id is null then 2 else 1 end,
                prior_agencies.preference,
                same_scope.report_id
        ) as rank_among_names,
        max(case when other_scope.report_id is null then 0 else 1 end) over (
            partition by prior_agencies.report_id
        ) = 1 as has_other_scope
    from prior_agencies
    inner join reports on prior_agencies.report_id = reports.report_id
    left join current_reports as same_scope
        on
            prior_agencies.predecessor_id = same_scope.agency_id
            and reports.report_year = same_scope.report_year + 1
            and reports.scope = same_scope.scope
    left join current_reports as other_scope
        on
            prior_agencies.predecessor_id = other_scope.agency_id
            and reports.report_year = other_scope.report_year + 1
            and reports.scope <> other_scope.scope
)

select
    report_id,
    prior_report_id,
    kind,
    predecessor_name,
    form_version,
    prior_form_version,
    report_year,
    has_other_scope
from candidates
where rank_among_names = 1
