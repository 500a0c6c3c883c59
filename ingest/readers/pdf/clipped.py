"""Characters cut by the area that text is clipped to, as browsers print tables that are wider than the paper.

What lies wholly outside such an area is not in the file at all: of 20 only the 2 is left, cut in half. Such a
character is a mark, for what stood behind it cannot be known.
"""

from __future__ import annotations

import ctypes

from ingest.readers.pdf import calls
from ingest.readers.pdf.turned import Handle

SHAVED = 0.2
"""Points by which ink may reach over an edge: rounding, and the softening of outlines."""


def is_cut(text: Handle, index: int) -> bool:
    """Whether the right or left edge of its clipping area runs through a character."""
    drawn = calls.text_object(text, index)
    edges = _edges(drawn) if drawn else None
    if edges is None:
        return False
    box = calls.Buffer(ctypes.c_double, 4)
    calls.ink_box(text, index, *box.places)
    left, right = box.values[:2]
    return bool(left < edges[0] - SHAVED < right or left < edges[1] + SHAVED < right)


def _edges(drawn: Handle) -> tuple[float, float] | None:
    clip = calls.clip_path(drawn)
    spans: list[tuple[float, float]] = []
    point = calls.Buffer(ctypes.c_float, 2)
    for path in range(max(calls.count_clip_paths(clip), 0)) if clip else ():
        xs: list[float] = []
        for number in range(calls.count_clip_segments(clip, path)):
            calls.segment_point(calls.clip_segment_at(clip, path, number), *point.places)
            xs.append(point.values[0])
        spans += [(min(xs), max(xs))] if xs else []
    return (max(low for low, _ in spans), min(high for _, high in spans)) if spans else None
