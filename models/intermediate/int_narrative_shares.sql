with claims as (
    select * from {{ ref('int_narrative_share_words') }}
),

reports as (
    select * from {{ ref('int_reports') }}
),

share_terms as (
    select * from {{ ref('int_share_terms') }}
),

printed_cells as (
    select * from {{ ref('int_printed_cells') }}
    where is_expected
),

-- What a part is a share of is seldom said: of what was received, dealt with, or to be dealt with. Each reading is tried.
readings as (
    select
        claims.report_id,
        claims.paragraph_ordinal,
        claims.sentence_ordinal,
        claims.number_ordinal,
        share_terms.reading,
        share_terms.share_of,
        {{ complete_sum_where('printed_cells.value', "share_terms.side = 'part'") }} as part,
        {{ complete_sum_where('printed_cells.value', "share_terms.side = 'whole'") }} as whole
    from claims
    inner join reports on claims.report_id = reports.report_id
    inner join share_terms on reports.form_version = share_terms.form_version and claims.share_code = share_terms.share_code
    inner join printed_cells
        on
            claims.report_id = printed_cells.report_id
            and share_terms.table_code = printed_cells.table_code
            and share_terms.row_code = printed_cells.row_code
            and share_terms.column_code = printed_cells.column_code
    group by all
),

compared_readings as (
    select
        *,
        case when whole = 0 then 'zero' when part is null or whole is null then 'absent' else 'number' end as cell_state,
        part is null or whole is null as is_untried
    from readings
),

-- One reading that agrees is enough; otherwise the first that the tables allow, and nothing is certain while one is untried.
tried_readings as (
    select
        claims.*,
        readings.share_of,
        coalesce(readings.cell_state, 'absent') as cell_state,
        max(case when readings.is_untried then 1 else 0 end) over of_a_claim as untried_count,
        {{ percentage_as_claimed('readings.part', 'readings.whole', 'claims.value', 'claims.decimal_places') }}
            as printed_value,
        readings.reading
    from claims
    left join compared_readings as readings
        on
            claims.report_id = readings.report_id
            and claims.paragraph_ordinal = readings.paragraph_ordinal
            and claims.sentence_ordinal = readings.sentence_ordinal
            and claims.number_ordinal = readings.number_ordinal
    window of_a_claim as (
        partition by claims.report_id, claims.paragraph_ordinal, claims.sentence_ordinal, claims.number_ordinal
    )
),

numbered_readings as (
    select
        *,
        row_number() over (
            partition by report_id, paragraph_ordinal, sentence_ordinal, number_ordinal
            order by coalesce(value = printed_value, false) desc, printed_value is null asc, reading asc
        ) as preference
    from tried_readings
)

select
    * exclude (claim_kind, untried_count, preference, reading),
    case
        when claim_kind = 'exact' and untried_count > 0 and value <> printed_value then 'unclear'
        else claim_kind
    end as claim_kind
from numbered_readings
where preference = 1
