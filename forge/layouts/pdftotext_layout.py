"""Text as ``pdftotext -layout`` makes it of a page without ruled lines: words where they stood, spaces between."""

from __future__ import annotations

from itertools import groupby

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_displaced_labels import STYLE
from forge.layouts.pdf_sheet import Print, lay_out, lines_of_print

PAGE_END = "\f"
# Points that one column of text stands for; an ideograph takes one as well, so that words lie further apart.
PITCH = 4.7
FEWEST_SPACES = 2


def write(report: PrintedReport) -> str:
    """A line for each baseline, a form feed after each page."""
    prints = lay_out(report, STYLE).prints
    pages = groupby(sorted(prints, key=lambda p: p.page), key=lambda p: p.page)
    return "".join("\n".join(map(_line, lines_of_print(page))) + "\n" + PAGE_END for _, page in pages)


def _line(prints: list[Print]) -> str:
    line, column = "", 0
    for piece in prints:
        spaces = max(round(piece.x / PITCH) - column, FEWEST_SPACES if line else 0)
        line += " " * spaces + piece.text
        column += spaces + len(piece.text)
    return line


LAYOUT = Layout(
    name="pdftotext_layout",
    summary="the output of pdftotext -layout: labels of several lines above and below their figures",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
