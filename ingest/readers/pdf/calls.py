"""PDFium's functions that are asked for every character and every line: bound once more, pointers as plain numbers.

The library's own bindings wrap each pointer in an object and each argument in a check, which costs as much again as
the call. What is handed out here is an address; ``None`` is no object. What is filled in is a ``Buffer``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from ingest.readers.pdf.turned import Handle

Simple: TypeAlias = type[ctypes.c_void_p | ctypes.c_int | ctypes.c_uint]
POINTER, INT, CODE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint


def address_of(handle: Handle) -> int:
    """The address behind a handle of the library's own bindings; 0 where there is none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bound(name: str, result: Simple, *arguments: Simple) -> Callable[..., Any]:
    # Nothing else runs meanwhile, so Python's lock is kept: to give it back and take it again costs a fifth of a call.
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address_of(getattr(pdfium, name)))
    return bound


class Buffer:
    """Numbers that PDFium fills in: ``places`` is where, ``values`` what."""

    def __init__(self, kind: type[ctypes.c_float | ctypes.c_double | ctypes.c_int], count: int) -> None:
        self._size = ctypes.sizeof(kind)
        self._numbers = (kind * count)()
        self._start = ctypes.addressof(self._numbers)

    @property
    def places(self) -> tuple[int, ...]:
        """The address of each number."""
        return tuple(self.every(1))

    def every(self, step: int, first: int = 0) -> range:
        """The address of every so manieth number."""
        end = self._start + len(self._numbers) * self._size
        return range(self._start + first * self._size, end, step * self._size)

    @property
    def values(self) -> list[Any]:
        """The numbers."""
        return self._numbers[:]


count_chars = _bound("FPDFText_CountChars", INT, POINTER)
unicode_of = _bound("FPDFText_GetUnicode", CODE, POINTER, INT)
has_no_unicode = _bound("FPDFText_HasUnicodeMapError", INT, POINTER, INT)
loose_box = _bound("FPDFText_GetLooseCharBox", INT, POINTER, INT, POINTER)
"""Left, top, right, bottom."""
origin = _bound("FPDFText_GetCharOrigin", INT, POINTER, INT, POINTER, POINTER)
ink_box = _bound("FPDFText_GetCharBox", INT, POINTER, INT, POINTER, POINTER, POINTER, POINTER)
"""Left, right, bottom, top."""
char_matrix = _bound("FPDFText_GetMatrix", INT, POINTER, INT, POINTER)
text_object = _bound("FPDFText_GetTextObject", POINTER, POINTER, INT)

count_objects = _bound("FPDFPage_CountObjects", INT, POINTER)
object_at = _bound("FPDFPage_GetObject", POINTER, POINTER, INT)
count_in_form = _bound("FPDFFormObj_CountObjects", INT, POINTER)
in_form_at = _bound("FPDFFormObj_GetObject", POINTER, POINTER, CODE)
kind_of = _bound("FPDFPageObj_GetType", INT, POINTER)
bounds = _bound("FPDFPageObj_GetBounds", INT, POINTER, POINTER, POINTER, POINTER, POINTER)
"""Left, bottom, right, top."""
matrix = _bound("FPDFPageObj_GetMatrix", INT, POINTER, POINTER)
fill_colour = _bound("FPDFPageObj_GetFillColor", INT, POINTER, POINTER, POINTER, POINTER, POINTER)
"""Red, green, blue and how opaque, each out of 255."""
render_mode = _bound("FPDFTextObj_GetTextRenderMode", INT, POINTER)
font_of = _bound("FPDFTextObj_GetFont", POINTER, POINTER)
is_embedded = _bound("FPDFFont_GetIsEmbedded", INT, POINTER)
font_size = _bound("FPDFTextObj_GetFontSize", INT, POINTER, POINTER)

draw_mode = _bound("FPDFPath_GetDrawMode", INT, POINTER, POINTER, POINTER)
count_segments = _bound("FPDFPath_CountSegments", INT, POINTER)
segment_at = _bound("FPDFPath_GetPathSegment", POINTER, POINTER, INT)
segment_point = _bound("FPDFPathSegment_GetPoint", INT, POINTER, POINTER, POINTER)
segment_kind = _bound("FPDFPathSegment_GetType", INT, POINTER)
segment_closes = _bound("FPDFPathSegment_GetClose", INT, POINTER)
clip_path = _bound("FPDFPageObj_GetClipPath", POINTER, POINTER)
count_clip_paths = _bound("FPDFClipPath_CountPaths", INT, POINTER)
count_clip_segments = _bound("FPDFClipPath_CountPathSegments", INT, POINTER, INT)
clip_segment_at = _bound("FPDFClipPath_GetPathSegment", POINTER, POINTER, INT, INT)
