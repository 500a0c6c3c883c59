with reports as (
    select * from {{ ref('int_reports') }}
),

successions as (
    select * from {{ ref('int_agency_successions') }}
),

-- From a merger or a split on, an agency is another one than the year before, whatever its name.
rebuilt_agencies as (
    select
        reports.report_id,
        successions.kind,
        successions.predecessor_id,
        successions.predecessor_name
    from reports
    inner join successions
        on reports.agency_id = successions.agency_id and reports.report_year = successions.effective_year
    where successions.kind in ('merge', 'split')
),

unchanged_agencies as (
    select reports.*
    from reports
    left join rebuilt_agencies on reports.report_id = rebuilt_agencies.report_id
    where rebuilt_agencies.report_id is null
),

-- A report for the year of a renaming may still, or may already, carry either name.
prior_agencies as (
    select
        report_id,
        kind,
        predecessor_id,
        predecessor_name,
        1 as preference
    from rebuilt_agencies
    union all
    select
        report_id,
        'same' as kind,
        agency_id as predecessor_id,
        agency_name as predecessor_name,
        1 as preference
    from unchanged_agencies
    union all
    select
        unchanged_agencies.report_id,
        successions.kind,
        successions.predecessor_id,
        successions.predecessor_name,
        2 as preference
    from unchanged_agencies
    inner join successions
        on
            unchanged_agencies.agency_id = successions.agency_id
            and unchanged_agencies.report_year >= successions.effective_year - 1
    where successions.kind = 'rename'
)

select * from prior_agencies
