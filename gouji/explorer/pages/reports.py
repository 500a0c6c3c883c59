"""Reports as a list: by year, province, status and form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gouji.errors import Wording
from gouji.explorer.pages.agencies import known_provinces
from gouji.explorer.parameters import PAGING, PROVINCE, YEAR, Parameter, order_by, sort_parameter
from gouji.explorer.visit import LIMIT, Page, Paging, Visit
from gouji.explorer.wording import say
from gouji.report_view import STATUSES as STATUS_NAMES
from ingest.forms import read_seed

STATUSES = ("reconciled", "discrepant", "not_evaluable")
FORMS = ("form_pre2019", "form_2019", "form_2021")
SORTS = ("report_year", "agency_name", "province_name", "failed_rule_count", "open_finding_count", "published_date")

STATUS = Parameter("status", "What the rules say of the report.", choices=STATUSES)
FORM = Parameter("form", "Vintage of the form.", choices=FORMS)
SORT = sort_parameter(SORTS, "-report_year")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    report_id: str
    agency_id: str | None
    agency_name: str | None
    province_name: str | None
    report_year: int | None
    form_version: str | None
    scope: str
    reconciliation_status: str
    failed_rule_count: int
    open_finding_count: int
    published_date: date | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class Reports:
    """The answer of the list."""

    year: int | None
    province: str | None
    status: str | None
    form: str | None
    sort: str
    paging: Paging
    items: tuple[ReportRow, ...]
    years: tuple[int, ...]
    provinces: tuple[str, ...]


COLUMNS = """report_id, agency_id, agency_name, province_name, report_year, form_version, scope, reconciliation_status,
    failed_rule_count, open_finding_count, published_date, is_current"""

WHERE = """
where ($year is null or report_year = $year)
    and ($province is null or province_name = $province)
    and ($status is null or reconciliation_status = $status)
    and ($form is null or form_version = $form)
"""


def read(visit: Visit) -> Reports:
    """One page of the reports that the filters leave."""
    filters = {name: visit.values[name] for name in ("year", "province", "status", "form")}
    total = visit.count(f"select count(*) from side.reports {WHERE}", filters)
    paging = Paging(visit.number("page"), visit.number("page_size"), total)
    sort = str(visit.values["sort"])
    items = visit.rows(
        ReportRow,
        f"select {COLUMNS} from side.reports {WHERE} {order_by(sort, 'agency_name, report_id')} {LIMIT}",
        filters | {"page": paging.page, "page_size": paging.page_size},
    )
    years = visit.cursor.execute(
        "select distinct report_year from side.coverage where report_year is not null order by 1 desc"
    ).fetchall()
    return Reports(
        year=filters["year"] if isinstance(filters["year"], int) else None,
        province=str(filters["province"]) if filters["province"] else None,
        status=str(filters["status"]) if filters["status"] else None,
        form=str(filters["form"]) if filters["form"] else None,
        sort=sort,
        paging=paging,
        items=items,
        years=tuple(int(year) for (year,) in years),
        provinces=known_provinces(visit),
    )


def view(answer: Reports, lang: str) -> dict[str, object]:
    """The choices of the form."""
    forms = {row["form_version"]: Wording(row["name_zh"], row["name_en"]) for row in read_seed("form_versions")}
    return {
        "years": [(year, year) for year in answer.years],
        "provinces": [(name, name) for name in answer.provinces],
        "statuses": [(code, say(STATUS_NAMES[code], lang)) for code in STATUSES],
        "forms": [(code, say(forms[code], lang)) for code in FORMS],
    }


PAGE = Page(
    "reports",
    "/reports",
    Wording("报告列表", "Reports"),
    read,
    Reports,
    parameters=(YEAR, PROVINCE, STATUS, FORM, SORT, *PAGING),
    view=view,
)
