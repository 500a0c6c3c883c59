"""HTML pasted from a word processor: every cell is paragraphs of styled spans, labels cut wherever an edit was made."""

from __future__ import annotations

import re

from forge.document import Heading, PrintedReport
from forge.grid import Grid, GridCell
from forge.layouts.base import STATUTORY, Layout
from forge.layouts.html_page import spans, write_page, write_table, write_text

CELL_STYLE = (
    "border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;"
    "mso-yfti-irow:0;height:14.2pt"
)
PARAGRAPH = '<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan">'
CHINESE = '<span style="font-size:10.5pt;font-family:宋体;mso-ascii-font-family:Calibri;mso-hansi-font-family:Calibri">'
LATIN = '<span lang="EN-US" style="font-size:10.5pt;mso-fareast-font-family:宋体">'
OFFICE_HEAD = """<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom>
<w:PunctuationKerning/></w:WordDocument></xml><![endif]-->"""
# A label longer than this wraps into a second paragraph of the cell; a piece is what one span holds at most.
WRAPPED_AFTER = 16
PIECE = 3
# Latin digits and full stops are set in another font than the characters around them.
RUNS = re.compile(r"[0-9.]+|[^0-9.]+")


def write(report: PrintedReport) -> str:
    """A page whose article is the word processor's markup."""
    parts = [OFFICE_HEAD]
    for block in report.blocks:
        if isinstance(block, Grid):
            parts.append(write_table(block, _cell))
        else:
            parts.append(_paragraph(block.text, bold=isinstance(block, Heading)))
    return write_page(report, "\n".join(parts))


def _paragraph(text: str, bold: bool) -> str:
    style = "text-indent:32.0pt;mso-char-indent-count:2.0;line-height:150%"
    runs = _run_spans(text, len(text))
    return f'<p class="MsoNormal" style="{style}">{f"<b>{runs}</b>" if bold else runs}<o:p></o:p></p>'


def _cell(cell: GridCell) -> str:
    paragraphs = "".join(f"{PARAGRAPH}{_run_spans(line, PIECE)}</p>" for line in _lines(cell.text))
    return f'<td{spans(cell)} valign="center" style="{CELL_STYLE}">{paragraphs}</td>'


def _lines(text: str) -> list[str]:
    if "\n" in text or len(text) <= WRAPPED_AFTER:
        return text.split("\n")
    return [text[:WRAPPED_AFTER], text[WRAPPED_AFTER:]]


def _run_spans(text: str, piece: int) -> str:
    if not text:
        return f"{LATIN}&nbsp;<o:p></o:p></span>"
    return "".join(_span(run, piece) for run in RUNS.findall(text))


def _span(run: str, piece: int) -> str:
    if RUNS.match(run) and run[0] in "0123456789.":
        return f"{LATIN}{write_text(run)}</span>"
    pieces = (run[n : n + piece] for n in range(0, len(run), max(piece, 1)))
    return "".join(f"{CHINESE}{write_text(part)}</span>" for part in pieces)


LAYOUT = Layout(
    name="html_word_paste",
    summary="labels cut into many spans and paragraphs, word processor styles, no-break spaces for blanks",
    family="html",
    suffix=".html",
    forms=STATUTORY,
    write=write,
)
