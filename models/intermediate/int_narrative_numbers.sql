with sentences as (
    select * from {{ ref('int_narrative_sentences') }}
    where contains(plain, '#')
),

letters as (
    select
        plain,
        string_split(replace(letters, 'V', 'F'), '#') as pieces,
        string_split(letters, '#') as regional_pieces
    from {{ ref('int_narrative_letters') }}
),

numbers as (
    select
        sentences.report_id,
        sentences.section_code,
        sentences.sentence,
        sentences.plain,
        sentences.locator,
        sentences.paragraph_ordinal,
        sentences.sentence_ordinal,
        sentences.report_year,
        sentences.speaks_for_region,
        letters.pieces,
        letters.regional_pieces,
        string_split(sentences.plain, '#') as words,
        unnest(sentences.numerals) as numeral,
        unnest(sentences.scales) as scale,
        unnest(sentences.roundnesses) as roundness,
        unnest(sentences.counters) as counter,
        unnest(sentences.tails) as tail,
        unnest(sentences.remarks) as remark,
        generate_subscripts(sentences.numerals, 1) as number_ordinal
    from sentences
    inner join letters on sentences.plain = letters.plain
),

placed_numbers as (
    select
        * exclude (pieces, regional_pieces, words),
        not speaks_for_region and contains(array_to_string(regional_pieces[1:number_ordinal], '#'), 'V')
            as is_of_wider_region,
        array_to_string(pieces[1:number_ordinal], '#') as letters_until,
        {{ clause_before('pieces[number_ordinal]') }} as clause_before,
        {{ clause_after('pieces[number_ordinal + 1]') }} as clause_after,
        words[number_ordinal] as words_before,
        pieces[number_ordinal + 1] as letters_behind,
        array_to_string(pieces[number_ordinal + 1:], '#') as letters_to_end,
        regexp_matches(array_to_string(pieces, ''), '[OU]') as names_request,
        contains(array_to_string(pieces, ''), 'O') as names_public_request
    from numbers
),

-- The last word that says which year decides; 上年 of a comparison is no such word.
read_numbers as (
    select
        *,
        {{ numeral_value('numeral', 'scale') }} as value, -- noqa: PRS, LT02
        regexp_extract(letters_until, '^.*([YPDHEQ])', 1) as year_letter,
        regexp_replace(clause_after, 'F', '', 'g') as bare_after,
        {{ content_letters('clause_before') }} as own_content,
        regexp_extract(letters_until, '^.*([egpWGAJxwfv])', 1) as last_verb,
        regexp_extract(regexp_extract(letters_until, '[^,:;。!()]*$'), '^.*([GAWv])[^#]*#.*$', 1) as verb_of_list
    from placed_numbers
)

-- An item of a list, 、行政处罚57件, shares the verb of the items before it.
select
    *,
    case
        when own_content in ('a', 'b', 'c', 'd', 'q') then last_verb || own_content
        when own_content in ('R', 'M') then verb_of_list || own_content
        else own_content
    end as content
from read_numbers
