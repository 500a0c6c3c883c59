"""Pictures and text boxes over a worksheet: a cell under one is not blank, whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.readers.package import Package
from ingest.readers.sheets import Anchor

D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# Lines and shapes without words (the slash of a header) print nothing.
PICTURES = (f"{D}pic", f"{D}graphicFrame", f"{D}grpSp")


def drawn_over(package: Package, part: str) -> Iterator[Anchor]:
    """What is drawn over a worksheet and prints something.

    Raises:
        KeyError, ValueError: the drawing is not put together as the format demands.
    """
    for kind, target in package.relations(part).values():
        if kind == "drawing" and target in package.names:
            for anchor in package.xml(target):
                start, end = anchor.find(f"{D}from"), anchor.find(f"{D}to")
                if start is not None and _prints(anchor):
                    first = _at(start, is_end=False)
                    yield Anchor(*first, *(first if end is None else _at(end, is_end=True)))


def _prints(anchor: Element) -> bool:
    if any(next(anchor.iter(kind), None) is not None for kind in PICTURES):
        return True
    return any((text.text or "").strip() for text in anchor.iter(TEXT))


def _at(marker: Element, is_end: bool) -> tuple[int, int]:
    """The row and column of a corner; one that lies on the edge of a cell ends in the cell before."""
    return _number(marker, "row", is_end), _number(marker, "col", is_end)


def _number(marker: Element, axis: str, is_end: bool) -> int:
    number, offset = int(marker.findtext(D + axis) or ""), int(marker.findtext(f"{D}{axis}Off") or "0")
    return number - (is_end and offset == 0 and number > 0)
