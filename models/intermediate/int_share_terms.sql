with shares as (
    select
        *,
        {{ split_words('form_versions') }} as form_version
    from {{ ref('narrative_shares') }}
),

sides as (
    select
        share_code,
        reading,
        form_version,
        table_code,
        whole_rows as share_of,
        'part' as side,
        part_rows as row_codes,
        part_columns as column_codes
    from shares
    union all
    select
        share_code,
        reading,
        form_version,
        table_code,
        whole_rows as share_of,
        'whole' as side,
        whole_rows as row_codes,
        whole_columns as column_codes
    from shares
)

select
    sides.share_code,
    sides.reading,
    sides.share_of,
    sides.side,
    form_cells.form_version,
    form_cells.table_code,
    form_cells.row_code,
    form_cells.column_code
from sides
inner join {{ ref('int_form_cells') }} as form_cells
    on
        sides.form_version = form_cells.form_version
        and sides.table_code = form_cells.table_code
        and {{ is_word_of('form_cells.column_code', 'sides.column_codes') }}
        and (
            {{ is_word_of('form_cells.row_code', 'sides.row_codes') }}
            or {{ is_word_of('form_cells.group_code', 'sides.row_codes') }}
        )
