"""Pictures and text boxes over a worksheet: a cell under one is not blank, whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.documents import OBJECT_MARK
from ingest.readers.package import Package
from ingest.readers.sheets import Range, Sheet, SheetCell

D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# Lines and shapes without words (the slash of a header) print nothing.
PICTURES = (f"{D}pic", f"{D}graphicFrame", f"{D}grpSp")


def mark_drawn_cells(sheet: Sheet, package: Package, part: str) -> None:
    """Put a mark into each blank cell, or merged range, that holds a picture or words of its own.

    Raises:
        KeyError, ValueError: the drawing is not put together as the format demands.
    """
    drawings = [
        target for kind, target in package.relations(part).values() if kind == "drawing" and target in package.names
    ]
    for drawing in drawings:
        for row, column in _drawn(package.xml(drawing), sheet.merged):
            cell = sheet.cells.setdefault(row, {}).get(column, SheetCell("", has_border=False))
            if not cell.text:
                sheet.cells[row][column] = cell._replace(text=OBJECT_MARK)


def _drawn(drawing: Element, merged: list[Range]) -> Iterator[tuple[int, int]]:
    """The cells that hold a drawing by themselves; a seal stands over several."""
    for anchor in drawing:
        start, end = anchor.find(f"{D}from"), anchor.find(f"{D}to")
        if start is None or not _prints(anchor):
            continue
        first = _at(start, is_end=False)
        last = first if end is None else _at(end, is_end=True)
        whole = next((area for area in merged if _holds(area, first)), None)
        if whole is not None and _holds(whole, last):
            yield whole.first_row, whole.first_column
        elif last == first:
            yield first


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


def _holds(area: Range, place: tuple[int, int]) -> bool:
    row, column = place
    return area.first_row <= row < area.end_row and area.first_column <= column < area.end_column
