{#-
    Creates, from the declared sources, whatever raw table or column ingest has not created yet, so that a fresh checkout
    builds, and so does the build file of an earlier version.
-#}
{% macro create_missing_raw_tables() %}
    {% if execute %}
        {% set raw_tables = graph.sources.values() | selectattr('source_name', 'equalto', 'raw') | list %}
        {% for table in raw_tables %}
            {% set relation = api.Relation.create(
                database=target.database, schema=table.schema, identifier=table.identifier
            ) %}
            {% do run_query(create_raw_schema(relation)) %}
            {% do run_query(create_raw_table(relation, table.columns.values())) %}
            {% do run_query(add_raw_columns(relation, table.columns.values())) %}
        {% endfor %}
        {% do warn_when_nothing_was_ingested() %}
    {% endif %}
{% endmacro %}


{% macro create_raw_schema(relation) %}
    create schema if not exists {{ relation.without_identifier() }}
{% endmacro %}


{% macro create_raw_table(relation, columns) %}
    create table if not exists {{ relation }} (
        {% for column in columns %}
            {{ column.name }} {{ column.data_type }}{{ ',' if not loop.last }}
        {% endfor %}
    )
{% endmacro %}


{% macro add_raw_columns(relation, columns) %}
    {% for column in columns %}
        alter table {{ relation }} add column if not exists {{ column.name }} {{ column.data_type }};
    {% endfor %}
{% endmacro %}


{% macro warn_when_nothing_was_ingested() %}
    {% set documents = api.Relation.create(database=target.database, schema='raw', identifier='documents') %}
    {% if run_query('select count(*) as document_count from ' ~ documents).columns[0].values()[0] == 0 %}
        {% do log(
            '尚未导入任何报告，将建立空表；请先运行 gouji ingest。'
            ~ ' Nothing has been ingested: the tables will be empty. Run gouji ingest first.',
            info=true
        ) %}
    {% endif %}
{% endmacro %}
