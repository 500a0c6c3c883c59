with applicant_types as (
    select * from {{ ref('applicant_types') }}
),

codes as (
    select
        code,
        code as applicant_type_code,
        name_zh,
        name_en,
        group_code,
        ordinal,
        legal_basis
    from applicant_types
)

select * from codes
