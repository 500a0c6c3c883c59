with sentences as (
    select * from {{ ref('int_narrative_sentences') }}
),

letters as (
    select
        plain,
        unnest(regexp_extract_all(letters, '[^,:;。!()#]+')) as clause,
        letters
    from {{ ref('int_narrative_letters') }}
    where contains(letters, 'N')
),

objects as (
    select
        known.figure_code,
        known.letter
    from (
        values
        ('received', '[OU]'), ('reconsideration', 'R'), ('litigation', 'M'), ('licensing', 'a'), ('penalty', 'b'),
        ('coercion', 'c'), ('normative_documents', 'd'), ('carried_out', 'X')
    ) as known (figure_code, letter)
),

-- A clause that is known word for word, denies, and names what there was none of; nothing in its sentence narrows it.
denials as (
    select distinct
        sentences.report_id,
        sentences.section_code,
        sentences.sentence,
        objects.figure_code,
        sentences.locator,
        sentences.paragraph_ordinal,
        sentences.sentence_ordinal,
        sentences.report_year
    from sentences
    inner join letters on sentences.plain = letters.plain
    inner join objects on regexp_matches({{ content_letters('letters.clause') }}, objects.letter)
    where
        not regexp_matches(letters.clause, '[?torCKkBTQDPHELs]')
        and not regexp_matches(letters.letters, '[TQDPEK]|[?]t(?:[,:;]|F*[GAvWJegORM])')
        and regexp_full_match(
            {{ content_letters('letters.clause') }},
            '[GeFv]*N+(?:[Gveg]*)(?:[ORMabcd]+|X|U)'
        )
        and (
            objects.figure_code not in ('reconsideration', 'litigation')
            or coalesce(sentences.section_code = 'legal_challenges', false)
            or regexp_matches(sentences.plain, '信息公开|政务公开|依申请公开|公开申请')
        )
        and (contains(letters.clause, 'O') or not contains(letters.clause, 'U') or sentences.section_code = 'requests')
)

select * from denials
