"""Loads and rejected documents."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.errors import Wording
from gouji.explorer.pages.home import LOADS, Load, Reject
from gouji.explorer.parameters import PAGING, Parameter
from gouji.explorer.visit import LIMIT, Page, Paging, Visit

LOADS_SHOWN = 50
REASON = Parameter("reason", "Reason code of the rejection.")


@dataclass(frozen=True, slots=True)
class Reason:
    """How many documents were rejected for one reason."""

    reason_code: str
    document_count: int


@dataclass(frozen=True, slots=True)
class Loads:
    """The answer: the last loads, and one page of what was rejected."""

    reason: str | None
    loads: tuple[Load, ...]
    reasons: tuple[Reason, ...]
    paging: Paging
    items: tuple[Reject, ...]


def read(visit: Visit) -> Loads:
    """From ``raw``, as ingest left it."""
    reason = visit.values["reason"]
    where = "where ($reason is null or reason_code = $reason)"
    total = visit.count(f"select count(*) from warehouse.raw.rejects {where}", {"reason": reason})
    paging = Paging(visit.number("page"), visit.number("page_size"), total)
    items = visit.rows(
        Reject,
        f"select document_id, source_uri, reason_code, detail, load_id from warehouse.raw.rejects {where} "
        f"order by load_id desc, source_uri, document_id {LIMIT}",
        {"reason": reason, "page": paging.page, "page_size": paging.page_size},
    )
    reasons = visit.rows(
        Reason,
        "select reason_code, count(distinct document_id) as document_count from warehouse.raw.rejects "
        "group by 1 order by 2 desc, 1",
    )
    loads = visit.rows(Load, LOADS, {"shown": LOADS_SHOWN})
    return Loads(str(reason) if reason else None, loads, reasons, paging, items)


PAGE = Page(
    "loads",
    "/loads",
    Wording("读入批次与退回文件", "Loads and rejected documents"),
    read,
    Loads,
    parameters=(REASON, *PAGING),
)
