"""Characters cut by the area that text is clipped to, as browsers print tables that are wider than the paper.

What lies wholly outside such an area is not in the file at all: of 20 only the 2 is left, cut in half. Such a
character is a mark, for what stood behind it cannot be known.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from ingest.readers.pdf.turned import Handle

SHAVED = 0.2
"""Points by which ink may reach over an edge: rounding, and the softening of outlines."""


def is_cut(text: Handle, index: int) -> bool:
    """Whether the right or left edge of its clipping area runs through a character."""
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    edges = _edges(drawn) if drawn else None
    if edges is None:
        return False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value < edges[0] - SHAVED < right.value or left.value < edges[1] + SHAVED < right.value


def _edges(drawn: Handle) -> tuple[float, float] | None:
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    spans: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)) if clip else ():
        xs: list[float] = []
        for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, number), x, y)
            xs.append(x.value)
        spans += [(min(xs), max(xs))] if xs else []
    return (max(low for low, _ in spans), min(high for _, high in spans)) if spans else None
