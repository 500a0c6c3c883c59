"""Which models need not be run because nothing can come of them: those that are empty when one of their parents is.

Most of the time of a check goes into planning statements, and most statements of a report in order have nothing to
do. That a model is empty whenever a parent is follows from its SQL; the proof is left to DuckDB's optimizer, which is
shown the model with the parent emptied and answers with a plan. What it does not prove is run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb

Plan = Mapping[str, Any]

# Operators that give nothing when their only child does. Grouping by nothing gives a row in any case, and has another name.
PASSING_ON = frozenset(
    ("PROJECTION", "FILTER", "ORDER_BY", "TOP_N", "WINDOW", "STREAMING_WINDOW", "UNNEST", "HASH_GROUP_BY",
     "PERFECT_HASH_GROUP_BY")
)  # fmt: skip
NEEDING_BOTH = ("INNER", "SEMI")
"""Kinds of joins that give nothing when either side does; a left join does when its left side does."""

# These group by nothing beside something.
GROUPING_SETS = re.compile(r"\b(?:rollup|cube|grouping\s+sets)\b", re.IGNORECASE)
# Values of which the optimizer knows nothing: neither their bounds nor whether they are null.
OPAQUE_ROWS = "range(1, 1000) as opaque (number)"


def opaque(columns: Sequence[tuple[str, str]], *, emptied: bool) -> str:
    """A query with these columns (name, type) of which the optimizer knows nothing, or that it is empty."""
    listed = ", ".join(f'cast(cast(number as varchar) as {kind}) as "{name}"' for name, kind in columns)
    return f"select {listed} from {OPAQUE_ROWS}" + (" where false" if emptied else "")


def gates(
    connection: duckdb.DuckDBPyConnection, sql: str, parents: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[str]:
    """Parents (relation -> columns) without whose rows the model is empty.

    The connection must have a view for every relation that the model names; those of the parents are replaced and
    put back.
    """
    if GROUPING_SETS.search(sql):
        return
    for parent, columns in parents.items():
        connection.execute(f"create or replace view {parent} as {opaque(columns, emptied=True)}")
        row = connection.execute(f"explain (format json) {sql}").fetchall()[-1]
        if _is_empty(json.loads(row[1])[0]):
            yield parent
        connection.execute(f"create or replace view {parent} as {opaque(columns, emptied=False)}")


def _is_empty(plan: Plan) -> bool:
    """Whether a physical plan can give no row; False where that is not certain."""
    name, children = plan["name"], plan["children"]
    if name == "EMPTY_RESULT":
        return True
    if name == "UNION":
        return all(map(_is_empty, children))
    if name.endswith("_JOIN") and len(children) == 2:
        kind = plan["extra_info"].get("Join Type")
        if kind in NEEDING_BOTH:
            return any(map(_is_empty, children))
        return kind == "LEFT" and _is_empty(children[0])
    return name in PASSING_ON and len(children) == 1 and _is_empty(children[0])
