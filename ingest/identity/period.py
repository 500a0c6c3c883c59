"""The year a report covers and the day it was published: two things that are seldom in the same year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from ingest.identity.finding import Finding, evidence
from ingest.identity.reading import Reading
from ingest.identity.titles import Title, is_plausible

LAST_MONTH = 12
# The regulation took effect on 1 May 2008.
FIRST_MONTHS = {2008: {1, 5}}

SEPARATOR = "[年./-]"
DAY = r"(?:[月./-]\d{1,2}日?|月)"
PERIOD = re.compile(
    rf"(?P<first>20\d\d|2100){SEPARATOR}(?P<since>\d{{1,2}}){DAY}?(?:0?0?时)?[起始]?,?(?:至|到|-|~)+"
    rf"(?:(?P<last>20\d\d|2100){SEPARATOR})?(?P<until>\d{{1,2}}){DAY}"
)
DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2}?)(?=\D|$|\d\d:)")
COMPACT_DATE = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")


def report_year(reading: Reading, title: Title | None) -> Finding[int]:
    """The year under report: the title's, else the period the text states, else None.

    A title and a period that disagree are a slip of the publisher, nearly always last year's opening paragraph reused:
    the title decides and the evidence names both. Titles that disagree are decided by the period or not at all.
    """
    periods = stated_periods(reading)
    stated = "/".join(periods.values())
    if title is None or not title.years:
        year = next(iter(periods)) if len(periods) == 1 else None
        return Finding(year, evidence("period", stated) if stated else None)
    if len(title.years) > 1:
        years = ", ".join(map(str, title.years))
        agreed = next((year for year in title.years if list(periods) == [year]), None)
        return Finding(agreed, evidence("title", title.dated_in, f"titles of {years}; {stated or 'no period'}"))
    note = f"the period says {stated}" if stated and title.years[0] not in periods else ""
    return Finding(title.years[0], evidence("title", title.dated_in, note))


def stated_periods(reading: Reading) -> dict[int, str]:
    """Year to the words that state it as the period under report, from the opening paragraph if that has any."""
    return _periods(reading.intro) or _periods(reading.text)


def _periods(text: str) -> dict[int, str]:
    """Whole years only: 12月1日至12月31日 is a campaign, 2008年5月1日至2018年12月31日 a running total."""
    return {
        int(match["first"]): match[0]
        for match in PERIOD.finditer(text)
        if match["last"] in (None, match["first"])
        and int(match["until"]) == LAST_MONTH
        and int(match["since"]) in FIRST_MONTHS.get(int(match["first"]), {1})
        and is_plausible(int(match["first"]))
    }


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
