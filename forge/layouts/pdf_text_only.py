"""PDF without ruled lines, columns wide enough for nearly all labels."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_file import write_pdf
from forge.layouts.pdf_sheet import Style, lay_out

STYLE = Style(size=8.0, is_ruled=False, repeats=True, requests=(64, 76, 180) + (27,) * 7)


def write(report: PrintedReport) -> bytes:
    """The file."""
    return write_pdf(lay_out(report, STYLE))


LAYOUT = Layout(
    name="pdf_text_only",
    summary="no ruled lines: columns are told by where words stand",
    family="pdf",
    suffix=".pdf",
    forms=FORMS,
    write=write,
)
