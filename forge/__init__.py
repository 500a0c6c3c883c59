"""Writes reports: figures + layout + quirk -> document.

Feeds samples, tests and benchmarks; the warehouse never imports it.

    from forge import balanced, render

    document = render(balanced(7, "form_2021"), "html_spans", ["total_column_blank"])
    document.content    # bytes of a page
    document.expected   # {("requests", "received", "natural_person"): "12", ...}
"""

from forge.figures import balanced, chained, distinct_primes, plant, summary
from forge.form import DIVIDED, NATIONAL, UNDIVIDED, CellCode
from forge.layouts import LAYOUTS, Layout
from forge.model import Passage, ReportFigures
from forge.quirks import QUIRKS, Quirk
from forge.rendering import ForgedDocument, render

__all__ = [
    "DIVIDED",
    "LAYOUTS",
    "NATIONAL",
    "QUIRKS",
    "UNDIVIDED",
    "CellCode",
    "ForgedDocument",
    "Layout",
    "Passage",
    "Quirk",
    "ReportFigures",
    "balanced",
    "chained",
    "distinct_primes",
    "plant",
    "render",
    "summary",
]
