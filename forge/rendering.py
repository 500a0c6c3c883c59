"""Figures, a layout and quirks to a document, and what each of its cells prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forge.form import CellCode
from forge.layouts import Layout, find_layout
from forge.model import ReportFigures
from forge.quirks import Quirk, find_quirk


@dataclass(frozen=True)
class ForgedDocument:
    """One document: its bytes, the suffix of its file (with the dot), and what it prints.

    ``expected`` is the text of each printed cell without white space around it: ``""`` for a cell that is blank in any
    way; cells that are not printed are absent.
    """

    content: bytes
    suffix: str
    expected: Mapping[CellCode, str]


def render(
    figures: ReportFigures, layout: Layout | str, quirks: Sequence[Quirk | str] = (), *, seed: int = 0
) -> ForgedDocument:
    """Forge one document; equal arguments make equal bytes.

    Args:
        figures: what the report says.
        layout: a layout or its name in ``LAYOUTS``.
        quirks: quirks or their names in ``QUIRKS``, applied in this order.
        seed: what quirks that choose (a variant, a place, a mark) choose by.

    Raises:
        ValueError: there is no such layout or quirk, or they do not apply to the vintage or to each other.
    """
    chosen = find_layout(layout)
    applied = tuple(find_quirk(quirk) for quirk in quirks)
    report = chosen.compose(figures, applied, seed)
    return ForgedDocument(chosen.written(report), chosen.suffix, report.expected)
