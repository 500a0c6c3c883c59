"""Workbooks of the older format, record by record ([MS-XLS] 2.3), for tests of what no library writes any more."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from forge.layouts.workbook_97 import WORKBOOK, WORKSHEET, begin, record

STRUCK, WHITE, BLACK, NAVY = 0x08, 9, 0x7FFF, 18
SOLID = 1
PICTURE, TEXT_BOX, COMMENT, LINE, GROUP = 0x08, 0x06, 0x19, 0x01, 0x00
Corner = tuple[int, int]


class Font(NamedTuple):
    """A font: whether struck out, which colour of the palette, raised (1) or lowered (2)."""

    is_struck: bool = False
    colour: int = BLACK
    escapement: int = 0


class Shown(NamedTuple):
    """One cell; ``runs`` are where its text goes on in other fonts, counted as ``FONTS``."""

    value: str | float
    font: int = 0
    ground: int | None = None
    runs: Sequence[tuple[int, int]] = ()


class Shape(NamedTuple):
    """Something drawn from one cell (row, column) to another, and how far it reaches into that one."""

    kind: int
    first: Corner
    last: Corner
    reaches: int = 100
    text: str = ""


FONTS = (Font(), Font(is_struck=True), Font(colour=WHITE), Font(escapement=1))


def book(rows: Sequence[Sequence[Shown]], shapes: Sequence[Shape] = ()) -> bytes:
    """The stream of a workbook of one sheet, each cell in a border."""
    cells = [(row, column, cell) for row, line in enumerate(rows) for column, cell in enumerate(line)]
    texts = [cell for _, _, cell in cells if isinstance(cell.value, str)]
    fonts = b"".join(map(_font, FONTS))
    styles = b"".join(_style(cell.font, cell.ground) for _, _, cell in cells)
    strings = b"".join(_string(cell) for cell in texts)
    shared = record(0x00FC, struct.pack("<II", len(texts), len(texts)) + strings)
    sheet = begin(WORKSHEET)
    for number, (row, column, cell) in enumerate(cells):
        if isinstance(cell.value, str):
            sheet += record(0x00FD, struct.pack("<HHHI", row, column, number, texts.index(cell)))
        else:
            sheet += record(0x0203, struct.pack("<HHHd", row, column, number, cell.value))
    sheet += drawings(shapes) + record(0x000A)
    start = begin(WORKBOOK) + record(0x0042, b"\xb0\x04")
    listed = struct.pack("<IBB", 0, 0, 0) + bytes([1, 0]) + b"S"
    length = len(start + fonts + styles + record(0x0085, listed) + shared) + 4
    listed = struct.pack("<I", length) + listed[4:]
    return start + fonts + styles + record(0x0085, listed) + shared + record(0x000A) + sheet


def drawings(shapes: Sequence[Shape]) -> bytes:
    """The records of what is drawn: the tree is cut behind each shape, by the record that says what it is."""
    if not shapes:
        return b""
    nodes = [_node(0xF, 0xF004, _node(2, 0xF00A, b"\0" * 8) + _place(shape)) for shape in shapes]
    patriarch = _node(0xF, 0xF004, _node(2, 0xF00A, b"\0" * 8))
    inside = _head(0xF, 0xF003, len(patriarch) + sum(map(len, nodes))) + patriarch
    whole = _head(0xF, 0xF002, 8 + len(patriarch) + sum(map(len, nodes))) + inside
    records = b""
    for shape, node in zip(shapes, nodes, strict=True):
        records += record(0x00EC, whole + node)
        whole = b""
        records += record(0x005D, struct.pack("<HHHHH", 0x15, 0x12, shape.kind, 1, 0) + b"\0" * 16)
        if shape.text or shape.kind == COMMENT:
            records += record(0x01B6, b"\0" * 10 + struct.pack("<HH", len(shape.text), 0) + b"\0" * 4)
            records += record(0x003C, b"\0" + shape.text.encode())
    return records


def _font(font: Font) -> bytes:
    flags = STRUCK if font.is_struck else 0
    looks = struct.pack("<HHHHHBBBB", 200, flags, font.colour, 400, font.escapement, 0, 0, 0, 0)
    return record(0x0031, looks + bytes([1, 0]) + b"A")


def _style(font: int, ground: int | None) -> bytes:
    borders = 0x1111
    pattern = (SOLID << 26) if ground is not None else 0
    return record(0x00E0, struct.pack("<HHHBBBBIIH", font, 0, 0, 0, 0, 0, 0, borders, pattern, ground or 64))


def _string(cell: Shown) -> bytes:
    text = str(cell.value)
    runs = b"".join(struct.pack("<HH", *run) for run in cell.runs)
    head = struct.pack("<HB", len(text), 0x01 | (0x08 if runs else 0)) + (
        struct.pack("<H", len(cell.runs)) if runs else b""
    )
    return head + text.encode("utf-16-le") + runs


def _place(shape: Shape) -> bytes:
    (top, left), (bottom, right) = shape.first, shape.last
    anchor = struct.pack("<9H", 0, left, 10, top, 10, right, shape.reaches, bottom, shape.reaches)
    return _node(0, 0xF010, anchor) + _node(0, 0xF011, b"")


def _node(version: int, kind: int, content: bytes) -> bytes:
    return _head(version, kind, len(content)) + content


def _head(version: int, kind: int, length: int) -> bytes:
    return struct.pack("<HHI", version, kind, length)
