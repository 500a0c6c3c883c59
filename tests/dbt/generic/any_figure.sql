{#- Rows of a fact that hold no figure: a row exists only where at least one of its measures was printed. -#}
{% test any_figure(model, measures) %}
    select *
    from {{ model }}
    where coalesce({{ measures | join(', ') }}) is null
{% endtest %}
