"""The year a report covers and the day it was published: two things that are seldom in the same year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ingest.identity.finding import Finding, evidence
from ingest.identity.reading import Reading
from ingest.identity.titles import Title

# The first reports cover 2008; drafts of the regulation date from 2007.
EARLIEST_YEAR = 2007
LATEST_YEAR = 2100
LAST_MONTH = 12

SEPARATOR = "[年./-]"
DAY = r"(?:[月./-]\d{1,2}日?|月)"
PERIOD = re.compile(
    rf"(?P<first>20\d\d|2100){SEPARATOR}\d{{1,2}}{DAY}?(?:0?0?时)?[起始]?,?(?:至|到|-|~)+"
    rf"(?:(?P<last>20\d\d|2100){SEPARATOR})?(?P<month>\d{{1,2}}){DAY}"
)
DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<mark>[-/.年])(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)")
COMPACT_DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


def report_year(reading: Reading, title: Title | None) -> Finding[int]:
    """The year under report: the title's, else the period the text states, else None.

    A title and a period that disagree are a slip of the publisher, nearly always last year's opening paragraph reused: the
    title decides and the evidence names both. Titles that disagree among themselves are decided by the period or not at all.
    """
    stated = stated_years(reading)
    period = f"period {'/'.join(map(str, stated))}" if stated else "no period stated"
    if title is None or not title.years:
        if len(stated) == 1:
            return Finding(stated[0], evidence("period", PERIOD.search(reading.text)[0]))  # type: ignore[index]
        return Finding(None, evidence("period", "/".join(map(str, stated)), "ambiguous") if stated else None)
    if len(title.years) > 1:
        agreed = [year for year in title.years if stated == (year,)]
        return Finding(agreed[0] if agreed else None, evidence("title", title.text, f"several years; {period}"))
    note = f"but {period}" if stated and title.years[0] not in stated else ""
    return Finding(title.years[0], evidence("title", title.text, note))


def stated_years(reading: Reading) -> tuple[int, ...]:
    """Years that a statement of the period ends with December of, from the opening paragraph if it has one."""
    return _years(reading.intro) or _years(reading.text)


def _years(text: str) -> tuple[int, ...]:
    found = [
        int(match["first"])
        for match in PERIOD.finditer(text)
        if match["last"] in (None, match["first"]) and int(match["month"]) == LAST_MONTH
    ]
    return tuple(sorted({year for year in found if is_plausible(year)}))


def is_plausible(year: int) -> bool:
    """Whether there can be a report for the year."""
    return EARLIEST_YEAR <= year <= LATEST_YEAR


def published_date(reading: Reading) -> dt.date | None:
    """The first readable date labelled as that of publication; the document's own date only when there is none."""
    for role in ("published_date", "written_date"):
        found = _first_date(fact.value for fact in reading.values(role))
        if found:
            return found
    return None


def _first_date(values: Iterable[str]) -> dt.date | None:
    for value in values:
        match = DATE.search(value) or COMPACT_DATE.search(value)
        try:
            date = dt.date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
        except ValueError:
            continue  # 2022-13-45 is no date; another label may carry one
        if date and is_plausible(date.year):
            return date
    return None
