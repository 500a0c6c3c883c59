"""File names as they were meant: archives made on Chinese Windows hold GBK and do not say so.

A name only ever becomes part of an address; nothing is written where it points.
"""

from __future__ import annotations

import os
from pathlib import PurePath, PurePosixPath

INNER = "!/"
"""Between an archive's address and the name of a member."""

README = "readme"
# What archivers of one system add for themselves.
SYSTEM_FOLDERS = frozenset(("__MACOSX",))


def decode_name(raw: bytes) -> str:
    """A name from its bytes: UTF-8 where it is valid, which other encodings of Chinese practically never are."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def address_of(path: PurePath) -> str:
    """A file's path as text that can be stored, whatever bytes its name has."""
    return decode_name(os.fsencode(path.as_posix()))


def is_passed_over(name: str) -> bool:
    """Hidden files and a folder's README, as in folders on disk."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
    return hidden or path.stem.lower() == README or not SYSTEM_FOLDERS.isdisjoint(path.parts)
