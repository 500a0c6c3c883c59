"""One page as any format prints it: characters with their places and the lines ruled on it.

All places are in points, ``x`` to the right and ``y`` downwards, as the page is displayed.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.documents import OBJECT_MARK
from ingest.readers.paged.chars import Char
from ingest.readers.paged.rulings import Ruling

LEFT_OUT = OBJECT_MARK
"""Where something is printed that the format's library passes over (a lone ideograph, or a lone space), or that is off
the page."""
JOINTS = "\x02\u00ad\u200b\ufeff\ufffe"
MIDDLE = 0.3
"""Half the height of an ideograph above its baseline, as a share of the type size: what cells are told by."""
CUT_SHARE = 0.1
"""The share of its size that an edge may take from a character: side bearing, not ink."""
LEVEL_SHARE = 0.2
"""Of a page's characters: where fewer are level, the page itself is crooked, and nothing is stamped over it."""


class Area(NamedTuple):
    """Where a picture stands, or a drawing that is neither a line nor a box."""

    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """One page; ``has_image`` and ``has_hidden_text`` are what tells a scan.

    ``drawings`` may be figures: a picture of one, or its outline.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rulings: tuple[Ruling, ...]
    has_image: bool
    has_hidden_text: bool
    drawings: tuple[Area, ...] = ()


def printed(character: str) -> str:
    """A character as it is kept; nothing for white space, which gaps tell better, and for joints."""
    return "" if character.isspace() or character in JOINTS else character


def is_on(char: Char, width: float) -> bool:
    """Whether a character is on the page, but for what type may stand out over its room."""
    reach = CUT_SHARE * char.size
    return -reach <= char.left and char.right <= width + reach
