"""Where the cells of a table stand, apart from what they hold: the same for every report printed on the same form."""

from __future__ import annotations

from functools import lru_cache

Place = tuple[int, int, int]
"""Of one cell: first grid column, the column behind its last, and the number of the row it starts in."""

# Different tables that are remembered: far more than the forms and templates that reports are printed on.
LAYOUTS_KEPT = 4096


class Layout:
    """The places of cells in the order in which they start, and for each row its number and the cells covering it.

    Layouts compare by identity; ``layout_of`` gives equal layouts the same one as long as it is remembered.
    """

    __slots__ = ("_own", "places", "rows")

    def __init__(self, places: tuple[Place, ...], rows: tuple[tuple[int, tuple[int, ...]], ...]) -> None:
        """Cells are numbered as in ``places``."""
        self.places, self.rows = places, rows
        self._own: dict[int, tuple[int, ...]] = {}

    def own(self, index: int) -> tuple[int, ...]:
        """The cells that start in a row."""
        if index not in self._own:
            number, covering = self.rows[index]
            self._own[index] = tuple([n for n in covering if self.places[n][2] == number])
        return self._own[index]


@lru_cache(maxsize=LAYOUTS_KEPT)
def layout_of(places: tuple[Place, ...], rows: tuple[tuple[int, tuple[int, ...]], ...]) -> Layout:
    """The layout with these places and rows."""
    return Layout(places, rows)
