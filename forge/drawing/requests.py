"""Section 3: what was received and carried in equals what was processed and carried out, in every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forge.drawing.base import Draw, Line, attempt
from forge.form import CellCode, FormTable


def draw_requests(table: FormTable, alternative: str, draw: Draw) -> dict[CellCode, str]:
    """The requests table; what the year before carried out is carried in."""
    rows = table.rows_printed(alternative)
    applicants = [column.code for column in table.columns if column.code != "total"]
    outcomes = [row.code for row in rows if row.group]
    given = _carried_from_prior(applicants, draw)
    settled = [given] if given is not None else []

    def year() -> dict[str, Line]:
        return _draw_year(applicants, outcomes, given, draw)

    def fits(lines: Mapping[str, Line]) -> bool:
        printed = [_with_total(lines[row.code]) for row in rows]
        return min(lines["received"]) >= 0 and draw.settles(printed, [_with_total(line) for line in settled])

    lines = attempt(year, fits)
    return {
        CellCode(table.code, row.code, column): str(figure)
        for row in rows
        for column, figure in zip([*applicants, "total"], _with_total(lines[row.code]), strict=True)
    }


def _draw_year(applicants: list[str], outcomes: list[str], given: Line | None, draw: Draw) -> dict[str, Line]:
    carried_in = given if given is not None else _draw_line(applicants, [], draw)
    drawn = [carried_in]
    for _ in outcomes:
        drawn.append(_draw_line(applicants, drawn[-1], draw))
    by_applicant = zip(zip(*drawn[1:], strict=True), carried_in, strict=True)
    columns = [_enough(column, waiting) for column, waiting in by_applicant]
    outcome_lines = [list(line) for line in zip(*columns, strict=True)]
    processed = [sum(column) for column in columns]
    carried_out = _draw_line(applicants, processed, draw)
    received = [p + o - i for p, o, i in zip(processed, carried_out, carried_in, strict=True)]
    return {
        "received": received,
        "carried_in": carried_in,
        **dict(zip(outcomes, outcome_lines, strict=True)),
        "processed": processed,
        "carried_out": carried_out,
    }


def _enough(column: Sequence[int], carried_in: int) -> Line:
    """One applicant's outcomes, the first raised where they could not even account for what was carried in."""
    shortfall = max(0, carried_in - sum(column))
    return [column[0] + shortfall, *column[1:]]


def _draw_line(applicants: list[str], above: Line, draw: Draw) -> Line:
    printed_above = [_with_total(above)] if above else []
    return attempt(
        lambda: [draw.figure(_limit(applicant, draw)) for applicant in applicants],
        lambda line: draw.settles([*printed_above, _with_total(line)], printed_above),
    )


def _limit(applicant: str, draw: Draw) -> int:
    return draw.volume.natural_person if applicant == "natural_person" else draw.volume.organisation


def _with_total(line: Line) -> Line:
    return [*line, sum(line)]


def _carried_from_prior(applicants: list[str], draw: Draw) -> Line | None:
    carried = [draw.prior.number("requests", "carried_out", applicant) for applicant in applicants]
    known = [figure for figure in carried if figure is not None]
    return known if len(known) == len(applicants) else None
