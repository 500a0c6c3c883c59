"""From a page's own coordinates to places on the page as it is displayed: turned upright, ``y`` downwards."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from ingest.readers.paged.rulings import Point

Handle: TypeAlias = Any
"""A pointer of PDFium's, to a document, a page, its text or something drawn on it; ``calls`` takes its address."""
Rectangle: TypeAlias = tuple[float, float, float, float]


class Turn(NamedTuple):
    """The page's box in its own coordinates and how many quarter turns clockwise it is displayed by."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """Displayed width."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Displayed height."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is displayed."""
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box as displayed."""
        if not self.quarters:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def chars(self, boxes: Iterable[Rectangle], origins: Iterable[Point]) -> list[tuple[float, float, float, float]]:
        """Left, right, baseline and height of characters as displayed, by their boxes and origins on the page.

        The boxes are given as PDFium gives them: left, top, right, bottom.
        """
        if not self.quarters:
            x, top = self.left, self.top
            return [
                (b[0] - x, b[2] - x, top - o[1], (top - b[3]) - (top - b[1]))
                for b, o in zip(boxes, origins, strict=True)
            ]
        turned = [(self.box(b[0], b[3], b[2], b[1]), self.point(*o)) for b, o in zip(boxes, origins, strict=True)]
        return [(left, right, place[1], bottom - top) for (left, top, right, bottom), place in turned]


def turn_of(page: Handle) -> Turn:
    """How a page is displayed."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Turn(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)
