with sentences as (
    select distinct plain
    from {{ ref('int_narrative_sentences') }}
    where contains(plain, '#') or regexp_matches(plain, '[未没无無]')
),

vocabulary as (
    select
        word,
        {{ letter_of_word_class('word_class') }} as letter
    from {{ ref('narrative_vocabulary') }}
),

pieces as (
    select
        plain,
        unnest(regexp_extract_all(plain, '[^,:;#。!()]+|[,:;#。!()]')) as piece,
        generate_subscripts(regexp_extract_all(plain, '[^,:;#。!()]+|[,:;#。!()]'), 1) as piece_ordinal
    from sentences
),

words_of_pieces as (
    select
        pieces.piece,
        {{ longest_words_first('vocabulary.word', 'vocabulary.letter') }} as words
    from (select distinct piece from pieces) as pieces
    inner join vocabulary on contains(pieces.piece, vocabulary.word)
    group by pieces.piece
),

-- Longer words first: what is inside a longer word is no word of its own.
letters_of_pieces as (
    select
        piece,
        regexp_replace({{ letters_for_words('piece', 'words') }}, '[^A-Za-z]+', '?', 'g') as letters -- noqa: PRS
    from words_of_pieces
),

read_pieces as (
    select
        pieces.plain,
        pieces.piece_ordinal,
        case
            when regexp_full_match(pieces.piece, '[,:;#。!()]') then pieces.piece
            else coalesce(letters_of_pieces.letters, '?')
        end as letters
    from pieces
    left join letters_of_pieces on pieces.piece = letters_of_pieces.piece
)

select
    plain,
    string_agg(letters, '' order by piece_ordinal) as letters
from read_pieces
group by plain
