-- Figures of the yearly marts and of the metrics that one vintage makes of other series than the next, or of none.
with figures as (
    {%- for figure in counted_figures() + denial_reasons() %}
        select '{{ figure }}' as figure_code
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

cells_of_figures as (
    select
        figure_code,
        form_version,
        series_code
    from {{ ref('int_key_figure_cells') }}
    union all
    -- The metrics count each reason for a denial by itself.
    select
        row_code as figure_code,
        form_version,
        series_code
    from {{ ref('series_crosswalk') }}
    where
        row_code in (
            {%- for reason in denial_reasons() %}
                '{{ reason }}'{{ ',' if not loop.last }}
            {%- endfor %}
        )
),

series_of_each_vintage as (
    select
        figure_code,
        form_version,
        string_agg(distinct series_code, ' ' order by series_code) as series_codes
    from cells_of_figures
    group by figure_code, form_version
)

select
    figures.figure_code,
    string_agg(series_of_each_vintage.form_version || ': ' || series_of_each_vintage.series_codes, '; ') as made_of
from figures
left join series_of_each_vintage on figures.figure_code = series_of_each_vintage.figure_code
group by figures.figure_code
having count(distinct series_of_each_vintage.series_codes) <> 1
