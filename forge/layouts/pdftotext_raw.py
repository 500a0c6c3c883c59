"""Text as ``pdftotext`` makes it without ``-layout``: a line for each piece of print, displaced labels in between."""

from __future__ import annotations

from itertools import groupby

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_displaced_labels import STYLE
from forge.layouts.pdf_sheet import lay_out, lines_of_print
from forge.layouts.pdftotext_layout import PAGE_END


def write(report: PrintedReport) -> str:
    """The pieces of each baseline from left to right, blank lines between them, a form feed after each page."""
    prints = lay_out(report, STYLE).prints
    pages = groupby(sorted(prints, key=lambda p: p.page), key=lambda p: p.page)
    texts = (["\n\n".join(piece.text for piece in line) for line in lines_of_print(page)] for _, page in pages)
    return "".join("\n".join(lines) + "\n\n" + PAGE_END for lines in texts)


LAYOUT = Layout(
    name="pdftotext_raw",
    summary="the output of pdftotext: a line for each piece of print, labels cut up between figures",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
