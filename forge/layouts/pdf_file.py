"""A laid-out report as a PDF file, in a font every reader has and none needs to embed."""

from __future__ import annotations

import io
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from forge.layouts.pdf_sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet

FONT = "STSong-Light"
LINE_WIDTH = 0.5
LONE = "\u3000"
"""Behind an ideograph alone on its line: PDFium passes over one alone in a font that is not embedded."""
NO_BREAK_SPACE = "\u00a0"
"""Programs that write PDF print a space for it; this font would print one as wide as an ideograph."""


def write_pdf(sheet: Sheet) -> bytes:
    """The file; equal sheets make equal bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
    strokes = {page: list(found) for page, found in groupby(sheet.strokes, key=lambda stroke: stroke.page)}
    for page, prints in groupby(sorted(sheet.prints, key=lambda p: p.page), key=lambda p: p.page):
        canvas.setLineWidth(LINE_WIDTH)
        for stroke in strokes.get(page, []):
            canvas.line(stroke.x0, PAGE_HEIGHT - stroke.y0, stroke.x1, PAGE_HEIGHT - stroke.y1)
        for line in prints:
            canvas.setFont(FONT, line.size)
            text = line.text.replace(NO_BREAK_SPACE, " ")
            text += LONE if len(text) == 1 and not text.isascii() else ""
            canvas.drawString(line.x, PAGE_HEIGHT - line.y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
