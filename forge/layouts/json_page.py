"""JSON around a page, as the interfaces of site platforms answer: title and markup in strings."""

from __future__ import annotations

import json

from forge.document import PrintedReport
from forge.layouts import html_spans
from forge.layouts.base import Layout


def write(report: PrintedReport) -> str:
    """One article in a list of one."""
    article = {
        "id": 20_230_131,
        "docTitle": report.title,
        "docHtmlContent": html_spans.write(report),
        "attachments": [],
    }
    return json.dumps({"code": 0, "message": "success", "data": {"list": [article]}}, ensure_ascii=False)


LAYOUT = Layout(
    name="json_page",
    summary="a page in a string of JSON, as interfaces of site platforms answer",
    family="html",
    suffix=".json",
    forms=html_spans.LAYOUT.forms,
    write=write,
)
