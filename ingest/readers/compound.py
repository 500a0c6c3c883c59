"""The directory of an OLE compound file: which streams it has, and where each begins."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

HEADER_SIZE = 512
ENTRY_SIZE = 128
LAST_SECTOR_NUMBER = 0xFFFFFFFA
SECTORS_IN_HEADER = 109
# Below this size a stream lies in a store of its own, elsewhere; the streams looked into never are.
SMALL_STREAM = 4096


@dataclass(frozen=True, slots=True)
class CompoundFile:
    """Streams by name, in capitals, with their first bytes (none for small streams)."""

    streams: dict[str, bytes]

    def __contains__(self, name: str) -> bool:
        return name.upper() in self.streams


def read_compound(content: bytes) -> CompoundFile:
    """Read the directory.

    Raises:
        ValueError, IndexError, struct.error: the file is cut short or put together wrongly.
    """
    if len(content) < HEADER_SIZE:
        raise ValueError("shorter than its header")
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise ValueError(f"sectors of 2**{shift} bytes")
    size = 1 << shift
    table = _allocation_table(content, size)
    streams: dict[str, bytes] = {}
    for sector in _chain(struct.unpack_from("<I", content, 48)[0], table):
        for at in range(size + sector * size, size + sector * size + size, ENTRY_SIZE):
            entry = content[at : at + ENTRY_SIZE]
            if len(entry) == ENTRY_SIZE and entry[66] == 2:
                name, start = _name(entry), struct.unpack_from("<I", entry, 116)[0]
                is_small = struct.unpack_from("<I", entry, 120)[0] < SMALL_STREAM
                streams[name] = b"" if is_small else content[(start + 1) * size : (start + 2) * size]
    return CompoundFile(streams)


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace").upper()


def _allocation_table(content: bytes, size: int) -> list[int]:
    """The successor of every sector."""
    numbers = list(struct.unpack_from(f"<{SECTORS_IN_HEADER}I", content, 76))
    further, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // size)):
        if further >= LAST_SECTOR_NUMBER:
            break
        *more, further = struct.unpack_from(f"<{size // 4}I", content, (further + 1) * size)
        numbers.extend(more)
    table: list[int] = []
    for number in numbers:
        start = (number + 1) * size
        if number < LAST_SECTOR_NUMBER and start + size <= len(content):
            table.extend(struct.unpack_from(f"<{size // 4}I", content, start))
    return table


def _chain(first: int, table: list[int]) -> Iterator[int]:
    seen: set[int] = set()
    sector = first
    while sector < len(table) and sector not in seen:
        seen.add(sector)
        yield sector
        sector = table[sector]
