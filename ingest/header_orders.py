"""Every order in which the headers of sections 3 and 4 could stand, as the form divides them into groups, and the one
in which headers are read where they stand as in the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from ingest.forms import (
    INDICATORS,
    SIDE_BY_SIDE,
    column_order,
    column_sequences,
    group_members,
    group_of,
    row_order,
)
from ingest.labels import Label

REQUESTS = "requests"
APPLICANTS = Label(REQUESTS, "heading", "applicants")
NOTE = Label(REQUESTS, "heading", "balance_note")
ORGANISATIONS = Label(REQUESTS, "heading", "organisations")
LITIGATION = Label(SIDE_BY_SIDE, "group", "litigation")


class Header(NamedTuple):
    """One header: its place from left to right, where what stands above several has the middle of theirs."""

    label: Label
    place: float


@lru_cache(maxsize=8)
def as_read(table: str) -> Mapping[tuple[Label, ...], tuple[str, ...]]:
    """The headers of a table, or of one of its items, as they are read where they stand as in the form, and the columns
    from left to right: with a group above its columns or without, for each vintage.

    Empty for the tables whose headers are read otherwise.
    """
    if table in (INDICATORS, SIDE_BY_SIDE):
        return {}
    members = group_members(table)
    found: dict[tuple[Label, ...], tuple[str, ...]] = {}
    for codes in column_sequences(table):
        columns = [Label(table, "column", code) for code in codes]
        inside = [column for column in columns if column.code in members]
        outside = [column for column in columns if column.code not in members]
        found[tuple(columns)] = codes
        if inside:
            found[(outside[0], ORGANISATIONS, *outside[1:], *inside)] = codes
    return found


@lru_cache(maxsize=8)
def arrangements(table: str) -> tuple[tuple[Header, ...], ...]:
    """Every order in which the columns of a table could stand, the form's first; headers in the order of the form."""
    columns = column_order(table)
    if table == REQUESTS:
        members = tuple(code for code in columns if code in group_members(table))
        outer = [code for code in columns if code not in members]
        blocks: list[tuple[str, ...]] = [(outer[0],), members, (outer[1],)]
        orders = (
            [code for block in places for code in (inner if block == members else block)]
            for places in permutations(blocks)
            for inner in permutations(members)
        )
        return tuple(map(_requests, orders))
    routes = list(row_order(table))
    plain = dict.fromkeys(routes, columns)
    alike = (dict.fromkeys(routes, inner) for inner in permutations(columns))
    single = ({**plain, route: inner} for route in routes for inner in permutations(columns))
    results = list({tuple(each.items()): each for each in (plain, *alike, *single)}.values())
    return tuple(_sides(order, each) for each in results for order in _route_orders(routes))


def _route_orders(routes: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Orders of the routes that keep those of 行政诉讼 beside each other."""
    groups = group_of(SIDE_BY_SIDE)
    for order in permutations(routes):
        inside = [n for n, route in enumerate(order) if groups[route]]
        if inside[-1] - inside[0] == len(inside) - 1:
            yield order


def _requests(order: Sequence[str]) -> tuple[Header, ...]:
    places = {code: float(place) for place, code in enumerate(order, start=1)}
    inside = [places[code] for code in group_members(REQUESTS)]
    form = column_order(REQUESTS)
    columns = [Header(Label(REQUESTS, "column", code), places[code]) for code in form]
    group = Header(ORGANISATIONS, _middle(inside))
    return (Header(NOTE, -1.0), Header(APPLICANTS, 0.5), columns[0], group, *columns[1:])


def _sides(order: Sequence[str], results: dict[str, tuple[str, ...]]) -> tuple[Header, ...]:
    """Headers as the form prints them: routes, the results of the first, the routes of 行政诉讼, their results."""
    columns = [(route, code) for route in order for code in results[route]]
    places = {column: float(place) for place, column in enumerate(columns, start=1)}
    above = {route: _middle([place for (of, _), place in places.items() if of == route]) for route in order}
    first, *divided = sorted(order, key=list(row_order(SIDE_BY_SIDE)).index)
    group = Header(LITIGATION, _middle([above[route] for route in divided]))

    def below(route: str) -> list[Header]:
        codes = column_order(SIDE_BY_SIDE)
        return [Header(Label(SIDE_BY_SIDE, "column", code), places[route, code]) for code in codes]

    def route_header(route: str) -> Header:
        return Header(Label(SIDE_BY_SIDE, "row", route), above[route])

    results_below = [header for route in divided for header in below(route)]
    return (route_header(first), group, *below(first), *map(route_header, divided), *results_below)


def _middle(places: Sequence[float]) -> float:
    # A little beside the middle: at the middle itself stands a column.
    return (min(places) + max(places)) / 2 + 0.25
