with metrics as (
    {%- for metric in metric_dictionary() %}
        select
            '{{ metric.code }}' as metric_code,
            '{{ metric.name_zh | replace("'", "''") }}' as name_zh,
            '{{ metric.name_en | replace("'", "''") }}' as name_en,
            '{{ metric.description_zh | replace("'", "''") }}' as description_zh,
            '{{ metric.description_en | replace("'", "''") }}' as description_en,
            '{{ metric.aggregation }}' as aggregation,
            '{{ metric.unit }}' as unit,
            {{ "'" ~ metric.column ~ "'" if metric.column else 'null' }} as column_name,
            {{ "'" ~ metric.numerator ~ "'" if metric.numerator else 'null' }} as numerator_column,
            {{ "'" ~ metric.denominator ~ "'" if metric.denominator else 'null' }} as denominator_column,
            {{ loop.index }} as ordinal
        {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    cast(metric_code as varchar) as metric_code,
    cast(name_zh as varchar) as name_zh,
    cast(name_en as varchar) as name_en,
    cast(description_zh as varchar) as description_zh,
    cast(description_en as varchar) as description_en,
    cast(aggregation as varchar) as aggregation,
    cast(unit as varchar) as unit,
    cast(column_name as varchar) as column_name,
    cast(numerator_column as varchar) as numerator_column,
    cast(denominator_column as varchar) as denominator_column,
    cast(ordinal as integer) as ordinal
from metrics
