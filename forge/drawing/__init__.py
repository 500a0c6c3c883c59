"""Draws the figures of one report so that every equation of its form holds; one module a statutory table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from forge.drawing.base import BUSY, QUIET, Draw, PriorYear, Volume
from forge.drawing.challenges import draw_challenges
from forge.drawing.disclosures import draw_disclosures
from forge.drawing.legacy import draw_legacy
from forge.drawing.requests import draw_requests
from forge.form import CellCode, Form, FormTable

__all__ = ["BUSY", "QUIET", "Draw", "PriorYear", "Volume", "draw_cells"]

_DRAWERS: Mapping[str, Callable[[FormTable, str, Draw], dict[CellCode, str]]] = {
    "disclosures": draw_disclosures,
    "requests": draw_requests,
    "legal_challenges": draw_challenges,
    "legacy_indicators": draw_legacy,
}


def draw_cells(form: Form, alternative: str, draw: Draw) -> dict[CellCode, str]:
    """Every cell of the form as printed text, in printed order.

    Raises:
        RuntimeError: no consistent figures were found.
    """
    drawn: dict[CellCode, str] = {}
    for table in form.tables:
        drawn |= _DRAWERS[table.code](table, alternative, draw)
    return {cell: drawn[cell] for cell in form.cells(alternative)}
