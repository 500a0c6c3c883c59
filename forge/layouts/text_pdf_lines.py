"""Text that a program took out of a PDF, a line for each height at which words stand."""

from __future__ import annotations

from itertools import groupby

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_ruled import STYLE
from forge.layouts.pdf_sheet import lay_out, lines_of_print
from forge.layouts.text_pdf_pieces import text_of


def write(report: PrintedReport) -> str:
    """The words of each baseline from left to right, one space between; pages by their number alone."""
    prints = sorted(lay_out(report, STYLE).prints, key=lambda piece: piece.page)
    pages = groupby(prints, key=lambda piece: piece.page)
    return "".join(text_of(line) + "\n" for _, page in pages for line in lines_of_print(page))


LAYOUT = Layout(
    name="text_pdf_lines",
    summary="taken out of a PDF line by line: words of several headers on one line, labels around their figures",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
