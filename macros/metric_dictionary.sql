{#-
    The metrics as `models/metrics` defines them, one dictionary each, in the order of what they measure; parts of rates are left
    out. Labels and descriptions are English, a slash, Chinese. While the project is parsed there are none.
-#}
{% macro metric_dictionary() -%}
    {%- if not execute -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set measures, order = {}, [] -%}
    {%- for model in graph.semantic_models.values() -%}
        {%- for measure in model.measures -%}
            {%- do measures.update({measure.name: measure}) -%}
            {%- do order.append(measure.name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set parts = [] -%}
    {%- for metric in graph.metrics.values() if metric.type == 'ratio' -%}
        {%- do parts.extend([metric.type_params.numerator.name, metric.type_params.denominator.name]) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for metric in graph.metrics.values() if metric.package_name == 'gouji' and metric.name not in parts -%}
        {%- set measure = measures[metric.type_params.measure.name] if metric.type == 'simple' else {} -%}
        {%- set numerator, denominator = rates().get(metric.name, (none, none)) -%}
        {%- set column = measure.expr if measure else (metric.name if numerator else none) -%}
        {%- do found.append({
            'ordinal': order.index(metric.type_params.input_measures[0].name),
            'code': metric.name,
            'name_en': metric.label.split(' / ')[0],
            'name_zh': metric.label.split(' / ')[1],
            'description_en': metric.description.split(' / ')[0],
            'description_zh': metric.description.split(' / ')[1],
            'aggregation': metric.type if not measure else ('last' if measure.non_additive_dimension else measure.agg),
            'unit': 'share' if not measure else ('wan_yuan' if 'wan_yuan' in measure.expr else 'count'),
            'column': column,
            'numerator': numerator,
            'denominator': denominator,
        }) -%}
    {%- endfor -%}
    {{ return(found | sort(attribute='ordinal')) }}
{%- endmacro %}
