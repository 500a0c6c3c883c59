"""How names are read aloud: pinyin in full and by initials, for the search.

A character alone is often read otherwise than in a word (重 in 重庆), so names are read by words: first the
region a name begins with, then the rest. Both repeat over and over, which makes reading a hundred
thousand names a matter of a second.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

# Enough for every region of the country and every usual name of a department.
READINGS_KEPT = 65_536
# The longest name of a region (积石山保安族东乡族撒拉族自治县) has 15 characters.
LONGEST_REGION = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """``langzhongshi`` and ``lzs``."""

    pinyin: str
    initials: str


@lru_cache(maxsize=READINGS_KEPT)
def read_part(part: str) -> tuple[str, ...]:
    """The syllables of one part of a name; what has no reading stays as it is."""
    from pypinyin import lazy_pinyin

    return tuple(syllable.lower() for syllable in lazy_pinyin(part))


def read_name(name: str, regions: Collection[str]) -> Reading:
    """The reading of an agency's name."""
    syllables: list[str] = []
    rest = name
    while (region := _region_at_the_start(rest, regions)) is not None:
        syllables += read_part(region)
        rest = rest[len(region) :]
    syllables += read_part(rest) if rest else ()
    return Reading("".join(syllables), "".join(syllable[:1] for syllable in syllables))


def _region_at_the_start(name: str, regions: Collection[str]) -> str | None:
    lengths = range(min(len(name), LONGEST_REGION), 1, -1)
    return next((name[:length] for length in lengths if name[:length] in regions), None)
