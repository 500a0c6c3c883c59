"""Memory that one document leaves is kept for the next."""

from __future__ import annotations

from functools import lru_cache

LARGEST_KEPT = 31 << 20
"""Bytes: just below the largest block that glibc takes for a measure of those to come."""


@lru_cache(maxsize=1)
def keep_freed_memory() -> None:
    """Let the C library keep what is freed, once in a process; call it before the first document.

    glibc gives a freed block of this size back to the system and from then on keeps all that are smaller. Before, it
    gave the text and the tree of every page back and took them again page by page: a quarter of the time of reading
    one that was pasted from a word processor. Other libraries only lend and take back a block that nobody touches.
    """
    bytearray(LARGEST_KEPT)
