"""Search for an agency by name, pinyin initials, pinyin or region code; every part of what is typed must be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji.errors import Wording
from gouji.explorer.parameters import PAGING, PROVINCE, Parameter, order_by, sort_parameter
from gouji.explorer.visit import LIMIT, Page, Paging, Visit
from gouji.explorer.wording import name_of

LEVELS = ("national", "provincial", "prefectural", "county", "town", "department")
SORTS = ("agency_name", "region_code", "report_count", "last_year", "open_finding_count")
BEST_MATCH = "match"
SUGGESTIONS_SHOWN = 8
# Below this two names have little more than an ending in common.
LEAST_SIMILARITY = 0.6
# More parts than this are a sentence, not a name.
PARTS_USED = 6

QUERY = Parameter("q", "Part of a name, its pinyin or pinyin initials, or the beginning of a region code.", default="")
LEVEL = Parameter("level", "Level of the agency.", choices=LEVELS)
FUNCTION = Parameter("function", "Code of what the agency does, such as `finance`.")
SORT = sort_parameter((BEST_MATCH, *SORTS), BEST_MATCH)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency in a list."""

    agency_id: str
    agency_name: str
    agency_level: str | None
    agency_function: str | None
    function_zh: str | None
    function_en: str | None
    region_code: str | None
    province_name: str | None
    city_name: str | None
    county_name: str | None
    report_count: int
    first_year: int | None
    last_year: int | None
    open_finding_count: int


@dataclass(frozen=True, slots=True)
class Agencies:
    """The answer of the search; ``suggestions`` are similar names where nothing matches."""

    query: str
    level: str | None
    function: str | None
    province: str | None
    sort: str
    paging: Paging
    items: tuple[AgencyRow, ...]
    suggestions: tuple[AgencyRow, ...]
    provinces: tuple[str, ...]


COLUMNS = """agency_id, agency_name, agency_level, agency_function, function_zh, function_en, region_code,
    province_name,
    city_name, county_name, report_count, first_year, last_year, open_finding_count"""

FILTERS = """($level is null or agency_level = $level)
    and ($function is null or agency_function = $function)
    and ($province is null or province_name = $province)"""

# The whole name first, then its beginning, then a run of characters, then characters with gaps (阆中住建).
RANK = """case
        when agency_name = $whole or region_code = $whole then 0
        when starts_with(agency_name, $whole) then 1
        when contains(agency_name, $whole) then 2
        when starts_with(initials, $latin) then 3
        else 4
    end, length(agency_name), agency_name, agency_id"""


def read(visit: Visit) -> Agencies:
    """One page of the agencies that match, or similar names."""
    query, sort = str(visit.values["q"] or ""), str(visit.values["sort"])
    filters = {name: visit.values[name] for name in ("level", "function", "province")}
    parts = dict(_parts(query))
    where = " and ".join([FILTERS, *(_condition(name) for name in parts)])
    parameters = filters | {
        pattern: value for name, part in parts.items() for pattern, value in _patterns(name, part).items()
    }
    total = visit.count(f"select count(*) from side.agencies where {where}", parameters)
    ordered = f"order by {RANK}" if sort.endswith(BEST_MATCH) else order_by(sort, "agency_name, agency_id")
    ranking = {"whole": query, "latin": query.lower()} if sort.endswith(BEST_MATCH) else {}
    paging = Paging(visit.number("page"), visit.number("page_size"), total)
    items = visit.rows(
        AgencyRow,
        f"select {COLUMNS} from side.agencies where {where} {ordered} {LIMIT}",
        parameters | ranking | {"page": paging.page, "page_size": paging.page_size},
    )
    return Agencies(
        query=query,
        level=_text(filters["level"]),
        function=_text(filters["function"]),
        province=_text(filters["province"]),
        sort=sort,
        paging=paging,
        items=items,
        suggestions=_similar(visit, query) if query and total == 0 else (),
        provinces=known_provinces(visit),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _parts(query: str) -> Iterator[tuple[str, str]]:
    """The words of what was typed; Chinese and Latin without a space between are words of their own."""
    words = re.findall(r"[a-zA-Z]+|[0-9]+|[^\sa-zA-Z0-9]+", query)
    return ((f"part_{number}", word) for number, word in enumerate(words[:PARTS_USED]))


def _condition(name: str) -> str:
    return f"""(
        agency_name like ${name}_gaps escape '\\' or contains(initials, ${name}) or contains(pinyin, ${name})
        or starts_with(region_code, ${name})
    )"""


def _patterns(name: str, part: str) -> dict[str, str]:
    escaped = (re.sub(r"([%_\\])", r"\\\1", character) for character in part)
    return {name: part.lower(), f"{name}_gaps": f"%{'%'.join(escaped)}%"}


def _similar(visit: Visit, query: str) -> tuple[AgencyRow, ...]:
    found = f"""
        select {COLUMNS} from side.agencies
        where greatest(jaro_winkler_similarity(agency_name, $query), jaro_winkler_similarity(pinyin, $latin)) > $least
        order by greatest(jaro_winkler_similarity(agency_name, $query), jaro_winkler_similarity(pinyin, $latin)) desc,
            agency_name
        limit $shown
    """
    parameters = {"query": query, "latin": query.lower(), "least": LEAST_SIMILARITY, "shown": SUGGESTIONS_SHOWN}
    return visit.rows(AgencyRow, found, parameters)


def known_provinces(visit: Visit) -> tuple[str, ...]:
    """The provinces that have an agency, in the order of their codes."""
    query = (
        "select province_name from side.agencies where province_name is not null group by 1 order by min(region_code)"
    )
    return tuple(str(name) for (name,) in visit.cursor.execute(query).fetchall())


def view(answer: Agencies, lang: str) -> dict[str, object]:
    """The choices of the form."""
    return {
        "provinces": [(name, name) for name in answer.provinces],
        "levels": [(code, name_of("level", code, lang)) for code in LEVELS],
    }


PAGE = Page(
    "agencies",
    "/agencies",
    Wording("查找机关", "Search for an agency"),
    read,
    Agencies,
    parameters=(QUERY, LEVEL, FUNCTION, PROVINCE, SORT, *PAGING),
    view=view,
)
