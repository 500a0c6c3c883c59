with recursive days as (
    -- The Regulation has been in force since 2008: no report is about an earlier year.
    select cast('2008-01-01' as date) as day_start
    union all
    select cast(day_start + interval 1 day as date) as day_start
    from days
    where day_start < cast('{{ var("last_year_of_metrics") }}-12-31' as date)
)

select day_start
from days
