"""The steps of a query, its common table expressions, as DuckDB parses them.

Steps that no report can change are made when the bundle is, and read from it: most are short, but each would be
planned again at every check. And a step that seldom has rows, without which nothing comes of the query, can be asked
first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

import duckdb

from ingest.records import record

Tree = dict[str, Any]

# What a session sets may differ from one check to the next, though DuckDB counts it among what never changes.
OF_A_SESSION = frozenset(("getvariable", "current_setting", "current_localtimestamp", "current_localtime"))


# A step as the models write it: the parenthesis that closes it stands at the beginning of a line.
STEP = re.compile(r"^(?:with )?(?P<name>\w+) as \(\n(?P<body>.*?)^\)", re.MULTILINE | re.DOTALL)


@record
class Query:
    """A query that can be taken apart. Its text is only cut: printed from what was parsed, joins may come out wrong."""

    sql: str
    parsed: Mapping[str, Tree]
    """Step -> how DuckDB understands it, in the order written; empty where the text is laid out in another way."""

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, sql: str) -> Query:
        """Take a query apart; ``connection`` parses it."""
        entries = _parsed(connection, sql)["statements"][0]["node"]["cte_map"]["map"]
        parsed = {entry["key"]: entry["value"]["query"]["node"] for entry in entries}
        laid_out = [step["name"] for step in STEP.finditer(sql)]
        return cls(sql, parsed if laid_out == list(parsed) else {})

    def fixed(self, catalogue: str, unstable: Set[str]) -> tuple[str, ...]:
        """The steps that read nothing but tables of a catalogue and one another, and do more than read one.

        ``unstable`` are functions that may say another thing at another time.
        """
        found: dict[str, bool] = {}
        for name, node in self.parsed.items():
            if _is_fixed(node, catalogue, found.keys(), unstable):
                found[name] = not _only_reads(node)
        return tuple(name for name, is_worth_keeping in found.items() if is_worth_keeping)

    def asking(self, step: str) -> str:
        """A query for a step alone."""
        return f"{self._until(step)}\nselect * from {step}"

    def asking_for_any(self, steps: Sequence[str]) -> str:
        """A query that has a row if any of the steps has one."""
        last = max(steps, key=list(self.parsed).index)
        parts = " union all ".join(f"(select 1 from {step} limit 1)" for step in steps)
        return f"{self._until(last)}\nselect 1 from ({parts}) as asked limit 1"

    def reading(self, step: str, table: str) -> Query:
        """The query with a step read from a table."""
        return self._with_body(step, lambda _: f"    select * from {table}\n")

    def without(self, steps: Sequence[str]) -> Query:
        """The query with these steps emptied."""
        query = self
        for step in steps:
            query = query._with_body(step, lambda body: f"select * from (\n{body}) as emptied where false\n")
        return query

    def _until(self, last: str) -> str:
        return self.sql[: next(step.end() for step in STEP.finditer(self.sql) if step["name"] == last)]

    def _with_body(self, name: str, changed: Callable[[str], str]) -> Query:
        step = next(step for step in STEP.finditer(self.sql) if step["name"] == name)
        sql = self.sql[: step.start("body")] + changed(step["body"]) + self.sql[step.end("body") :]
        return replace(self, sql=sql)


def _parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Tree:
    row = connection.execute("select json_serialize_sql(?)", [sql]).fetchone()
    tree: Tree = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        raise duckdb.ParserException(f"{tree.get('error_message')}: {sql}")
    return tree


def _nodes(tree: object) -> Iterator[Tree]:
    if isinstance(tree, dict):
        yield tree
        for part in tree.values():
            yield from _nodes(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from _nodes(part)


def unstable_functions(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Functions that may say another thing at another time."""
    query = "select distinct function_name from duckdb_functions() where stability <> 'CONSISTENT'"
    return frozenset(row[0] for row in connection.execute(query).fetchall()) | OF_A_SESSION


def _is_fixed(step: Tree, catalogue: str, known: Set[str], unstable: Set[str]) -> bool:
    """Whether every table is of the catalogue or a known step, and no function changes its mind."""
    for node in _nodes(step):
        kind = node.get("type")
        if kind == "TABLE_FUNCTION" or node.get("function_name") in unstable:
            return False
        # current_date and its like are parsed as columns.
        if kind == "COLUMN_REF" and node["column_names"][-1] in unstable:
            return False
        if kind == "BASE_TABLE" and node["catalog_name"] != catalogue and node["table_name"] not in known:
            return False
    return True


def _only_reads(node: Tree) -> bool:
    """Whether a step is one table as it lies, so that keeping it would spare nothing."""
    return (
        node["type"] == "SELECT_NODE"
        and node["from_table"]["type"] == "BASE_TABLE"
        and all(column["class"] in ("STAR", "COLUMN_REF") for column in node["select_list"])
        and not (node["where_clause"] or node["group_expressions"] or node["modifiers"] or node["qualify"])
    )
