"""The texts of a table with its figures left out: the same in every report printed on the same form.

What a table means never depends on what its figures are, so what was found out from a skeleton once holds for the next
table that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# What no reading of labels tells apart: a whole number or a decimal, and nothing beside it.
LONGEST_WHOLE_NUMBER = 15
FIGURE = re.compile(rf"-?[0-9]{{1,{LONGEST_WHOLE_NUMBER}}}(?:\.[0-9]{{1,6}})?")
# Tables with more cells than this are none of the form's, and would only push what is remembered of those out.
MOST_CELLS = 2000
SKELETONS_KEPT = 1024


class Skeleton:
    """The texts of the cells of a table in the order in which they start: None for a figure, all else as printed.

    It is asked for in every look-up of what was found out before, so its hash is made once.
    """

    __slots__ = ("_hash", "texts")

    def __init__(self, texts: tuple[str | None, ...]) -> None:
        """As ``skeletal`` gives them."""
        self.texts = texts
        self._hash = hash(texts)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Skeleton) and self.texts == other.texts)

    def __hash__(self) -> int:
        return self._hash


def skeleton_of(texts: Iterable[str]) -> Skeleton:
    """The skeleton of a table that has these texts; most figures are whole numbers."""
    return Skeleton(
        tuple(
            [
                None if text.isdigit() and text.isascii() and len(text) <= LONGEST_WHOLE_NUMBER else skeletal(text)
                for text in texts
            ]
        )
    )


@lru_cache(maxsize=65536)
def skeletal(text: str) -> str | None:
    """A text in a skeleton."""
    return None if FIGURE.fullmatch(text) else text
