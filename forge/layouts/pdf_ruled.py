"""PDF with ruled tables; what spans a page break is not printed again."""

from __future__ import annotations

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_file import write_pdf
from forge.layouts.pdf_sheet import Style, lay_out

STYLE = Style(size=9.0, is_ruled=True, repeats=False)


def write(report: PrintedReport) -> bytes:
    """The file."""
    return write_pdf(lay_out(report, STYLE))


LAYOUT = Layout(
    name="pdf_ruled",
    summary="ruled tables that go on over pages, spanning cells blank below the break",
    family="pdf",
    suffix=".pdf",
    forms=FORMS,
    write=write,
)
