"""Whose report it is, for which year, of what scope: everything a report's text says about its own identity.

Nothing is guessed. An answer that could be another one is None, and its evidence says what was seen; whoever knows
better says so in a manifest. What each answer rests on is kept beside it, for an analyst to check without the document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from ingest.identity.agency import find_agency
from ingest.identity.finding import Finding, evidence
from ingest.identity.period import published_date, report_year
from ingest.identity.reading import read_report
from ingest.identity.region import find_region
from ingest.identity.scope import UNKNOWN, find_scope
from ingest.identity.titles import FILE_NAME, Title, find_title, title_in_name

T = TypeVar("T")


class Identity(NamedTuple):
    """What a report says about itself. An evidence of None: the text says nothing at all about it.

    ``region_code`` is the GB/T 2260 code of six digits; ``scope`` is ``own``, ``summary`` or ``unknown``.
    """

    title: str | None
    agency_name: str | None
    agency_evidence: str | None
    region_code: str | None
    region_evidence: str | None
    report_year: int | None
    year_evidence: str | None
    scope: str
    scope_evidence: str | None
    published_date: dt.date | None


def identify(
    title_hint: str | None, metadata: Mapping[str, str], paragraphs: Sequence[str], address: str = ""
) -> Identity:
    """Tell a report's identity from its text outside the tables, in reading order.

    Args:
        title_hint: what the format declares as the title (HTML ``title``, a file's property), site names and all.
        metadata: what the format or an index table says under labels, those of ``seeds/metadata_keys.csv``.
        paragraphs: lines or paragraphs as printed, page navigation included.
        address: path or address of the document; asked only for what the document says nothing about.

    Never raises on any text.
    """
    reading = read_report(title_hint, metadata, paragraphs)
    title = find_title(reading)
    agency = find_agency(reading, title)
    year = report_year(reading, title)
    named = title_in_name(address) if not (agency.evidence and year.evidence) else None
    if named is not None:
        agency, year = _unless_said(agency, _named_agency(named)), _unless_said(year, _named_year(named))
    region = find_region(reading, title, agency.value, year.value)
    scope = find_scope(reading, title, agency.value)
    return Identity(
        title.text if title else None,
        agency.value,
        agency.evidence,
        region.value,
        region.evidence,
        year.value,
        year.evidence,
        scope.value or UNKNOWN,
        scope.evidence,
        published_date(reading),
    )


def _unless_said(said: Finding[T], named: Finding[T]) -> Finding[T]:
    """What a name says, where the document itself is silent; a name settles nothing that the document leaves open."""
    return said if said.evidence else named


def _named_agency(title: Title) -> Finding[str]:
    agency = title.agency
    if agency is None or agency.missing is not None:
        return Finding(None, evidence(FILE_NAME, title.text) if agency else None)
    return Finding(agency.text, evidence(FILE_NAME, title.text))


def _named_year(title: Title) -> Finding[int]:
    year = title.years[0] if len(title.years) == 1 else None
    return Finding(year, evidence(FILE_NAME, title.text) if title.years else None)
