"""Checks that no document and no report is lost, doubled or invented on the way from raw to the marts."""

from __future__ import annotations

from expectations.checks import Check, count_of
from expectations.tables import ANY_ACCEPTED_DOCUMENT, ANY_RAW_ROW, ANY_REPORT

_EVERY_DOCUMENT = """
select document_id from raw.sources
union
select document_id from raw.documents
union
select document_id from raw.rejects
"""

DOCUMENTS_BALANCE = Check(
    expectation_id="documents.balance",
    description_zh="读入的文档 = 接收的文档 + 拒收的文档，二者互不重叠",
    description_en="Documents in = documents accepted + documents rejected, without overlap",
    unexpected_sql=f"""
    select
        cast(null as varchar) as report_id,
        cast(null as varchar) as scope_code,
        'document_id=' || coalesce(document_id, 'null') || ', found=' || is_found || ', accepted=' || is_accepted
        || ', rejected=' || is_rejected as detail
    from (
        select
            document_id,
            document_id in (select document_id from raw.sources) as is_found,
            document_id in (select document_id from raw.documents) as is_accepted,
            document_id in (select document_id from raw.rejects) as is_rejected
        from ({_EVERY_DOCUMENT}) as every_document
    ) as traced
    where not coalesce(is_found and is_accepted <> is_rejected, false)
""",
    population_sql=count_of("raw.sources"),
    premise_sql=ANY_RAW_ROW,
)

DOCUMENTS_HOLD_REPORTS = Check(
    expectation_id="documents.hold_reports",
    description_zh="每个接收的文档至少含有一份报告",
    description_en="Every accepted document holds at least one report",
    unexpected_sql="""
    select
        cast(null as varchar) as report_id,
        cast(null as varchar) as scope_code,
        'document_id=' || document_id as detail
    from raw.documents
    where document_id not in (select document_id from raw.reports where document_id is not null)
""",
    population_sql=count_of("raw.documents"),
    premise_sql=ANY_REPORT,
)

REPORTS_CARRIED = Check(
    expectation_id="reports.carried",
    description_zh="raw.reports 的每份报告在 dim_reports 中有且只有一行，反之亦然",
    description_en="Every report of raw.reports has its row in dim_reports, and no other report has one",
    unexpected_sql="""
    select
        coalesce(found.report_id, carried.report_id) as report_id,
        cast(null as varchar) as scope_code,
        case when carried.report_id is null then 'lost' else 'invented' end as detail
    from raw.reports as found
    full outer join marts.dim_reports as carried on found.report_id = carried.report_id
    where found.report_id is null or carried.report_id is null
""",
    population_sql=count_of("marts.dim_reports"),
    premise_sql=ANY_ACCEPTED_DOCUMENT,
)

ONE_CURRENT_REPORT = Check(
    expectation_id="reports.one_current",
    description_zh="每个机关、年度、范围有且只有一份现行报告",
    description_en="Every agency, year and scope has exactly one current report",
    unexpected_sql="""
    select
        cast(min(report_id) as varchar) as report_id,
        cast(null as varchar) as scope_code,
        'agency_id=' || agency_id || ', report_year=' || report_year || ', scope=' || scope
        || ', current=' || count(*) filter (where is_current) as detail
    from marts.dim_reports
    where agency_id is not null and report_year is not null
    group by agency_id, report_year, scope
    having count(*) filter (where is_current) <> 1
""",
    population_sql=count_of("marts.dim_reports"),
    premise_sql=ANY_REPORT,
)

DOCUMENT_CHECKS = (DOCUMENTS_BALANCE, DOCUMENTS_HOLD_REPORTS, REPORTS_CARRIED, ONE_CURRENT_REPORT)
