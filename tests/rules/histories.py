"""Agencies over many years: gaps, renamings, mergers, splits, replaced reports; summaries of known and unknown sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forge import balanced, chained, plant, summary
from forge.model import ReportFigures

from .corpus import Filed, Place, counties

# Counties for histories come from the end of the list, for faults from its beginning.
LONG, MERGED, SPLIT, COVERED, PARTIAL, UNLISTED, UNKNOWN, SCOPES = counties()[-8:]

OLD_NAME, NEW_NAME = f"{LONG.name}环境保护局", f"{LONG.name}生态环境局"
FIRST_YEAR, LAST_YEAR, RENAMED = 2008, 2024, 2016
GAPS = frozenset({2012, 2023})
REPLACED_YEAR = 2014


def _form(year: int) -> str:
    return "form_pre2019" if year < 2019 else "form_2019" if year < 2021 else "form_2021"


def long_history() -> tuple[Filed, ...]:
    """Seventeen years through all vintages, with two years missing, one renaming and one replaced report."""
    years = [balanced(1, _form(FIRST_YEAR), agency_name=OLD_NAME, report_year=FIRST_YEAR)]
    for year in range(FIRST_YEAR + 1, LAST_YEAR + 1):
        years.append(chained(years[-1], year, form_version=_form(year)))
    named = [replace(figures, agency_name=NEW_NAME) if figures.report_year >= RENAMED else figures for figures in years]
    kept = [figures for figures in named if figures.report_year not in GAPS]
    [final] = [figures for figures in kept if figures.report_year == REPLACED_YEAR]
    complaints = ("legacy_indicators", "complaints", "cumulative")
    draft = plant(final, complaints, str(int(final.text(*complaints)) + 1))
    draft = replace(draft, published_date=date(REPLACED_YEAR + 1, 1, 2))
    return tuple(Filed(figures, LONG) for figures in (*kept, draft))


def _department(place: Place, name: str, seed: int, year: int = 2022, scope: str = "own") -> ReportFigures:
    return balanced(seed, agency_name=place.name + name, report_year=year, scope=scope)


def mergers() -> tuple[Filed, ...]:
    """Two bureaus become one: in one county both reports of the year before are at hand, in another one of them."""
    filed = []
    for place, kept in ((MERGED, 2), (PARTIAL, 1)):
        parts = [_department(place, name, seed) for seed, name in enumerate(("文化局", "旅游局"))]
        whole = chained(summary(parts, f"{place.name}文化和旅游局", scope="own"), 5)
        filed += [Filed(figures, place) for figures in (*parts[:kept], whole)]
    return tuple(filed)


def splits() -> tuple[Filed, ...]:
    """One bureau becomes two, one of which keeps the name."""
    before = _department(SPLIT, "农业局", 3)
    keeps_name = chained(before, 4)
    other = replace(chained(before, 5), agency_name=f"{SPLIT.name}畜牧局")
    return tuple(Filed(figures, SPLIT) for figures in (before, keeps_name, other))


def summaries() -> tuple[Filed, ...]:
    """A summary with every member at hand, one that lacks one, one with a member too many, one without a list."""
    filed = []
    for place, kept, more in ((COVERED, 3, 0), (PARTIAL, 2, 0), (UNLISTED, 3, 1), (UNKNOWN, 2, 0)):
        members = [_department(place, name, seed) for seed, name in enumerate(("水务局", "财政局", "教育局"))]
        extra = [_department(place, "审计局", 9)] * more
        filed += [Filed(f, place) for f in (*members[:kept], *extra, summary(members, f"{place.name}人民政府"))]
    return tuple(filed)


def scopes() -> tuple[Filed, ...]:
    """The year before there is only a summary, and nobody can say whom the later report covers."""
    first = _department(SCOPES, "人民政府", 6, scope="summary")
    return Filed(first, SCOPES), Filed(replace(chained(first, 7), scope="unknown"), SCOPES)


def every_history() -> tuple[Filed, ...]:
    return (*long_history(), *mergers(), *splits(), *summaries(), *scopes())


SUCCESSIONS = (
    (OLD_NAME, LONG.code, NEW_NAME, LONG.code, RENAMED, "rename"),
    *(
        (f"{place.name}{part}", "", f"{place.name}文化和旅游局", place.code, 2023, "merge")
        for place in (MERGED, PARTIAL)
        for part in ("文化局", "旅游局")
    ),
    *(
        (f"{SPLIT.name}农业局", SPLIT.code, SPLIT.name + name, SPLIT.code, 2023, "split")
        for name in ("农业局", "畜牧局")
    ),
)
LISTED = (COVERED, PARTIAL, UNLISTED)
