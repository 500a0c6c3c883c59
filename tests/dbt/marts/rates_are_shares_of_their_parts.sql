-- Rates that are not the share of the figures beside them, or are there although the whole is too small to divide.
{% for name, (numerator, denominator) in rates().items() %}
    select
        '{{ name }}' as rate_name,
        agency_id as key_value,
        report_year
    from {{ ref('agency_years') }}
    where
        {{ name }} is distinct from
        if({{ denominator }} >= {{ var('smallest_denominator') }}, cast({{ numerator }} as double) / {{ denominator }}, null)
    union all
    select
        '{{ name }}' as rate_name,
        region_code as key_value,
        report_year
    from {{ ref('region_years') }}
    where
        {{ name }} is distinct from
        if(
            {{ name }}_denominator >= {{ var('smallest_denominator') }},
            cast({{ name }}_numerator as double) / {{ name }}_denominator,
            null
        )
    {% if not loop.last %}union all{% endif %}
{% endfor %}
