"""HTML whose article is a string in a script, written into the page by the browser."""

from __future__ import annotations

import json

from forge.document import PrintedReport
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import write_body, write_page, write_table


def write(report: PrintedReport) -> str:
    """A page whose markup holds the article once, escaped."""
    # An end tag inside a script would end the script.
    article = json.dumps(write_body(report, write_table), ensure_ascii=False).replace("</", "<\\/")
    return write_page(report, f"<script>\nvar content = {article};\ndocument.write(content);\n</script>")


LAYOUT = Layout(
    name="html_in_script",
    summary="the article is a string in a script",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
