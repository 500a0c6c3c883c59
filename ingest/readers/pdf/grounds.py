"""What a page of a PDF is printed on: areas in a colour that pale text is seen on."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.paged.page import Area
from ingest.readers.pdf.objects import PATH, Buffers, area_of, objects_of
from ingest.readers.pdf.turned import Handle, Turn


def grounds_of(page: Handle, turn: Turn) -> Iterator[Area]:
    """Areas filled with a colour that is known not to be pale; of a picture or a pattern it is not."""
    buffers = Buffers()
    for drawn, kind, matrix in objects_of(page):
        if kind != PATH or not buffers.mode_of(drawn)[0]:
            continue
        ink = buffers.ink_of(drawn)
        if ink is not None and not ink.is_pale:
            yield area_of(drawn, matrix, turn, buffers)
