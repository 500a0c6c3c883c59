{#-
    The measures of facts: fact, column, and the table, row and column of the form that its figures stand in, as expressions
    over the fact. Money is in yuan: the last is what one unit of the column is worth.
-#}
{% macro fact_measures() -%}
    {{ return([
        ('fct_requests', 'received_count', 'requests', "'received'", 'applicant_type_code', 1),
        ('fct_requests', 'carried_in_count', 'requests', "'carried_in'", 'applicant_type_code', 1),
        ('fct_requests', 'processed_count', 'requests', "'processed'", 'applicant_type_code', 1),
        ('fct_requests', 'carried_out_count', 'requests', "'carried_out'", 'applicant_type_code', 1),
        ('fct_request_outcomes', 'request_count', 'requests', 'outcome_code', 'applicant_type_code', 1),
        ('fct_enforcement', 'decision_count', 'disclosures', 'action_code', "'decisions'", 1),
        ('fct_enforcement', 'prior_item_count', 'disclosures', 'action_code', "'prior_items'", 1),
        ('fct_enforcement', 'item_change_count', 'disclosures', 'action_code', "'item_change'", 1),
        ('fct_regulatory_documents', 'issued_count', 'disclosures', 'document_kind_code', "'issued'", 1),
        ('fct_regulatory_documents', 'repealed_count', 'disclosures', 'document_kind_code', "'repealed'", 1),
        ('fct_regulatory_documents', 'in_force_count', 'disclosures', 'document_kind_code', "'in_force'", 1),
        ('fct_regulatory_documents', 'newly_public_count', 'disclosures', 'document_kind_code', "'newly_public'", 1),
        ('fct_regulatory_documents', 'total_public_count', 'disclosures', 'document_kind_code', "'total_public'", 1),
        ('fct_fees', 'fee_amount_wan_yuan', 'disclosures', "'fees'", "'amount'", 10000),
        ('fct_fees', 'prior_item_count', 'disclosures', "'fees'", "'prior_items'", 1),
        ('fct_fees', 'item_change_count', 'disclosures', "'fees'", "'item_change'", 1),
        ('fct_procurement', 'project_count', 'disclosures', "'procurement'", "'projects'", 1),
        ('fct_procurement', 'amount_yuan', 'disclosures', "'procurement'", "'amount'", 1),
        ('fct_legal_challenges', 'case_count', 'legal_challenges', 'route_code', 'result_code', 1),
        ('fct_legacy_indicators', 'year_value', 'legacy_indicators', 'indicator_code', "'year'", 1),
        ('fct_legacy_indicators', 'cumulative_value', 'legacy_indicators', 'indicator_code', "'cumulative'", 1),
    ]) }}
{%- endmacro %}

{#- Every figure of every fact beside the codes of the cell it was printed in, for tests that follow figures both ways. -#}
{% macro fact_figures() %}
    {% for fact, measure, table_code, row_code, column_code, worth in fact_measures() %}
        select
            '{{ fact }}' as fact_name,
            '{{ measure }}' as measure_name,
            report_id,
            '{{ table_code }}' as table_code,
            {{ row_code }} as row_code,
            {{ column_code }} as column_code,
            cast({{ measure }} * {{ worth }} as decimal(38, 6)) as value
        from {{ ref(fact) }}
        where {{ measure }} is not null
        {{ 'union all' if not loop.last }}
    {% endfor %}
{% endmacro %}
