"""Section 4 printed as a table for each route, its name above the table instead of in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Cell, Row, Table
from ingest.forms import SIDE_BY_SIDE, column_order
from ingest.looks import LONGEST_LABEL, is_count, table_labels
from ingest.rows import is_route

# The results of one route and its figures, with a title and a blank row or two.
MOST_CELLS = 30


class Captioned(NamedTuple):
    """A table, and the lines right above and below it, empty where there is none."""

    table: Table
    above: str
    below: str


def with_routes(tables: Sequence[Captioned]) -> list[Table]:
    """The tables of a document, those of one route with its name as a row of headers.

    Only where each of them has a name of its own above it, and none below: there it might belong to the table before.
    """
    bare = [number for number, each in enumerate(tables) if _is_without_route(each.table)]
    names = [route_in(tables[number].above) for number in bare]
    found = [each.table for each in tables]
    if not bare or "" in names or len(set(names)) != len(names) or route_in(tables[bare[-1]].below):
        return found
    for number in bare:
        found[number] = _under(tables[number].table, tables[number].above)
    return found


def _is_without_route(table: Table) -> bool:
    """Whether a table prints all results of section 4 in a row of one width, and no route."""
    if len(table.texts) > MOST_CELLS:
        return False
    labels = [label for text in table.texts if text and not is_count(text) for label in table_labels(text).labels]
    here = [label for label in labels if label.table_code == SIDE_BY_SIDE]
    columns = {label.code for label in here if label.axis == "column"}
    is_bare = columns == set(column_order(SIDE_BY_SIDE)) and not any(map(is_route, here))
    return is_bare and len({row.width for row in table.rows}) == 1


@lru_cache(maxsize=4096)
def route_in(line: str) -> str:
    """The route that a line names and nothing else, else nothing."""
    labels = table_labels(line).labels if len(line) <= LONGEST_LABEL else ()
    return next((label.code for label in labels if label[:2] == (SIDE_BY_SIDE, "row")), "")


def _under(table: Table, name: str) -> Table:
    first = table.rows[0]
    number = first.number - 1
    heading = Cell(name, 0, first.width, number, first.cells[0].locator)
    return Table((Row(number, (heading,)), *table.rows), has_spans=True)
