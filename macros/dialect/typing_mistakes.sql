{#-
    Which mistake of typing makes one figure of another, if it is one; null otherwise. Figures are compared as people write
    them. One insertion, deletion, replacement or exchange of neighbours is a distance of 1; what was doubled is told by
    taking each digit once where it stands twice.
-#}
{% macro typing_mistake(printed, suggested) -%}
    case
        when {{ printed }} = '-' || {{ suggested }} or {{ suggested }} = '-' || {{ printed }} then 'sign_reversed'
        when damerau_levenshtein({{ printed }}, {{ suggested }}) <> 1 then null
        when length({{ printed }}) < length({{ suggested }}) then 'digit_dropped'
        when length({{ printed }}) > length({{ suggested }})
            then
                case
                    when {{ suggested }} in (
                        {% for digit in range(10) -%}
                            replace({{ printed }}, '{{ digit }}{{ digit }}', '{{ digit }}'){{ ', ' if not loop.last }}
                        {%- endfor %}
                    )
                        then 'digit_doubled'
                    else 'digit_added'
                end
        when hamming({{ printed }}, {{ suggested }}) = 1 then 'wrong_digit'
        else 'digits_transposed'
    end
{%- endmacro %}
