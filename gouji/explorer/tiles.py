"""The provinces as tiles, each about where it lies (``tiles.csv``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TILES = Path(__file__).with_name("tiles.csv")
# Steps of the scale of the map; the style sheet has a colour for each.
STEPS = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A province, the column and row of its tile from 1, and its short names."""

    province_name: str
    short_zh: str
    short_en: str
    column: int
    row: int


@lru_cache(maxsize=1)
def tiles() -> tuple[Tile, ...]:
    """Every tile, from north to south."""
    with TILES.open(encoding="utf-8", newline="") as file:
        read = (
            Tile(row["province_name"], row["short_zh"], row["short_en"], int(row["column"]), int(row["row"]))
            for row in csv.DictReader(file)
        )
        return tuple(sorted(read, key=lambda tile: (tile.row, tile.column)))


def step(count: int, largest: int) -> int:
    """0 for none, else 1 to :data:`STEPS` by the share of the largest."""
    return -(-count * STEPS // max(largest, count, 1))
