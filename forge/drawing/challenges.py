"""Section 4: the results of each route add up to its total, and what was pending last year is among this year's."""

from __future__ import annotations

from itertools import chain

from forge.drawing.base import Draw, Line, attempt
from forge.form import CellCode, FormTable


def draw_challenges(table: FormTable, alternative: str, draw: Draw) -> dict[CellCode, str]:
    """The table of reconsideration and litigation, which prints its routes side by side on one line."""
    routes = table.rows_printed(alternative)
    results = [column.code for column in table.columns if column.code != "total"]
    pending = [draw.prior.number(table.code, route.code, "pending") or 0 for route in routes]

    def year() -> list[Line]:
        return [_draw_route(len(results), waiting, draw) for waiting in pending]

    lines = attempt(year, lambda drawn: draw.settles([list(chain.from_iterable(drawn))]))
    return {
        CellCode(table.code, route.code, column): str(figure)
        for route, line in zip(routes, lines, strict=True)
        for column, figure in zip([*results, "total"], line, strict=True)
    }


def _draw_route(results: int, waiting: int, draw: Draw) -> Line:
    """The results of one route and their total; cases still waiting from last year are upheld if nothing else."""
    first, *others = (draw.figure(draw.volume.organisation) for _ in range(results))
    first = max(first, waiting - sum(others))
    return [first, *others, first + sum(others)]
