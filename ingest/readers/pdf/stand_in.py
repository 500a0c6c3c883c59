"""A font for text whose own the file does not carry: a stroke for every character.

Nothing is drawn here, only measured. PDFium would look for a font of the machine, so that what it tells of a page would
depend on the machine; it would load that font, of many megabytes, anew for each document; and where the machine has
none it passes over what stands alone: 无 in a cell, or each character of a header that is cut into single ones.
"""

from __future__ import annotations

import ctypes
import struct
from itertools import pairwise

import pypdfium2.raw as pdfium

EM, ASCENT, DESCENT = 1000, 880, -120
# How wide a character is the file itself says: its ink must only be there, and no wider than a full stop.
STROKE = ((0, 0), (0, 700), (100, 700), (100, 0))
CHARACTERS = ((0x20, 0xFFFF), (0x10000, 0x3FFFF))
# Character sets of Windows: Japanese, Korean, simplified and traditional Chinese. All else has fonts in PDFium.
IDEOGRAPHIC = frozenset((128, 129, 134, 136))
# What stands for the font where PDFium asks for one, and the table that only collections of fonts have.
HANDLE = 1
WHOLE_FILE = 0


def install() -> None:
    """Have PDFium use it, and no font of the machine, as long as the process runs."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_INTERFACE))


def font_file() -> bytes:
    """A TrueType font of two glyphs: none, and a stroke that all characters are mapped to."""
    steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(((0, 0), *STROKE))]
    outline = struct.pack(">5h2H4B", 1, *STROKE[0], *STROKE[2], 3, 0, 1, 1, 1, 1)
    outline += b"".join(struct.pack(">h", x) for x, _ in steps) + b"".join(struct.pack(">h", y) for _, y in steps)
    outline += b"\0" * (-len(outline) % 4)
    groups = b"".join(struct.pack(">3I", first, last, 1) for first, last in CHARACTERS)
    # Format 13: many characters, one glyph.
    mapping = struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(CHARACTERS)) + groups
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + mapping,
        b"glyf": outline,
        b"head": struct.pack(
            ">4I2H2q4h2H3h",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, DESCENT, EM, ASCENT, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, ASCENT, DESCENT, 0, EM, *([0] * 11), 1),
        b"hmtx": struct.pack(">Hhh", EM, 0, 0),
        b"loca": struct.pack(">3I", 0, 0, len(outline)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *([0] * 8)),
    }
    return _file_of(tables)


def _file_of(tables: dict[bytes, bytes]) -> bytes:
    offset = 12 + 16 * len(tables)
    directory, body = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64), b""
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, 0, offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return directory + body


_FILE = font_file()


def _map(_this: object, _weight: int, _italic: int, charset: int, _pitch: int, _face: object, _exact: object) -> int:
    return HANDLE if charset in IDEOGRAPHIC else 0


def _data(_this: object, _font: object, table: int, buffer: ctypes._Pointer[ctypes.c_ubyte], size: int) -> int:
    if table != WHOLE_FILE:
        return 0
    if buffer and size >= len(_FILE):
        ctypes.memmove(buffer, _FILE, len(_FILE))
    return len(_FILE)


def _name(_this: object, _font: object, _buffer: object, _size: int) -> int:
    return 0


_INTERFACE = pdfium.FPDF_SYSFONTINFO(version=1)
for _field, _function in (("MapFont", _map), ("GetFontData", _data), ("GetFaceName", _name)):
    setattr(_INTERFACE, _field, dict(pdfium.FPDF_SYSFONTINFO._fields_)[_field](_function))
