"""Patterns that few documents need."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=128)
def late(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed.

    Python walks through a class of characters one by one when it compiles it: twenty thousand for the ideographs, a
    thousandth of a second, which a process that reads one report would spend on patterns that nothing in it asks for.
    """
    return re.compile(pattern)
