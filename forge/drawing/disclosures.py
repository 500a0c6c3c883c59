"""Section 2: what is in force, and the number of items, follow from the year before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from forge.drawing.base import Draw, Line, attempt, steady
from forge.form import CellCode, FormColumn, FormRow, FormTable

Figures = dict[str, int]
Drawer = Callable[[Draw, Figures, Mapping[str, int]], int]

UNIT_WITH_PLACES = "万元"
# Exclusive upper bound of what an agency has from earlier years: documents in force, items on its lists.
STOCK = 90


def draw_disclosures(table: FormTable, alternative: str, draw: Draw) -> dict[CellCode, str]:
    """The disclosures table, one block of rows for each item of article 20."""
    drawn: dict[CellCode, str] = {}
    for _, block in groupby(table.rows_printed(alternative), key=lambda row: row.item):
        drawn |= _draw_block(table, tuple(block), draw)
    return drawn


def _draw_block(table: FormTable, rows: tuple[FormRow, ...], draw: Draw) -> dict[CellCode, str]:
    columns = table.columns_of(rows[0])
    prior = {row.code: _prior_row(table, row, columns, draw) for row in rows}
    block = attempt(
        lambda: [_draw_row(columns, prior[row.code], draw) for row in rows],
        lambda drawn: _fits(drawn, draw),
    )
    return {
        CellCode(table.code, row.code, column.code): _printed(figures[column.code], column)
        for row, figures in zip(rows, block, strict=True)
        for column in columns
    }


def _draw_row(columns: tuple[FormColumn, ...], prior: Mapping[str, int], draw: Draw) -> Figures:
    figures: Figures = {}
    for column in columns:
        figures[column.code] = _DRAWERS[column.code](draw, figures, prior)
    return figures


def _fits(block: list[Figures], draw: Draw) -> bool:
    possible = all(figure >= 0 for figures in block for code, figure in figures.items() if code != "item_change")
    next_year = [_items_next_year(figures) for figures in block]
    distinct_next_year = draw.volume.may_coincide or len(set(next_year)) == len(next_year) or None in next_year
    lines: list[Line] = [list(figures.values()) for figures in block]
    return possible and distinct_next_year and all((n or 0) >= 0 for n in next_year) and draw.settles(lines)


def _items_next_year(figures: Figures) -> int | None:
    if "item_change" not in figures:
        return None
    return figures["prior_items"] + figures["item_change"]


def _prior_row(table: FormTable, row: FormRow, columns: tuple[FormColumn, ...], draw: Draw) -> Mapping[str, int]:
    numbers = {column.code: draw.prior.number(table.code, row.code, column.code) for column in columns}
    return {code: number for code, number in numbers.items() if number is not None}


def _prior_items(draw: Draw, figures: Figures, prior: Mapping[str, int]) -> int:
    if "prior_items" in prior and "item_change" in prior:
        return prior["prior_items"] + prior["item_change"]
    return draw.figure(STOCK)


def _in_force(draw: Draw, figures: Figures, prior: Mapping[str, int]) -> int:
    return prior.get("in_force", draw.figure(STOCK)) + figures["issued"] - figures["repealed"]


def _total_public(draw: Draw, figures: Figures, prior: Mapping[str, int]) -> int:
    return prior.get("total_public", draw.figure(STOCK)) + figures["newly_public"]


# In printed order, so that a drawer can use what stands to its left.
_DRAWERS: Mapping[str, Drawer] = {
    "issued": lambda draw, figures, prior: draw.figure(13),
    "repealed": lambda draw, figures, prior: draw.figure(6),
    "in_force": _in_force,
    "newly_public": lambda draw, figures, prior: draw.figure(13),
    "total_public": _total_public,
    "prior_items": _prior_items,
    "item_change": lambda draw, figures, prior: draw.figure(10) * draw.rng.choice((1, -1)),
    "decisions": lambda draw, figures, prior: steady(
        draw.rng.randrange(1, draw.volume.decisions), prior.get("decisions")
    ),
    "projects": lambda draw, figures, prior: draw.figure(40),
    "amount": lambda draw, figures, prior: draw.figure(90_000),
}


def _printed(figure: int, column: FormColumn) -> str:
    """Amounts in 万元 are drawn in hundredths; all other figures are printed as drawn."""
    if figure and column.unit == UNIT_WITH_PLACES:
        return f"{figure // 100}.{figure % 100:02d}"
    return str(figure)
