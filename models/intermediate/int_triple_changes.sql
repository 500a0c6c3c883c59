with knotted_reports as (
    select report_id from {{ ref('int_knotted_rules') }}
),

suspect_terms as (
    select
        suspect_terms.*,
        suspect_terms.row_code || ' ' || suspect_terms.column_code as cell
    from {{ ref('int_suspect_terms') }} as suspect_terms
    inner join knotted_reports on suspect_terms.report_id = knotted_reports.report_id
    where suspect_terms.comparison = '='
),

settled_terms as (
    select
        settled_terms.*,
        settled_terms.row_code || ' ' || settled_terms.column_code as cell
    from {{ ref('int_settled_terms') }} as settled_terms
    inner join knotted_reports on settled_terms.report_id = knotted_reports.report_id
    where settled_terms.change is not null
),

-- Three figures of one rule, each settled by its other rules.
stars as (
    select
        one.report_id,
        one.table_code,
        one.cell as cell_1,
        two.cell as cell_2,
        three.cell as cell_3,
        one.change as change_1,
        two.change as change_2,
        three.change as change_3
    from settled_terms as one
    inner join settled_terms as two
        on one.report_id = two.report_id and one.rule_scope_id = two.rule_scope_id and one.cell < two.cell
    inner join settled_terms as three
        on one.report_id = three.report_id and one.rule_scope_id = three.rule_scope_id and two.cell < three.cell
    where one.residual + one.coefficient * one.change + two.coefficient * two.change + three.coefficient * three.change = 0
),

-- A settled figure, one that shares a rule with it and takes what remains there, and a settled one that shares another.
chains as (
    select
        one.report_id,
        one.table_code,
        one.cell as cell_1,
        middle.cell as cell_2,
        three.cell as cell_3,
        one.change as change_1,
        -(one.residual + one.coefficient * one.change) * middle.coefficient as change_2,
        three.change as change_3
    from settled_terms as one
    inner join suspect_terms as middle
        on one.report_id = middle.report_id and one.rule_scope_id = middle.rule_scope_id and one.cell <> middle.cell
    inner join suspect_terms as middle_elsewhere
        on
            middle.report_id = middle_elsewhere.report_id
            and middle.cell = middle_elsewhere.cell
            and middle.table_code = middle_elsewhere.table_code
            and middle.rule_scope_id < middle_elsewhere.rule_scope_id
    inner join settled_terms as three
        on
            middle_elsewhere.report_id = three.report_id
            and middle_elsewhere.rule_scope_id = three.rule_scope_id
            and middle_elsewhere.cell <> three.cell
    where
        one.residual + one.coefficient * one.change <> 0
        and three.residual
        + three.coefficient * three.change
        - middle_elsewhere.coefficient * (one.residual + one.coefficient * one.change) * middle.coefficient = 0
),

triples as (
    select * from stars
    union
    select * from chains
),

triple_changes as (
    {% for ordinal in [1, 2, 3] %}
        select
            report_id,
            concat_ws(' ', 'three', table_code, cell_1, cell_2, cell_3) as move_id,
            table_code,
            split_part(cell_{{ ordinal }}, ' ', 1) as row_code,
            split_part(cell_{{ ordinal }}, ' ', 2) as column_code,
            change_{{ ordinal }} as change
        from triples
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    *,
    cast(null as varchar) as cause_code,
    true as is_exact
from triple_changes
