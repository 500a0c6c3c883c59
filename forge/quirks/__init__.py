"""The habits of publishers by name, all in one table."""

from __future__ import annotations

from collections.abc import Mapping

from forge.quirks.base import Quirk
from forge.quirks.characters import CHARACTER_QUIRKS
from forge.quirks.figures import FIGURE_QUIRKS
from forge.quirks.labels import LABEL_QUIRKS
from forge.quirks.page import PAGE_QUIRKS
from forge.quirks.shape import SHAPE_QUIRKS

__all__ = ["QUIRKS", "Quirk", "find_quirk"]

QUIRKS: Mapping[str, Quirk] = {
    quirk.name: quirk for quirk in (*FIGURE_QUIRKS, *LABEL_QUIRKS, *SHAPE_QUIRKS, *PAGE_QUIRKS, *CHARACTER_QUIRKS)
}


def find_quirk(quirk: Quirk | str) -> Quirk:
    """The quirk of that name, or the quirk itself.

    Raises:
        ValueError: there is none of that name.
    """
    if isinstance(quirk, Quirk):
        return quirk
    if quirk not in QUIRKS:
        raise ValueError(f"unknown quirk {quirk!r}; there are {', '.join(QUIRKS)}")
    return QUIRKS[quirk]
