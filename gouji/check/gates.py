"""Which models need not be run because nothing can come of them: those that are empty when one of their parents is.

Most of the time of a check goes into planning statements, and most statements of a report in order have nothing to
do. That a model is empty whenever a parent is follows from its SQL; the proof is left to DuckDB's optimizer, which is
shown the model with the parent emptied and answers with a plan. What it does not prove is run.

A model may also name steps of its own that seldom have rows, as ``meta: {usually_empty: [...]}`` in its yml. They are
asked for first; that nothing comes of the model without any of them is proved in the same way, or no bundle is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

Plan = Mapping[str, Any]
Columns = Sequence[tuple[str, str]]
"""Name and type."""

# Operators that give nothing when their only child does. Grouping by nothing always gives a row; it has another name.
PASSING_ON = frozenset(
    ("PROJECTION", "FILTER", "ORDER_BY", "TOP_N", "WINDOW", "STREAMING_WINDOW", "UNNEST", "HASH_GROUP_BY",
     "PERFECT_HASH_GROUP_BY")
)  # fmt: skip
DECIDING_SIDES: Mapping[str, tuple[int, ...]] = {
    "INNER": (0, 1), "SEMI": (0, 1), "RIGHT_SEMI": (0, 1),
    "LEFT": (0,), "ANTI": (0,), "MARK": (0,), "SINGLE": (0,), "RIGHT": (1,),
}  # fmt: skip
"""Kind of join -> the sides of which either, being empty, leaves it empty."""

# These group by nothing beside something.
GROUPING_SETS = re.compile(r"\b(?:rollup|cube|grouping\s+sets)\b", re.IGNORECASE)
# Values of which the optimizer knows nothing: neither bounds, nor whether they are null, nor what one column has to do
# with another. (Were two columns one expression, `a = 'x' and b = 'y'` would be a contradiction.)
OPAQUE_ROWS = "range(1, 1000) as opaque (number)"


def opaque(columns: Columns, *, emptied: bool) -> str:
    """A query with these columns (name, type) of which the optimizer knows nothing, or that it is empty."""
    listed = ", ".join(
        f'cast(cast(hash(number, {ordinal}) as varchar) as {kind}) as "{name}"'
        for ordinal, (name, kind) in enumerate(columns)
    )
    return f"select {listed} from {OPAQUE_ROWS}" + (" where false" if emptied else "")


def gates(connection: duckdb.DuckDBPyConnection, sql: str, parents: Mapping[str, Columns]) -> Iterator[tuple[str, ...]]:
    """Sets of parents (relation -> columns) without whose rows, all of a set together, the model is empty.

    Tried are each parent alone and, where none will do, all of them. The connection must have a view for every
    relation that the model names; those of the parents are replaced and put back.
    """
    if GROUPING_SETS.search(sql) or not parents:
        return
    alone = [(parent,) for parent in parents if _is_empty_without(connection, sql, {parent: parents[parent]})]
    if alone:
        yield from alone
    elif len(parents) > 1 and _is_empty_without(connection, sql, parents):
        yield tuple(parents)


def _is_empty_without(connection: duckdb.DuckDBPyConnection, sql: str, parents: Mapping[str, Columns]) -> bool:
    for parent, columns in parents.items():
        connection.execute(f"create or replace view {parent} as {opaque(columns, emptied=True)}")
    proved = is_empty(connection, sql)
    for parent, columns in parents.items():
        connection.execute(f"create or replace view {parent} as {opaque(columns, emptied=False)}")
    return proved


def is_empty(connection: duckdb.DuckDBPyConnection, sql: str) -> bool:
    """Whether the optimizer proves that a query gives no row; the connection must have what the query names."""
    if GROUPING_SETS.search(sql):
        return False
    row = connection.execute(f"explain (format json) {sql}").fetchall()[-1]
    return _is_empty(json.loads(row[1])[0], frozenset())


def _is_empty(plan: Plan, empty_parts: frozenset[str]) -> bool:
    """Whether a physical plan can give no row; False where that is not certain. ``empty_parts`` are CTEs."""
    name, children, notes = plan["name"], plan["children"], plan["extra_info"]
    if name == "EMPTY_RESULT":
        return True
    if name == "CTE_SCAN":
        return notes.get("CTE Index") in empty_parts
    if name == "CTE":
        part, body = children
        return _is_empty(body, empty_parts | ({notes["Table Index"]} if _is_empty(part, empty_parts) else set()))
    if name == "UNION":
        return all(_is_empty(child, empty_parts) for child in children)
    if name == "CROSS_PRODUCT":
        return any(_is_empty(child, empty_parts) for child in children)
    if name.endswith("_JOIN") and len(children) == 2:
        return any(_is_empty(children[side], empty_parts) for side in DECIDING_SIDES.get(notes.get("Join Type"), ()))
    return name in PASSING_ON and len(children) == 1 and _is_empty(children[0], empty_parts)
