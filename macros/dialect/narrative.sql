{#-
    Reading claims from prose. A clause is written anew in one letter for each known word; what is not in the vocabulary
    is "?". Grammar is then plain comparison of short strings, and a clause with a "?" in it is never taken at its word.
-#}

{#- The letter of each class of words: capitals and small letters of ASCII, which the plain text is free of. -#}
{% macro narrative_letters() -%}
    {{ return({
        'receive': 'G', 'accept': 'A', 'handle': 'W', 'finish': 'J', 'happen': 'v', 'decide': 'e', 'issue': 'g',
        'publish': 'p', 'repeal': 'w', 'in_force': 'f', 'review': 'x', 'not': 'N', 'cause': 'u',
        'request': 'O', 'bare_request': 'U', 'carried_in': 'I', 'carried_out': 'X', 'reconsideration': 'R', 'litigation': 'M',
        'licensing': 'a', 'licensing_and_services': 'l', 'penalty': 'b', 'coercion': 'c', 'normative_documents': 'd',
        'rules': 'q', 'procurement': 'm', 'procurement_amount': 'n', 'fees': 'y',
        'this_year': 'Y', 'prior_year': 'P', 'other_year': 'D', 'since': 'H', 'as_of': 'E', 'part_of_year': 'Q',
        'comparison': 'C', 'change': 'K', 'changed_to': 'k', 'about': 'B', 'part': 'T', 'narrowing': 'r',
        'other_thing': 'o', 'share': 's', 'so_far': 'L', 'rate': 'z', 'unit_word': 't', 'whole_region': 'V', 'filler': 'F',
    }) }}
{%- endmacro %}


{% macro letter_of_word_class(word_class) -%}
    case {{ word_class }}
        {% for class, letter in narrative_letters().items() %}when '{{ class }}' then '{{ letter }}' {% endfor %}
    end
{%- endmacro %}


{#- Letters that say what is counted and what happened to it; the others only say when, how much of it, or nothing. -#}
{% macro content_letters(letters) -%}
    regexp_replace(
        regexp_replace({{ letters }}, '[^GAWJvegpwfxNuOUIXRMalbcdqmny]', '', 'g'),
        '(?:u[OUWp]*|[OUWp]+u)+([RM])', '\1'
    )
{%- endmacro %}


{#- Sentences of a paragraph; a semicolon does not end one, because what 其中 began may go on behind it. -#}
{% macro split_whole_sentences(text) -%} regexp_extract_all({{ text }}, '[^。！!？?\n]+[。！!？?]?') {%- endmacro %}


{#- What a sentence must hold to be worth reading closely. -#}
{% macro may_hold_claim(text) -%}
    regexp_matches({{ text }}, '申请|复议|诉讼|许可|处罚|强制|规范性文件|规章|采购|收费|[办辦]结|结转|12月31|占[^。]{0,12}[0-9０-９]')
{%- endmacro %}


{#-
    Folded widths, no gaps, no titles of documents, no numeral before it; the report's own name becomes 本机关, and a percentage
    in brackets, (占12%), stands outside them.
-#}
{% macro narrative_plain(sentence, agency_name) -%}
    regexp_replace({{ bare_sentence(sentence, agency_name) }}, '\(((?:占|同比|较|比)[^()]*[0-9]%)\)', ',\1', 'g')
{%- endmacro %}


{% macro bare_sentence(sentence, agency_name) -%}
    regexp_replace(
        regexp_replace(
            replace(
                replace(
                    regexp_replace(
                        translate({{ fold_width(sentence) }}, '；！？?﹪％', ';!!!%%'),
                        '{{ gap() }}+|《[^》]*》|〔[^〕]*〕|\[[^\]]*\]', '', 'g'
                    ),
                    coalesce({{ agency_name }}, '本机关'), '本机关'
                ),
                {{ short_agency_name(agency_name) }}, '本机关'
            ),
            '[A-Za-z]+', '?', 'g'
        ),
        '^(?:\(?[0-9一二三四五六七八九十]{1,3}[).、])+', ''
    )
{%- endmacro %}


{#- 县应急管理局 for 平阳县应急管理局: the name as its own prose shortens it; the whole name where it has no region in front. -#}
{% macro short_agency_name(agency_name) -%}
    coalesce(
        nullif(regexp_extract({{ agency_name }}, '^\p{Han}+?([省市州盟县区旗镇乡]\p{Han}{2,}(?:局|委|办|厅|院|所|中心|处|会|室|府|站))$', 1), ''),
        '本机关'
    )
{%- endmacro %}


{#- From the first month to the twelfth is no part of a year. -#}
{% macro whole_year(plain) -%}
    regexp_replace({{ plain }}, '(^|[^0-9])1(?:月份?)?(?:至|到|-|—|~|～)12月份?', '\1', 'g')
{%- endmacro %}


{#- Years as the report sees them: its own, the one before, the one after, another; a day or a month is part of a year. -#}
{% macro relative_years(plain, report_year) -%}
    regexp_replace(
        regexp_replace(
            replace(
                replace(
                    replace(
                        regexp_replace(
                            {{ whole_year(plain) }},
                            '([0-9]{4})(?:年度|年1月1日起?(?:至|到|-|—|~|～)+(?:[0-9]{4}年)?12月31日(?:止)?(?:期间)?)', '\1年', 'g'
                        ),
                        coalesce(cast({{ report_year }} as varchar), '') || '年', '本年度'
                    ),
                    coalesce(cast({{ report_year }} - 1 as varchar), '') || '年', '上年度'
                ),
                coalesce(cast({{ report_year }} + 1 as varchar), '') || '年', '下年度'
            ),
            '截[至止]到?(?:本年度)?(?:年?底|年?末|12月31日)?', '截至', 'g'
        ),
        '([0-9]{4}年)|(?:[0-9]{1,2}月[0-9]{1,2}日|[0-9一二三四五六七八九十]{1,3}月|第?[一二三四1-4]季度)', '季度', 'g'
    )
{%- endmacro %}


{#- Whether an agency's tables are about all its region, so that 全市 is itself: a government's, unless it counts its own office alone. -#}
{% macro region_speakers() -%} ('government', 'government_office', 'subdistrict_office', 'development_zone') {%- endmacro %}


{#- A number with the word it is counted in: numeral, 万 or 亿, 余 or 多, unit, 以上 or 左右, and a remark in brackets. -#}
{% macro claimed_number_pattern() -%}
    '([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[数几上][十百千万]+|[零〇一二两三四五六七八九十百千万]+)([万亿]?)([余多来]?)个?(件次|人次|件|起|宗|份|条|例|桩|项|次|部|笔|元|%)((?:以上|左右|余|多)?)(\([^()]*\))?'
{%- endmacro %}


{% macro parts_of_numbers(plain, part) -%}
    {%- set parts = ['numeral', 'scale', 'roundness', 'counter', 'tail', 'remark'] -%}
    regexp_extract_all({{ plain }}, {{ claimed_number_pattern() }}, {{ parts.index(part) + 1 }})
{%- endmacro %}


{#- The year that a claim is about, by the last word before it that names one; null for a year that cannot be told. -#}
{% macro claimed_period() -%}
    case year_letter when 'P' then report_year - 1 when 'D' then null else report_year end
{%- endmacro %}


{#- Whether a sentence is about requests, disclosure or what else a pattern says it has to be about. -#}
{% macro speaks_of_what_a_pattern_needs() -%}
    case patterns.context
        when 'requests' then coalesce(numbers.section_code = 'requests', false) or numbers.names_public_request
        when 'requests_only' then coalesce(numbers.section_code = 'requests', false)
        when 'requests_sentence' then numbers.names_request or coalesce(numbers.section_code = 'requests', false)
        when 'disclosures' then coalesce(numbers.section_code = 'disclosures', false)
        when 'challenges'
            then
                coalesce(numbers.section_code = 'legal_challenges', false)
                or regexp_matches(numbers.plain, '信息公开|政务公开|依申请公开|公开申请')
        else true
    end
{%- endmacro %}


{#- Whether it may be another agency, or all of a region, that something is told of. -#}
{% macro is_of_another_agency() -%}
    (is_of_wider_region or regexp_matches(letters_until, '[?]t(?:[,:;]|F*[GAvWJegORM])'))
{%- endmacro %}


{#- Years from which, 1, and to which, 2, a sentence says that something was counted; '' for none. -#}
{% macro year_of_period(sentence, part) -%}
    regexp_extract(
        regexp_replace({{ fold_width(sentence) }}, '{{ gap() }}+', '', 'g'),
        '([0-9]{4})年1月1日起?(?:至|到|-|—|~|～)+(?:([0-9]{4})年)?12月31日',
        {{ part }}
    )
{%- endmacro %}


{#- Words with their letters, the longest first: what is inside a longer word is no word of its own. -#}
{% macro longest_words_first(word, letter) -%}
    list({'word': {{ word }}, 'letter': {{ letter }}} order by length({{ word }}) desc, {{ word }})
{%- endmacro %}


{% macro letters_for_words(piece, words) -%}
    list_reduce(
        list_prepend({'word': {{ piece }}, 'letter': ''}, {{ words }}),
        lambda read, known: {'word': replace(read.word, known.word, known.letter), 'letter': ''}
    ).word
{%- endmacro %}


{#- Up to 9999 in Chinese numerals; null for what is no such number. 一百二 may be 120 or 102, so it is none. -#}
{% macro chinese_thousands(numeral) -%}
    case
        when {{ numeral }} in ('零', '〇') then 0
        when regexp_matches({{ numeral }}, '[百千][一二两三四五六七八九]$') then null
        when
            {{ numeral }} <> ''
            and regexp_full_match(
                {{ numeral }},
                '(?:[一二两三四五六七八九]千)?(?:零?[一二两三四五六七八九]百)?(?:零?[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?'
            )
            then
                {{ chinese_digit(numeral, '千', 0) }} * 1000 + {{ chinese_digit(numeral, '百', 0) }} * 100
                + case when contains({{ numeral }}, '十') then {{ chinese_digit(numeral, '十', 1) }} * 10 else 0 end
                + {{ chinese_digit(numeral, '$', 0) }}
    end
{%- endmacro %}


{% macro chinese_digit(numeral, place, otherwise) -%}
    coalesce(
        nullif(strpos('.一二三四五六七八九', replace(nullif(regexp_extract({{ numeral }}, '([一二两三四五六七八九]){{ place }}', 1), ''), '两', '二')), 0) - 1,
        {{ otherwise }}
    )
{%- endmacro %}


{#-
    Value of a numeral in digits or Chinese characters with its 万 or 亿; null where it is no plain number. What stands
    before and behind 万 is read by one expression, since planning it takes longer than reading a report with it.
-#}
{% macro numeral_value(numeral, scale) -%}
    case
        when regexp_matches({{ numeral }}, '^[0-9]') then try_cast(replace({{ numeral }}, ',', '') as decimal(28, 6))
        when not regexp_matches({{ numeral }}, '万.*万')
            then list_reduce(
                list_transform(
                    string_split(regexp_replace({{ numeral }}, '万$', '万零'), '万'),
                    lambda part: {{ chinese_thousands('part') }}
                ),
                lambda before, behind: before * 10000 + behind
            )
    end * case {{ scale }} when '万' then 10000 when '亿' then 100000000 else 1 end
{%- endmacro %}


{#- The last piece of a clause before a number, and the first one behind it, in letters. -#}
{% macro clause_before(letters) -%} regexp_extract({{ letters }}, '[^,:;。!()#]*$') {%- endmacro %}
{% macro clause_after(letters) -%} regexp_extract({{ letters }}, '^[^,:;。!()#]*') {%- endmacro %}
