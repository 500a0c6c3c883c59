"""Which of several rows a repeated label names: the one whose total heads the block it stands in.

``其他情形数`` is a row below 行政复议数量 and again below 行政诉讼数量. A cell that spans the block decides, else the
last row above that was read with certainty. Where neither says which row is meant, none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.documents import Cell, Row
from ingest.forms import INDICATORS, read_seed
from ingest.labels import load_labels
from ingest.looks import is_value
from ingest.normalise import has_ideograph
from ingest.rows import RowName

NESTED_TABLE = INDICATORS
"""The table whose rows stand below each other as totals and parts, without numbers to tell them apart."""


@lru_cache(maxsize=1)
def parents() -> Mapping[str, str]:
    """Row code to the code of the row it is part of, for every row that is part of another."""
    above: dict[int, str] = {}
    found: dict[str, str] = {}
    for line in read_seed("legacy_form_lines"):
        level, code = int(line["level"]), line["row_code"]
        above = {depth: row for depth, row in above.items() if depth < level}
        parent = above[max(above)] if above else ""
        if code and parent:
            found[code] = parent
        above[level] = code
    return found


@lru_cache(maxsize=256)
def path_of(row_code: str) -> frozenset[str]:
    """A row and all rows it is part of."""
    path: list[str] = []
    while row_code and row_code not in path:
        path.append(row_code)
        row_code = parents().get(row_code, "")
    return frozenset(path)


@lru_cache(maxsize=4096)
def rows_named(text: str) -> frozenset[str]:
    """Every row of the nested table that a text can name, as a row or as the heading of a block."""
    labels = load_labels().match(text).labels
    return frozenset(label.code for label in labels if label[:2] in ((NESTED_TABLE, "row"), (NESTED_TABLE, "parent")))


def heads_parts(name: RowName, table: str) -> bool:
    """Whether a label can stand alone above its parts, without a figure of its own."""
    return table == NESTED_TABLE and name.code in parents().values()


@dataclass(slots=True)
class Nesting:
    """Where reading has come to: the last row that is certain with its totals, and the parts read below them."""

    path: frozenset[str] = frozenset()
    parts_read: set[str] = field(default_factory=set)

    def settle(self, row: Row, name: RowName) -> RowName | None:
        """The row a label names; None where it could be several, or where it repeats in its block."""
        spanning = self._spanning(row, name)
        candidates = rows_named(name.text) or frozenset((name.code,))
        if len(candidates) > 1:
            context = spanning or self.path
            candidates = frozenset(code for code in candidates if parents().get(code) in context)
            if len(candidates) != 1 or candidates <= self.parts_read:
                self.path = frozenset() if candidates else self.path
                return None
        self._enter(next(iter(candidates)))
        return name._replace(code=next(iter(candidates)))

    def contradicts(self, row: Row, name: RowName) -> bool:
        """Whether a cell that spans the row is the total of other rows than this."""
        spanning = self._spanning(row, name)
        return bool(spanning) and name.code in parents() and not spanning & path_of(name.code)

    def pass_over(self, cells: Sequence[Cell]) -> None:
        """A row without a known name: what it heads is unknown, so nothing below it belongs to the row above."""
        texts = [cell.text for cell in cells if has_ideograph(cell.text) and not is_value(cell.text)]
        if texts:
            named = rows_named(texts[-1])
            self._enter(next(iter(named)) if len(named) == 1 else "")

    def _enter(self, row_code: str) -> None:
        path = path_of(row_code)
        # Parts count as read until their total is left for another.
        if parents().get(row_code) not in self.path:
            self.parts_read.clear()
        self.parts_read.add(row_code)
        self.path = path

    @staticmethod
    def _spanning(row: Row, name: RowName) -> frozenset[str]:
        """Rows named by the cells to the left of the row's own name."""
        beside = (cell for cell in row.cells if cell != name.cell and cell.first_column < name.cell.first_column)
        return _union(rows_named(cell.text) for cell in beside if cell.text)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
