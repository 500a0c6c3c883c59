"""``gouji check``: a verdict on reports before they are published, without a warehouse.

    paths, stdin -> reading -> raw rows -> engine (the models that dbt compiled, in memory) -> results -> an output

The engine runs what ``bundle`` keeps: every model and seed that no report can change, as tables, and the SQL
that dbt compiled for the others, in order. Nothing here states a rule, a label or an equation.
"""
