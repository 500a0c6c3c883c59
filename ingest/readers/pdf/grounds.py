"""What a page of a PDF is printed on: areas in a colour that pale text is seen on."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.paged.page import Area
from ingest.readers.pdf.objects import IMAGE, PATH, SHADING, Buffers, area_of, objects_of
from ingest.readers.pdf.turned import Handle, Turn


def grounds_of(page: Handle, turn: Turn) -> Iterator[Area]:
    """Pictures, and areas filled with anything but a pale colour; and what runs from one to another."""
    buffers = Buffers()
    for drawn, kind, matrix in objects_of(page):
        is_filled = kind == PATH and buffers.mode_of(drawn)[0] and not buffers.is_pale(drawn)
        if is_filled or kind in (IMAGE, SHADING):
            yield area_of(drawn, matrix, turn, buffers)
