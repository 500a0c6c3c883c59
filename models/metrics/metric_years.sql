{%- set reasons = denial_reasons() -%}

with agency_years as (
    select * from {{ ref('agency_years') }}
),

agencies as (
    select * from {{ ref('dim_agencies') }}
),

leaf_cells as (
    select * from {{ ref('int_leaf_cells') }}
),

-- A reason counts where every type of applicant prints it, as the figures of agency_years do.
reasons_of_each_report as (
    select
        {%- for reason in reasons %}
            cast({{ complete_sum_where('value', "row_code = '" ~ reason ~ "'") }} as bigint) as {{ reason }}_count,
        {%- endfor %}
        report_id
    from leaf_cells
    where table_code = 'requests'
    group by report_id
),

metric_years as (
    select
        agency_years.agency_id,
        agency_years.report_id,
        agencies.agency_name,
        agencies.agency_level,
        agencies.agency_function,
        agencies.region_code,
        agencies.province_name,
        agencies.city_name,
        agencies.county_name,
        agency_years.form_version,
        agency_years.report_year,
        cast(agency_years.report_year || '-01-01' as date) as year_start,
        {%- for figure in counted_figures() + ['disclosed', 'due', 'challenge'] %}
            agency_years.{{ figure }}_count,
        {%- endfor %}
        agency_years.fee_amount_wan_yuan,
        {%- for name, (numerator, denominator) in rates().items() %}
            case when agency_years.{{ denominator }} is not null then agency_years.{{ numerator }} end
                as {{ name }}_numerator,
            case when agency_years.{{ numerator }} is not null then agency_years.{{ denominator }} end
                as {{ name }}_denominator,
        {%- endfor %}
        {%- for reason in reasons %}
            case when agency_years.processed_count is not null then reasons_of_each_report.{{ reason }}_count end
                as {{ reason }}_rate_numerator,
            case when reasons_of_each_report.{{ reason }}_count is not null then agency_years.processed_count end
                as {{ reason }}_rate_denominator,
        {%- endfor %}
        agency_years.open_finding_count
    from agency_years
    inner join agencies on agency_years.agency_id = agencies.agency_id
    left join reasons_of_each_report on agency_years.report_id = reasons_of_each_report.report_id
    where agency_years.is_additive and not agency_years.is_quarantined
)

select * from metric_years
