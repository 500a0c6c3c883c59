"""Section 4: which route and which result of it each printed column is, by where headers stand and by their order."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ingest.forms import column_order, group_of, load_forms, row_order
from ingest.header import Header
from ingest.header_columns import HeaderCell
from ingest.labels import bare_key, label_key, load_labels


class Side(NamedTuple):
    """One column of a table whose rows are printed side by side: the row (route) it belongs to and its own code
    (result)."""

    row_code: str
    column_code: str
    row_text: str
    column_text: str


def side_by_position(header: Header) -> dict[int, Side] | None:
    """Route and result by grid column, where every header is whole and stands above its column.

    A table may print some of the routes only, the others in a table of their own; each route has all its results.
    Results that no route stands above (行政诉讼 undivided, a sum of all routes) are none of the form's.
    """
    routes = [h for h in header.cells if h.label and h.label.axis == "row"]
    if header.reading.is_doubled or not all(_stands_in_its_group(route, header) for route in routes):
        return None
    below = [(h, [r for r in routes if _stands_above(r, h)]) for h in header.reading.columns]
    lines = {h.cell.first_row for h, above in below if above}
    found: dict[int, Side] = {}
    for h, above in below:
        if not above:
            if h.cell.first_row in lines and _has_slid(h, routes, header):
                return None
            continue
        if len(above) != 1 or above[0].label is None or h.label is None or h.cell.end_column - h.cell.first_column != 1:
            return None
        found[h.cell.first_column] = Side(above[0].label.code, h.label.code, above[0].cell.text, h.cell.text)
    unknown = sides_unknown(header)
    printed = [side[:2] for side in found.values()] + [side[:2] for side in unknown.values()]
    return found if found and sorted(printed) == sorted(side[:2] for side in sides_named(header)) else None


def sides_unknown(header: Header) -> dict[int, Side]:
    """By grid column, the result that a header must be of which nothing is known: the only one of its route that is
    not printed, where it stands among the others."""
    found: dict[int, Side] = {}
    strangers = [h for h in header.cells if h.label is None and h.cell.end_column - h.cell.first_column == 1]
    for route in (h for h in header.cells if h.label and h.label.axis == "row"):
        known = [h for h in header.reading.columns if _stands_above(route, h)]
        lines, codes = {h.cell.first_row for h in known}, {h.code for h in known}
        beside = [h for h in strangers if _stands_above(route, h) and h.cell.first_row in lines]
        missing = [code for code in column_order(header.table_code) if code not in codes]
        if route.label and len(beside) == len(missing) == 1:
            found[beside[0].cell.first_column] = Side(
                route.label.code, missing[0], route.cell.text, beside[0].cell.text
            )
    return found


def _has_slid(result: HeaderCell, routes: list[HeaderCell], header: Header) -> bool:
    """Whether a result beside those of routes has lost its own.

    A sum of all routes has its header above those of their results, and a group is divided into routes or it is not.
    """
    groups = [g.label.code for g in _groups_above(result, header) if g.label]
    divided = {group_of(header.table_code).get(route.label.code, "") for route in routes if route.label}
    return not groups or not divided.isdisjoint(groups)


def _groups_above(lower: HeaderCell, header: Header) -> list[HeaderCell]:
    return [h for h in header.cells if h.label and h.label.axis == "group" and _stands_above(h, lower)]


def _stands_in_its_group(route: HeaderCell, header: Header) -> bool:
    """Whether a route stands below the common heading of its group, where that is printed; else a header has slid."""
    group = group_of(header.table_code).get(route.label.code, "") if route.label else ""
    is_printed = any(h.label and h.label[1:] == ("group", group) for h in header.cells)
    return not is_printed or any(h.label and h.label.code == group for h in _groups_above(route, header))


def columns_without_route(header: Header) -> dict[int, str]:
    """The grid columns of results that no route stands above, and what does: a common heading, or nothing but they."""
    upper = [h for h in header.cells if h.label and h.label.axis in ("row", "group")]
    found: dict[int, str] = {}
    for h in header.cells:
        above = [r for r in upper if _stands_above(r, h)] if h.label and h.label.axis == "column" else []
        if h.label and h.label.axis == "column" and not any(r.label and r.label.axis == "row" for r in above):
            name = above[0].cell.text if above else h.cell.text
            found.update(dict.fromkeys(range(h.cell.first_column, h.cell.end_column), name))
    return found


def _stands_above(upper: HeaderCell, lower: HeaderCell) -> bool:
    return upper.cell.first_column <= lower.cell.first_column and lower.cell.end_column <= upper.cell.end_column


def side_in_order(header: Header) -> tuple[Side, ...] | None:
    """The form's own sequence of routes and results, if the headers read in order agree with it, cut labels
    included."""
    sides = sides_named(header)
    routes = [h for h in header.cells if h.label and h.label.axis == "row"]
    if not sides or [h.label.code for h in routes if h.label] != list(dict.fromkeys(side.row_code for side in sides)):
        return None
    if not _groups_stand_in_order(header):
        return None
    columns = [h for h in header.cells if h.label is None or h.label.axis == "column"]
    texts = [h.cell.text for h in columns]
    labels = {c.code: c.label for c in load_forms().columns if c.table_code == header.table_code}
    whole = "".join(label_key(labels[side.column_code]) for side in sides)
    agree = len(texts) == len(sides) and all(
        (h.label is not None and h.label.code == side.column_code)
        or _can_be(h.cell.text, side.column_code, labels[side.column_code], header.table_code)
        for h, side in zip(columns, sides, strict=True)
    )
    if not agree and "".join(label_key(text) for text in texts) != whole:
        return None
    printed = {h.label.code: h.cell.text for h in routes if h.label}
    headers = texts if agree else [labels[side.column_code] for side in sides]
    return tuple(
        Side(s.row_code, s.column_code, printed[s.row_code], text) for s, text in zip(sides, headers, strict=True)
    )


def _groups_stand_in_order(header: Header) -> bool:
    """Whether no common heading (行政诉讼) is printed before a route that the form prints before those below it."""
    order, groups = row_order(header.table_code), group_of(header.table_code)
    names = [h.label.code for h in header.cells if h.label and h.label.axis in ("row", "group")]
    for place, group in enumerate(names):
        members = [order[row] for row, of in groups.items() if of == group]
        if members and any(
            groups.get(row) != group and order[row] < min(members) for row in names[place:] if row in order
        ):
            return False
    return True


def sides_named(header: Header) -> tuple[Side, ...]:
    """All results of the routes that a header names, in the order of the form."""
    routes = {h.label.code for h in header.cells if h.label and h.label.axis == "row"}
    return tuple(side for side in sides_of_form(header.table_code) if side.row_code in routes)


@lru_cache(maxsize=8)
def sides_of_form(table_code: str) -> tuple[Side, ...]:
    """Every row and column of a table in the order the form prints them side by side."""
    return tuple(Side(row, column, "", "") for row in row_order(table_code) for column in column_order(table_code))


def _can_be(text: str, code: str, label: str, table_code: str) -> bool:
    """Whether a printed header can stand for a column: its label, a variant, a near miss, or its beginning or end."""
    index = load_labels()
    known = [found for found in index.match(text).labels if (found.table_code, found.axis) == (table_code, "column")]
    known = known or list(index.match_fuzzy(text, table_code).labels)
    if any(found.code == code for found in known):
        return True
    key, wordings = bare_key(text), {label_key(label), *_wordings(table_code, code)}
    return bool(key) and key not in wordings and any(full.startswith(key) or full.endswith(key) for full in wordings)


@lru_cache(maxsize=64)
def _wordings(table_code: str, code: str) -> frozenset[str]:
    """What a column's header is known to be printed as."""
    known = load_labels().keys_by_table.get(table_code, ())
    return frozenset(key for key, label in known if label[1:] == ("column", code))
