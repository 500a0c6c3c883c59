with reports as (
    select * from {{ ref('int_reports') }}
),

members as (
    select * from {{ ref('int_rollup_members') }}
),

agencies as (
    select * from {{ ref('int_agency_hierarchy') }}
),

current_reports as (
    select * from {{ ref('int_reports') }}
    where is_current
),

listed_members as (
    select
        report_id,
        sum(case when is_covered then 1 else 0 end) as member_count,
        sum(case when is_covered and member_report_id is not null then 1 else 0 end) as present_count
    from members
    group by report_id
),

-- Reports at hand of the agencies right below the government, for the year of its summary.
reports_below as (
    select
        reports.report_id,
        count(distinct agencies.agency_id) as agency_count,
        count(distinct case when members.report_id is null then agencies.agency_id end) as unlisted_count,
        min(case when members.report_id is null then agencies.agency_name end) as unlisted_name
    from reports
    inner join agencies on reports.agency_id = agencies.parent_agency_id
    inner join current_reports
        on agencies.agency_id = current_reports.agency_id and reports.report_year = current_reports.report_year
    left join members on reports.report_id = members.report_id and agencies.agency_id = members.member_agency_id
    where reports.scope = 'summary'
    group by reports.report_id
),

-- That all reports at hand add up proves nothing: only a list can say that none is missing.
coverage as (
    select
        reports.report_id,
        coalesce(listed_members.member_count, 0) as member_count,
        coalesce(listed_members.present_count, 0) as present_count,
        case
            when reports.scope <> 'summary' then 'not_a_summary: ' || reports.scope
            when coalesce(listed_members.member_count, 0) = 0
                then 'coverage_unknown: ' || cast(coalesce(reports_below.agency_count, 0) as varchar) || ' at hand'
            when listed_members.present_count < listed_members.member_count
                then
                    'incomplete_coverage: ' || cast(listed_members.present_count as varchar)
                    || ' of ' || cast(listed_members.member_count as varchar)
            when reports_below.unlisted_count > 0
                then
                    'unlisted_member: ' || reports_below.unlisted_name
                    || case
                        when reports_below.unlisted_count > 1 then ' +' || cast(reports_below.unlisted_count - 1 as varchar)
                        else ''
                    end
        end as reason
    from reports
    left join listed_members on reports.report_id = listed_members.report_id
    left join reports_below on reports.report_id = reports_below.report_id
)

select * from coverage
