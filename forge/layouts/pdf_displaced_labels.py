"""PDF without ruled lines, narrow labels of several lines centred on their figures."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_file import write_pdf
from forge.layouts.pdf_sheet import Style, lay_out

STYLE = Style(
    size=9.0, is_ruled=False, repeats=False, requests=(30, 60, 96) + (38,) * 7, disclosures=(60, 100, 100, 100)
)


def write(report: PrintedReport) -> bytes:
    """The file."""
    return write_pdf(lay_out(report, STYLE))


LAYOUT = Layout(
    name="pdf_displaced_labels",
    summary="no ruled lines, labels of several lines centred on the baseline of their figures",
    family="pdf",
    suffix=".pdf",
    forms=FORMS,
    write=write,
)
