"""HTML with the statistical table up to 2018, a unit to each indicator."""

from __future__ import annotations

from forge.layouts.base import LEGACY, Layout
from forge.layouts.html_one_table import write

LAYOUT = Layout(
    name="html_indicator",
    summary="the statistical table up to 2018 with a unit column",
    family="html",
    suffix=".html",
    forms=LEGACY,
    write=write,
)
