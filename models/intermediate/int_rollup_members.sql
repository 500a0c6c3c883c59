with summaries as (
    select * from {{ ref('int_reports') }}
    where scope = 'summary' and agency_id is not null and report_year is not null
),

current_reports as (
    select * from {{ ref('int_reports') }}
    where is_current and agency_id is not null
),

agencies as (
    select * from {{ ref('int_agencies') }}
),

listed_members as (
    select * from {{ ref('rollup_members') }}
),

members_of_summaries as (
    select
        summaries.report_id,
        summaries.report_year,
        listed_members.member_agency_name,
        listed_members.member_scope,
        coalesce(listed_members.is_covered, true) as is_covered,
        members.agency_id as member_agency_id
    from summaries
    inner join agencies as governments on summaries.agency_id = governments.agency_id
    inner join listed_members
        on
            {{ same_agency('listed_members.summary_agency_name', 'listed_members.summary_region_code', 'governments') }}
            and summaries.report_year >= coalesce(listed_members.first_year, summaries.report_year)
            and summaries.report_year <= coalesce(listed_members.last_year, summaries.report_year)
    left join agencies as members
        on {{ same_agency('listed_members.member_agency_name', 'listed_members.member_region_code', 'members') }}
),

-- A member's report on its own work is covered, unless the list says that its summary is.
reports_of_members as (
    select
        members.report_id,
        members.member_agency_name,
        members.member_agency_id,
        members.is_covered,
        current_reports.report_id as member_report_id,
        row_number() over (
            partition by members.report_id, members.member_agency_name, members.member_agency_id
            order by
                case when current_reports.report_id is null then 2 else 1 end,
                case current_reports.scope when 'own' then 1 else 2 end,
                current_reports.report_id
        ) as preference
    from members_of_summaries as members
    left join current_reports
        on
            members.member_agency_id = current_reports.agency_id
            and members.report_year = current_reports.report_year
            and members.report_id <> current_reports.report_id
            and (
                members.member_scope = current_reports.scope
                or (members.member_scope is null and current_reports.scope <> 'summary')
            )
)

select
    report_id,
    member_agency_name,
    member_agency_id,
    member_report_id,
    is_covered
from reports_of_members
where preference = 1
