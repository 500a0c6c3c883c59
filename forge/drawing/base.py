"""What every drawer shares: where chance comes from, how much there is to report, and when figures fit.

A *line* is one printed row of figures from left to right. Unless the volume says otherwise no figure equals its left,
right, upper or lower neighbour, so that a shifted or transposed cell shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TypeVar

from forge.form import CellCode

# A draw that does not fit is drawn again. Most fit within ten tries; running out of these is a fault of the program.
MAX_ATTEMPTS = 5_000

# From one year to the next a figure stays within this factor, or, where the year before had few, below FEW times it:
# what jumps further is what the plausibility rules look for.
STEADY_FACTOR = 4
FEW = 20

Line = list[int]
T = TypeVar("T")


@dataclass(frozen=True)
class Volume:
    """How much an agency has to report: exclusive upper bounds of single figures; whether neighbours may coincide."""

    natural_person: int
    organisation: int
    zero_share: float
    decisions: int
    may_coincide: bool


BUSY = Volume(natural_person=24, organisation=10, zero_share=0.0, decisions=2_600, may_coincide=False)
QUIET = Volume(natural_person=6, organisation=3, zero_share=0.8, decisions=90, may_coincide=True)


@dataclass(frozen=True)
class PriorYear:
    """The figures of the year before, as far as they are plain integers."""

    cells: Mapping[CellCode, str]

    def number(self, table: str, row: str, column: str) -> int | None:
        """The figure in one cell, or None where it is not printed or is no integer."""
        text = self.cells.get(CellCode(table, row, column), "")
        return int(text) if text.removeprefix("-").isdecimal() else None


@dataclass(frozen=True)
class Draw:
    """What every draw of one report needs."""

    rng: Random
    volume: Volume
    prior: PriorYear

    def figure(self, limit: int) -> int:
        """One figure below ``limit``; zero as often as the volume asks for."""
        if self.rng.random() < self.volume.zero_share:
            return 0
        return self.rng.randrange(limit)

    def settles(self, lines: Sequence[Line], given: Sequence[Line] = ()) -> bool:
        """Whether the figures may stand next to each other.

        ``given`` lines come from the year before and cannot be redrawn: they are compared only up and down.
        """
        if self.volume.may_coincide:
            return True
        sideways = all(left != right for line in lines if line not in given for left, right in pairwise(line))
        return sideways and all(
            here != below for upper, lower in pairwise(lines) for here, below in zip(upper, lower, strict=True)
        )


def steady(figure: int, before: int | None) -> int:
    """A figure no further from the year before's than figures of one agency ordinarily are."""
    if before is None:
        return figure
    return max(-(-before // STEADY_FACTOR), min(figure, max(before, FEW) * STEADY_FACTOR))


def attempt(candidate: Callable[[], T], fits: Callable[[T], bool]) -> T:
    """The first candidate that fits.

    Raises:
        RuntimeError: none did in a reasonable number of attempts.
    """
    for _ in range(MAX_ATTEMPTS):
        drawn = candidate()
        if fits(drawn):
            return drawn
    raise RuntimeError("no consistent figures were found")
