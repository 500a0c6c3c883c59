"""Characters and the room they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Of ideographs that take a square a page has at least this share, unless its type is condensed ...
SQUARE_SHARE = 0.5
# ... and a box of other sides than these (width by height) is none.
LEAST_SQUARE, MOST_SQUARE = 0.9, 1.15
# Ideographs, and the radicals that fonts take some of them for.
IDEOGRAPH = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")


class Char(NamedTuple):
    """One printed character; ``y`` is its baseline, ``size`` the height of its line of type."""

    text: str
    left: float
    right: float
    y: float
    size: float


def squared(chars: Sequence[Char]) -> Sequence[Char]:
    """The same with a square for each ideograph.

    Of fonts that hold drawings (browsers write them) PDFium knows the ink of some characters only: 一 would be a line
    of no height and 目 stand apart from what is printed beside it.
    """
    odd: list[int] = []
    count = 0
    for number, (text, left, right, _, size) in enumerate(chars):
        if IDEOGRAPH.match(text):
            count += 1
            if not LEAST_SQUARE * size <= right - left <= MOST_SQUARE * size:
                odd.append(number)
    if not odd or len(odd) > (1 - SQUARE_SHARE) * count:
        return chars
    whole = list(chars)
    for number in odd:
        char = whole[number]
        size = max(char.size, char.right - char.left)
        beside = (size - (char.right - char.left)) / 2
        whole[number] = char._replace(left=char.left - beside, right=char.right + beside, size=size)
    return whole
