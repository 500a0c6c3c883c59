with successions as (
    select * from {{ ref('agency_successions') }}
),

agencies as (
    select * from {{ ref('int_agencies') }}
),

-- A predecessor that never reported has no agency_id, and still counts as one whose report is missing.
resolved_successions as (
    select
        successors.agency_id,
        predecessors.agency_id as predecessor_id,
        successions.predecessor_name,
        successions.kind,
        successions.effective_year
    from successions
    inner join agencies as successors
        on {{ same_agency('successions.successor_name', 'successions.successor_region_code', 'successors') }}
    left join agencies as predecessors
        on {{ same_agency('successions.predecessor_name', 'successions.predecessor_region_code', 'predecessors') }}
)

select * from resolved_successions
