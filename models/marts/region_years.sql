{%- set summed = counted_figures() + ['disclosed', 'due', 'challenge'] -%}

with agency_years as (
    select * from {{ ref('agency_years') }}
),

agencies as (
    select * from {{ ref('dim_agencies') }}
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

regions as (
    select * from {{ ref('int_region_years') }}
),

-- A summary repeats the agencies below it.
own_figures as (
    select
        ancestors.ancestor_code as region_code,
        agency_years.*
    from agency_years
    inner join agencies on agency_years.agency_id = agencies.agency_id
    inner join ancestors
        on agencies.region_code = ancestors.region_code and agency_years.report_year = ancestors.report_year
    where agency_years.is_additive and not agency_years.is_quarantined
),

sums as (
    select
        region_code,
        report_year,
        count(*) as report_count,
        count(processed_count) as report_with_requests_count,
        {%- for figure in summed %}
            cast(sum({{ figure }}_count) as bigint) as {{ figure }}_count,
        {%- endfor %}
        {%- for name, (numerator, denominator) in rates().items() %}
            sum({{ numerator }}) filter (where {{ denominator }} is not null) as {{ name }}_numerator,
            sum({{ denominator }}) filter (where {{ numerator }} is not null) as {{ name }}_denominator,
        {%- endfor %}
        sum(fee_amount_wan_yuan) as fee_amount_wan_yuan,
        cast(sum(open_finding_count) as bigint) as open_finding_count,
        sum(blank_cell_count) / nullif(sum(printed_cell_count), 0) as blank_share
    from own_figures
    group by region_code, report_year
),

region_years as (
    select
        sums.region_code,
        sums.report_year,
        regions.region_name,
        regions.region_level,
        regions.province_name,
        sums.report_count,
        sums.report_with_requests_count,
        {%- for figure in summed %}
            sums.{{ figure }}_count,
        {%- endfor %}
        {%- for name, (numerator, denominator) in rates().items() %}
            cast(sums.{{ name }}_numerator as bigint) as {{ name }}_numerator,
            cast(sums.{{ name }}_denominator as bigint) as {{ name }}_denominator,
            {{ rate('sums.' ~ name ~ '_numerator', 'sums.' ~ name ~ '_denominator') }} as {{ name }},
        {%- endfor %}
        sums.processed_count < {{ var('smallest_denominator') }} as is_small_sample,
        cast(sums.fee_amount_wan_yuan as decimal(38, 6)) as fee_amount_wan_yuan,
        sums.open_finding_count,
        sums.blank_share
    from sums
    inner join regions on sums.region_code = regions.region_code and sums.report_year = regions.report_year
)

select * from region_years
