"""Lines of nothing but a wide space among bare lines: blank cells, where the rows around them prove it.

Programs that take the text out of pages print a cell a line, and for a cell that holds a space which must not be
broken that space. Such a line may be a blank paragraph as well: below a label, behind a figure, under a table. So they
count as cells only where all rows below the same headers are as long with them, and behind the last figure of those
rows not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from statistics import multimode

from ingest.bare_items import FIGURES, WIDE, Item
from ingest.forms import longest_row

# So many names without a figure are headers.
FEWEST_HEADERS = 2
# Rows that are alike by chance are fewer.
FEWEST_ALIKE = 3


@dataclass(slots=True)
class _Row:
    """How many names stand before the figures of a row, and where its figures and wide lines are among the items."""

    names: int = 0
    places: list[int] = field(default_factory=list)


def with_blanks(items: Sequence[Item]) -> list[Item]:
    """The items, lines of a wide space as blank values where they are proved to be cells, else as marks."""
    if not any(item.kind == WIDE for item in items):
        return list(items)
    blanks: set[int] = set()
    is_proved, has_failed = False, False
    for rows in _groups(items):
        found = _blanks_of(rows, items)
        is_proved = is_proved or (bool(found) and len(rows) >= FEWEST_ALIKE)
        has_failed = has_failed or found is None
        blanks |= found or set()
    told = blanks if is_proved and not has_failed else set()
    return [_told(item, number in told) for number, item in enumerate(items)]


def _told(item: Item, is_blank: bool) -> Item:
    if item.kind != WIDE:
        return item
    return item._replace(kind="value", text="") if is_blank else item._replace(kind="mark")


def _blanks_of(rows: Sequence[_Row], items: Sequence[Item]) -> set[int] | None:
    """The wide lines that are cells of the rows below the same headers; None where the rows are not alike."""
    wide = {place for row in rows for place in row.places if items[place].kind == WIDE}
    if not wide:
        return set()
    *above, last = [row.places for row in rows]
    usual = multimode(map(len, above or [last]))[0]
    figures = len(last) - sum(1 for _ in takewhile(wide.__contains__, reversed(last)))
    is_alike = {len(places) for places in above} <= {usual} and figures <= usual
    # More than any table has: the lines stand between the cells.
    if above and (not is_alike or usual > longest_row() or figures == len(last) < usual):
        return None
    # What ends the last row may be blank paragraphs below the table.
    return wide & {place for places in (*above, last[:figures]) for place in places}


def _groups(items: Sequence[Item]) -> Iterator[list[_Row]]:
    """The rows that have figures, those below the same headers together."""
    rows: list[_Row] = []
    for row in _rows(items):
        if row is None or row.names > FEWEST_HEADERS or (not row.places and row.names == FEWEST_HEADERS):
            if rows:
                yield rows
            rows = []
        if row is not None and row.places and row.names:
            rows.append(row)
    if rows:
        yield rows


def _rows(items: Sequence[Item]) -> Iterator[_Row | None]:
    """Names with the figures behind them; None where prose parts two tables."""
    row = _Row()
    for number, item in enumerate(items):
        if item.kind in (WIDE, *FIGURES):
            row.places.append(number)
        elif item.kind == "prose":
            yield row
            yield None
            row = _Row()
        elif item.kind != "mark":
            if row.places:
                yield row
                row = _Row()
            row.names += 1
    yield row
