{#-
    A share of two counts: null where either is not printed in full, or where the whole is smaller than the variable
    `smallest_denominator`, because one request more would then change the share by more than it says.
-#}
{% macro rate(numerator, denominator) -%}
    case
        when {{ denominator }} >= {{ var('smallest_denominator') }} then cast({{ numerator }} as double) / {{ denominator }}
    end
{%- endmacro %}

{#- The rates of the yearly marts, by name: what each counts, out of what. -#}
{% macro rates() -%}
    {{ return({
        'disclosure_rate': ('disclosed_count', 'processed_count'),
        'denial_rate': ('denied_count', 'processed_count'),
        'not_held_rate': ('not_held_count', 'processed_count'),
        'carry_over_rate': ('carried_out_count', 'due_count'),
        'challenge_rate': ('challenge_count', 'processed_count'),
        'reconsideration_correction_rate': ('reconsideration_corrected_count', 'reconsideration_concluded_count'),
        'litigation_loss_rate': ('litigation_corrected_count', 'litigation_concluded_count'),
    }) }}
{%- endmacro %}

{#- Figures of the yearly marts that are sums of leaf cells, by the code of `int_key_figures`. -#}
{% macro counted_figures() -%}
    {{ return([
        'received', 'carried_in', 'processed', 'carried_out',
        'granted', 'partially_granted', 'denied', 'unavailable', 'not_held', 'not_processed', 'other',
        'reconsideration', 'reconsideration_corrected', 'reconsideration_concluded',
        'litigation', 'litigation_corrected', 'litigation_concluded',
        'licensing_decision', 'penalty_decision', 'coercion_decision',
        'rules_issued', 'rules_in_force', 'normative_documents_issued', 'normative_documents_in_force',
    ]) }}
{%- endmacro %}

{#- Why requests are denied: the outcomes of the group `denied`, in the order of the form. -#}
{% macro denial_reasons() -%}
    {{ return([
        'denied_state_secret', 'denied_forbidden_by_law', 'denied_three_securities_one_stability',
        'denied_third_party_rights', 'denied_internal_affairs', 'denied_process_information', 'denied_enforcement_file',
        'denied_administrative_inquiry',
    ]) }}
{%- endmacro %}
