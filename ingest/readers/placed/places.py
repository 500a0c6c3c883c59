"""Which column the figures of each page stand in, where places and order do not contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.forms import complete_sets
from ingest.looks import table_labels
from ingest.readers.placed.columns import Headers, Span, heads_others, in_certain_order, spans_of
from ingest.readers.placed.labels import FigureRow, Label
from ingest.readers.placed.words import PageLine, Word

# Labels that begin this near (points, or characters) begin alike on two pages.
SAME_EDGE = 1.0


class Group(NamedTuple):
    """Rows below one header; ``loose`` are the lines above each row that are no part of a label."""

    rows: Sequence[FigureRow]
    labels: Sequence[Label | None]
    loose: Sequence[Sequence[PageLine]]


Places = Mapping[Span, int]
"""Which column the figures of an interval belong to."""


def places_by_page(group: Group, headers: Headers) -> Mapping[int, Places]:
    """For each page where it is certain, which column each interval of figures is; nothing for a page where places and
    order contradict each other."""
    columns = headers.columns
    if columns is None:
        return {}
    found: dict[int, Places] = {}
    first = group.rows[0].line.page
    for page, members in groupby(group.rows, key=lambda row: row.line.page):
        rows = list(members)
        spans = spans_of(rows)
        under = [[n for n, column in enumerate(columns) if span.overlaps(column.span)] for span in spans]
        in_order = dict(zip(spans, range(len(columns)), strict=False))
        is_whole = len(spans) == len(columns) and any(len(row.figures) == len(columns) for row in rows)
        is_placed = page == first or _begin_alike(group, first, page)
        if is_placed and all(len(place) == 1 for place in under) and len({place[0] for place in under}) == len(under):
            found[page] = {span: place[0] for span, place in zip(spans, under, strict=True)}
        elif is_whole and not (is_placed and any(set(place) - {n} for n, place in enumerate(under))):
            found[page] = in_order
        elif is_placed and any(set(place) - {n} for n, place in enumerate(under)):
            found[page] = {}
    return found


def _begin_alike(group: Group, first: int, page: int) -> bool:
    """Whether labels of two pages begin in the same place, as they do where a table goes on in the same width."""
    edges = [
        [row.words[-1].left for row in group.rows if row.line.page == number and row.words] for number in (first, page)
    ]
    return any(abs(edge - other) < SAME_EDGE for edge in edges[0] for other in edges[1])


def tells_columns(headers: Headers, rows: Sequence[FigureRow]) -> bool:
    """Whether the columns are surely all there are: no row has more figures, and what stands left of them heads the
    labels; it may be the header of a column, not understood."""
    if headers.columns and any(len(row.figures) > len(headers.columns) for row in rows):
        return False
    if headers.columns and not in_certain_order(headers.columns):
        return False
    if not headers.beside or heads_others(headers.beside):
        return True
    codes: dict[str, set[str]] = {}
    for column in headers.columns or ():
        for label in table_labels(column.text).labels:
            if label.axis == "column":
                codes.setdefault(label.table_code, set()).add(label.code)
    return any(frozenset(found) in complete_sets(table) for table, found in codes.items())


def placed(figures: Sequence[Word], places: Places | None, columns: int) -> list[str] | None:
    """Figures by column, blanks where a column has none in this row; None where that is not certain."""
    if places is not None and not places:
        return None
    if places is not None:
        where = [[n for span, n in places.items() if word.overlaps(*span)] for word in figures]
        if all(len(place) == 1 for place in where) and len({place[0] for place in where}) == len(where):
            held = {place[0]: word.text for place, word in zip(where, figures, strict=True)}
            return [held.get(n, "") for n in range(columns)]
    return [word.text for word in figures] if columns and len(figures) == columns else None
