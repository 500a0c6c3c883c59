-- Rows of a fact whose measure would hold one series from one vintage and another from the next, and measures that the
-- crosswalk names and no fact has.
with crosswalk as (
    select * from {{ ref('series_crosswalk') }}
),

measures as (
    {%- for measure in fact_measures() %}
        select
            '{{ measure[0] }}' as fact_name,
            '{{ measure[1] }}' as measure_name
        {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    crosswalk.fact_name,
    crosswalk.measure_name,
    crosswalk.row_code,
    crosswalk.column_code,
    string_agg(distinct crosswalk.series_code, ' ') as series_codes
from crosswalk
left join measures
    on crosswalk.fact_name = measures.fact_name and crosswalk.measure_name = measures.measure_name
group by crosswalk.fact_name, crosswalk.measure_name, crosswalk.row_code, crosswalk.column_code
having count(distinct crosswalk.series_code) > 1 or count(measures.fact_name) < count(*)
