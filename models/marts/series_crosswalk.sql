with series_cells as (
    select * from {{ ref('int_series_cells') }}
),

series as (
    select * from {{ ref('series') }}
),

reasons as (
    select * from {{ ref('series_reasons') }}
),

crosswalk as (
    select
        series_cells.form_version,
        series_cells.table_code,
        series_cells.row_code,
        series_cells.column_code,
        series_cells.series_code,
        series.name_zh,
        series.name_en,
        series_cells.row_label,
        series_cells.column_label,
        series_cells.fact_name,
        series_cells.measure_name,
        series_cells.comparability,
        series_cells.comparison_grain,
        series_cells.nearest_series_code,
        reasons.reason_zh,
        reasons.reason_en,
        reasons.legal_basis
    from series_cells
    inner join series on series_cells.series_code = series.series_code
    inner join reasons on series_cells.reason_code = reasons.reason_code
)

select * from crosswalk
