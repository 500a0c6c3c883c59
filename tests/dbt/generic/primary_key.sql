{#-
    Rows that share their key with another, or lack a part of it or of what every row has: one query for each table, where a
    test for each column would ask as many. Only `nullable` parts of a key may be empty.
-#}
{% test primary_key(model, columns, filled=[], nullable=[]) %}
    select
        {{ columns | join(', ') }},
        count(*) as row_count
    from {{ model }}
    group by {{ columns | join(', ') }}
    having
        count(*) > 1
        {% for column in columns if column not in nullable -%}
            or {{ column }} is null
        {% endfor %}
        {% for column in filled -%}
            or count({{ column }}) < count(*)
        {% endfor %}
{% endtest %}
