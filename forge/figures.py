"""Makes the figures of reports: consistent ones, chains of years, traceable ones, and single planted faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from forge.drawing import BUSY, QUIET, Draw, PriorYear, draw_cells
from forge.form import DIVIDED, NATIONAL, UNDIVIDED, CellCode, load_form
from forge.model import Passage, ReportFigures
from forge.prose import write_prose

__all__ = [
    "DEFAULT_AGENCY",
    "DIVIDED",
    "NATIONAL",
    "UNDIVIDED",
    "CellCode",
    "Passage",
    "ReportFigures",
    "balanced",
    "chained",
    "distinct_primes",
    "plant",
    "summary",
]

DEFAULT_AGENCY = "昌黎县水务局"
DEFAULT_YEARS = {"form_pre2019": 2018, "form_2019": 2020, "form_2021": 2022}
# Three digits at least, so that no prime is mistaken for the numeral of a row, a day or a month.
SMALLEST_PRIME = 101


def balanced(
    seed: int,
    form_version: str = "form_2021",
    *,
    agency_name: str = DEFAULT_AGENCY,
    report_year: int | None = None,
    scope: str = "own",
    published_date: date | None = None,
    alternative: str | None = None,
    quiet: bool = False,
) -> ReportFigures:
    """A report in which every equation of its form holds.

    Args:
        seed: equal seeds make equal reports.
        form_version: a vintage of ``form_versions.csv``.
        report_year: the year reported on; by default one in which the vintage was in use.
        scope: ``own``, ``summary`` or ``unknown``.
        published_date: by default in January of the following year.
        alternative: ``divided`` or ``undivided``, how （六）其他处理 is printed, or ``national``, the long statistical
            table of 2014; by default as the vintage does.
        quiet: mostly zeros, as small agencies report. Otherwise no two neighbouring figures are equal.

    Raises:
        ValueError: the seeds know no such vintage, or it has no such alternative.
    """
    year = report_year if report_year is not None else DEFAULT_YEARS[load_form(form_version).version]
    empty = ReportFigures(
        form_version=form_version,
        agency_name=agency_name,
        report_year=year,
        scope=scope,
        published_date=published_date or date(year + 1, 1, 10 + seed % 20),
        alternative=_alternative(form_version, alternative),
        cells={},
    )
    return _drawn(empty, Draw(Random(f"balanced {seed}"), QUIET if quiet else BUSY, PriorYear({})))


def chained(
    previous: ReportFigures,
    seed: int,
    *,
    form_version: str | None = None,
    alternative: str | None = None,
    quiet: bool = False,
) -> ReportFigures:
    """The same agency's report for the next year, consistent in itself and with ``previous``.

    What was carried out is carried in; numbers of items, documents in force and cumulative figures follow on; cases
    that were pending are among the new totals. A change of vintage keeps what both vintages print.

    Raises:
        ValueError: the seeds know no such vintage, or it has no such alternative.
    """
    version = form_version or previous.form_version
    inherited = previous.alternative if version == previous.form_version else None
    year = previous.report_year + 1
    following = replace(
        previous,
        form_version=version,
        report_year=year,
        published_date=date(year + 1, 1, 10 + seed % 20),
        alternative=_alternative(version, alternative or inherited),
        requests_in_prose=False,
        challenges_in_prose=False,
    )
    draw = Draw(Random(f"chained {seed}"), QUIET if quiet else BUSY, PriorYear(previous.cells))
    return _drawn(following, draw)


def distinct_primes(form_version: str = "form_2021", *, alternative: str | None = None) -> ReportFigures:
    """A report whose every cell prints a prime of its own, so that no shifted cell goes unnoticed; it does not balance.

    Raises:
        ValueError: the seeds know no such vintage, or it has no such alternative.
    """
    figures = balanced(0, form_version, alternative=alternative, quiet=True)
    cells = {cell: str(prime) for cell, prime in zip(figures.cells, _primes(SMALLEST_PRIME), strict=False)}
    return _with_prose(replace(figures, cells=cells))


def plant(figures: ReportFigures, cell: tuple[str, str, str], new_text: str) -> ReportFigures:
    """A copy in which one cell prints ``new_text``; everything else, prose included, stays as it was.

    Raises:
        ValueError: the report prints no such cell.
    """
    code = CellCode(*cell)
    if code not in figures.cells:
        raise ValueError(f"the report prints no cell {code}")
    return replace(figures, cells={**figures.cells, code: new_text})


def summary(members: Sequence[ReportFigures], agency_name: str, scope: str = "summary") -> ReportFigures:
    """The report that adds up others of one year, vintage and alternative, cell by cell."""
    first = members[0]
    cells = {cell: str(sum(Decimal(member.cells[cell]) for member in members)) for cell in first.cells}
    published = max(member.published_date for member in members)
    return _with_prose(replace(first, agency_name=agency_name, scope=scope, published_date=published, cells=cells))


def _drawn(figures: ReportFigures, draw: Draw) -> ReportFigures:
    cells = draw_cells(figures.form, figures.alternative, draw)
    return _with_prose(replace(figures, cells=cells))


def _with_prose(figures: ReportFigures) -> ReportFigures:
    return replace(figures, prose=write_prose(figures))


def _alternative(form_version: str, chosen: str | None) -> str:
    form = load_form(form_version)
    known = {row.alternative for table in form.tables for row in table.rows if row.alternative}
    if chosen and chosen not in known:
        raise ValueError(f"{form_version} has no alternative {chosen!r}")
    return chosen or form.default_alternative()


def _primes(smallest: int) -> Iterator[int]:
    number = smallest
    while True:
        if all(number % divisor for divisor in range(2, int(number**0.5) + 1)):
            yield number
        number += 1
