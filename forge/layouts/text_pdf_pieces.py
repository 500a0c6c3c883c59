"""Text that a program took out of a PDF, piece by piece in the order in which they were drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from forge.document import PrintedReport
from forge.layouts.base import FORMS, Layout
from forge.layouts.pdf_ruled import STYLE
from forge.layouts.pdf_sheet import SAME_BASELINE, Print, lay_out

PAGE_NUMBER = re.compile(r"^- (\d+) -$")


def write(report: PrintedReport) -> str:
    """A line for each piece, those drawn side by side one after the other on one; pages by their number alone."""
    return "\n".join(_lines(lay_out(report, STYLE).prints)) + "\n"


def _lines(prints: Iterable[Print]) -> Iterator[str]:
    line: list[Print] = []
    for piece in prints:
        if line and not _is_beside(line[-1], piece):
            yield text_of(line)
            line = []
        line.append(piece)
    if line:
        yield text_of(line)


def _is_beside(left: Print, right: Print) -> bool:
    is_level = left.page == right.page and abs(left.y - right.y) < SAME_BASELINE * left.size
    return is_level and left.x < right.x


def text_of(line: Iterable[Print]) -> str:
    """The words of a line, a space between; the number of a page without its dashes."""
    # Of one piece: a row of dashes for zeros with a figure among them is none.
    return " ".join(PAGE_NUMBER.sub(r"\1", piece.text.strip()) for piece in line)


LAYOUT = Layout(
    name="text_pdf_pieces",
    summary="taken out of a PDF in the order of drawing: labels on several lines, figures behind the last of them",
    family="text",
    suffix=".txt",
    forms=FORMS,
    write=write,
)
