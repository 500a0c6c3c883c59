{#- So many reports are worked on at a time: half as many were seen to take 0.9 GB, and each batch reads all cells anew. -#}
{% macro reports_in_a_batch() -%} 25000 {%- endmacro %}


{#-
    Whether a row belongs to the batch of reports that is being built; where nothing is built in batches every row does. A
    range of keys and not a hash of them, because DuckDB carries a range down to where rows are read.
-#}
{% macro in_this_batch(report_id) -%}
    {{ report_id }} >= coalesce(cast(getvariable('first_report') as varchar), '')
    and (getvariable('next_report') is null or {{ report_id }} < cast(getvariable('next_report') as varchar))
{%- endmacro %}


{#-
    A table that is built a batch of reports at a time, so that memory is bounded by the batch and not by the corpus. The
    model says with in_this_batch where its rows are divided; they must follow from their own report's part alone. Nobody
    reads a build file, so the table is made anew in its place.
-#}
{% materialization table_in_batches, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {{ drop_relation_if_exists(load_cached_relation(this)) }}

    {%- set first_reports = first_reports_of_batches() -%}
    {%- for first_report in first_reports -%}
        {%- call statement('choose_batch') -%}
            set variable first_report = {{ dbt.string_literal(first_report) }};
            set variable next_report = {{ 'null' if loop.last else dbt.string_literal(loop.nextitem) }}
        {%- endcall -%}
        {%- call statement('main') -%}
            {% if loop.first %}create table {{ target_relation }} as{% else %}insert into {{ target_relation }} by name{% endif %}
            ({{ compiled_code }})
        {%- endcall -%}
    {%- endfor -%}
    {%- call statement('choose_all') -%}
        reset variable first_report; reset variable next_report
    {%- endcall -%}

    {% do persist_docs(target_relation, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}


{#- The key that each batch begins with; the first begins before every key. -#}
{% macro first_reports_of_batches() %}
    {%- set reports = api.Relation.create(database=target.database, schema='raw', identifier='reports') -%}
    {%- set later_batches -%}
        select report_id
        from (select report_id, row_number() over (order by report_id) as ordinal from {{ reports }})
        where ordinal > 1 and ordinal % {{ reports_in_a_batch() }} = 1
        order by report_id
    {%- endset -%}
    {{ return([''] + (run_query(later_batches).columns[0].values() | list)) }}
{% endmacro %}
