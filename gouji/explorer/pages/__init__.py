"""One module a page; ``PAGES`` in the order of the OpenAPI document."""

from __future__ import annotations

from gouji.explorer.pages import agencies, agency, data, home, loads, mart, metrics, report, reports, rule, rules
from gouji.explorer.visit import Page

PAGES: tuple[Page, ...] = (
    home.PAGE,
    agencies.PAGE,
    agency.PAGE,
    reports.PAGE,
    report.PAGE,
    report.CELLS_PAGE,
    rules.PAGE,
    rule.PAGE,
    data.PAGE,
    metrics.PAGE,
    mart.PAGE,
    loads.PAGE,
)
"""Fixed addresses stand before those with a variable part, as the routes are tried in this order."""
