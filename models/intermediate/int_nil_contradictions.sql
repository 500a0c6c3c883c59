{{ config(materialized='view') }}

with clauses as (
    select * from {{ ref('int_section_clauses') }}
    where states_figure
),

mentions as (
    select * from {{ ref('int_nil_mentions') }}
),

objects as (
    select * from {{ ref('nil_statements') }}
    where role = 'object'
),

-- Figures matter only where the same section also says that there was none.
figure_clauses as (
    select distinct
        clauses.report_id,
        clauses.section_code,
        clauses.clause
    from clauses
    inner join mentions on clauses.report_id = mentions.report_id and clauses.section_code = mentions.section_code
),

named_objects as (
    select
        figure_clauses.report_id,
        figure_clauses.section_code,
        figure_clauses.clause,
        objects.target_code,
        {{ matches_part('figure_clauses.clause', 'objects.pattern') }} as is_named
    from figure_clauses
    inner join objects on figure_clauses.section_code = objects.section_code
),

counted_objects as (
    select
        *,
        max(case when is_named then 1 else 0 end) over (partition by report_id, section_code, clause) = 1 as names_any
    from named_objects
)

-- A figure that names no object of its section may be about any of them.
select distinct
    report_id,
    section_code,
    target_code
from counted_objects
where is_named or not names_any
