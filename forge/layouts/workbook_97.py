"""Workbooks as Excel wrote them from 1997 on ([MS-XLS], [MS-CFB]): no maintained library writes them any more."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

LARGEST_RECORD = 8224
SECTOR, ENTRY, NUMBERS_IN_SECTOR, SECTORS_IN_HEADER = 512, 128, 128, 109
SMALLEST_STREAM = 4096
"""Bytes; what is shorter would lie in a store of its own."""
END_OF_CHAIN, IS_TABLE, NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
WORKBOOK, WORKSHEET = 0x0005, 0x0010
FIRST_OWN_FORMAT, BUILT_IN = 164, 16
"""The first number of a format of one's own; how many styles every workbook begins with."""
BORDERS = 0x1111
"""A thin line on each side."""
IS_HIDDEN_ROW = 0x0020


class Area(NamedTuple):
    """Cells merged into one; the last row and column belong to it."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class Sheet97:
    """One worksheet: what stands in its cells, each with the number of its style."""

    name: str
    is_hidden: bool = False
    cells: list[tuple[int, int, float | str, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)


class Style97(NamedTuple):
    """How a cell shows: its number format, and whether lines are drawn around it."""

    number_format: str = "General"
    has_border: bool = False


def workbook(sheets: Sequence[Sheet97], styles: Sequence[Style97]) -> bytes:
    """A file of these sheets."""
    strings = list(dict.fromkeys(value for sheet in sheets for *_, value, _ in sheet.cells if isinstance(value, str)))
    formats = list(dict.fromkeys(style.number_format for style in styles))
    looks = record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _short("Arial"))
    looks += b"".join(record(0x041E, _number(FIRST_OWN_FORMAT + n) + _long(code)) for n, code in enumerate(formats))
    looks += BUILT_IN * _style(0, Style97())
    looks += b"".join(_style(FIRST_OWN_FORMAT + formats.index(style.number_format), style) for style in styles)
    shared = b"".join(_shared(strings))
    parts = [_sheet(sheet, strings) for sheet in sheets]
    start = begin(WORKBOOK)
    listed = [_listed(sheet) for sheet in sheets]
    at = len(start + looks + shared) + sum(len(each) + 8 for each in listed) + 4
    listing = b""
    for entry, part in zip(listed, parts, strict=True):
        listing += record(0x0085, struct.pack("<I", at) + entry)
        at += len(part)
    return compound("Workbook", start + looks + listing + shared + record(0x000A) + b"".join(parts))


def begin(kind: int) -> bytes:
    """The record that a workbook or a worksheet begins with."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def record(kind: int, content: bytes = b"") -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(content)) + content


def _number(value: int) -> bytes:
    return struct.pack("<H", value)


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _long(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<HB", len(encoded) // 2, 1) + encoded


def _style(number_format: int, style: Style97) -> bytes:
    borders = BORDERS if style.has_border else 0
    return record(0x00E0, struct.pack("<HHHBBBBIIH", 0, number_format, 0, 0, 0, 0, 0, borders, 0, 0x20C0))


def _listed(sheet: Sheet97) -> bytes:
    return struct.pack("<BB", sheet.is_hidden, 0) + _short(sheet.name)


def _shared(strings: Sequence[str]) -> Iterator[bytes]:
    """The table of strings, gone on with where a record is full."""
    kind, content = 0x00FC, struct.pack("<II", len(strings), len(strings))
    for text in map(_long, strings):
        if len(content) + len(text) > LARGEST_RECORD:
            yield record(kind, content)
            kind, content = 0x003C, b""
        content += text
    yield record(kind, content)


def _sheet(sheet: Sheet97, strings: Sequence[str]) -> bytes:
    numbers = {text: number for number, text in enumerate(strings)}
    parts = [begin(WORKSHEET)]
    parts += [record(0x0208, struct.pack("<8H", row, 0, 0, 0, 0, 0, IS_HIDDEN_ROW, 0)) for row in sheet.hidden_rows]
    for row, column, value, style in sheet.cells:
        if isinstance(value, str):
            kind, content = (0x00FD, struct.pack("<I", numbers[value])) if value else (0x0201, b"")
        else:
            kind, content = 0x0203, struct.pack("<d", value)
        parts.append(record(kind, struct.pack("<HHH", row, column, BUILT_IN + style) + content))
    areas = b"".join(struct.pack("<4H", *area) for area in sheet.merged)
    return b"".join([*parts, record(0x00E5, _number(len(sheet.merged)) + areas), record(0x000A)])


def compound(name: str, stream: bytes) -> bytes:
    """A compound file that holds one stream."""
    padded = _filled(stream, max(SMALLEST_STREAM, len(stream)))
    count = len(padded) // SECTOR
    tables = next(n for n in range(1, SECTORS_IN_HEADER) if n * NUMBERS_IN_SECTOR >= count + 1 + n)
    chain = [*range(1, count), END_OF_CHAIN, END_OF_CHAIN, *[IS_TABLE] * tables]
    directory = _entry("Root Entry", 5, 1, END_OF_CHAIN, 0) + _entry(name, 2, NONE, 0, len(padded))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, count, 0, SMALLEST_STREAM, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    head += _numbers(range(count + 1, count + 1 + tables), SECTORS_IN_HEADER)
    return head + padded + _filled(directory, SECTOR) + _numbers(chain, tables * NUMBERS_IN_SECTOR)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(encoded), kind, 1, NONE, NONE, child)
    return _filled(encoded, 64) + links + bytes(36) + struct.pack("<IQ", start, size)


def _numbers(numbers: Iterable[int], count: int) -> bytes:
    told = list(numbers)
    return struct.pack(f"<{count}I", *told, *[NONE] * (count - len(told)))


def _filled(content: bytes, size: int) -> bytes:
    """Filled up with nothing to whole units of the size, or of a sector if that is smaller."""
    unit = min(size, SECTOR) if size >= SECTOR else size
    length = max(size, len(content))
    return content.ljust(-(-length // unit) * unit, b"\0")
