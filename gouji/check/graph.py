"""What dbt compiled, sorted for use without dbt: what no report can change, and the statements to run for reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ingest.records import record

# Where the tables that no report can change are attached; the in-memory database has the name that dbt compiled with.
BUNDLE = "bundle"
EXTERNAL_SCHEMA = "external"
# What a model's ``meta`` calls its steps that are worth asking for before the whole model is planned.
USUALLY_EMPTY = "usually_empty"


class UnusableProject(Exception):
    """The project uses something of dbt that cannot be run without dbt; says what."""


@record
class Node:
    """A seed, a model or a source. ``relation`` is how compiled SQL names it; ``sql`` is empty unless it is a model.

    ``columns`` are name and type where a contract enforces them; ``usually_empty`` are the steps of a model that seldom
    have a row, and without any of which it has none.
    """

    unique_id: str
    name: str
    schema: str
    relation: str
    sql: str
    columns: tuple[tuple[str, str], ...]
    parents: tuple[str, ...]
    usually_empty: tuple[str, ...] = ()

    @property
    def is_external(self) -> bool:
        """Whether it is a source that is read where it lies: its relation is an expression, no name."""
        return not self.sql and "(" in self.relation

    @property
    def in_bundle(self) -> str:
        """Its quoted name in the bundle."""
        return f'"{BUNDLE}"."{EXTERNAL_SCHEMA if self.is_external else self.schema}"."{self.name}"'


@record
class Statement:
    """One model to make for reports; ``parents`` are those that reports can change, models and raw tables alike."""

    node: Node
    query: str
    parents: tuple[Node, ...]

    def making(self, query: str) -> str:
        """The statement that makes it by its query, or by another that gives the same."""
        return f"create table {self.node.relation} as (\n{contracted(self.node, query)}\n)"


@record
class Graph:
    """All nodes by id, in an order in which parents come first."""

    nodes: Mapping[str, Node]
    raw_sources: frozenset[str]

    @classmethod
    def of(cls, manifest: Mapping[str, Any], run_results: Mapping[str, Any]) -> Graph:
        """Read ``manifest.json`` and ``run_results.json``, as a run of dbt leaves them.

        Raises:
            UnusableProject: a model has hooks, or is no SQL.
        """
        compiled = {r["unique_id"]: r.get("compiled_code") or "" for r in run_results["results"]}
        sources = [_source(node) for node in manifest["sources"].values()]
        raw = frozenset(n["unique_id"] for n in manifest["sources"].values() if n["source_name"] == "raw")
        seeds = [_seed(n) for n in manifest["nodes"].values() if n["resource_type"] == "seed"]
        models = [
            _model(n, compiled[n["unique_id"]])
            for n in manifest["nodes"].values()
            if n["resource_type"] == "model" and n["unique_id"] in compiled
        ]
        nodes = {node.unique_id: node for node in (*sources, *seeds, *models)}
        return cls({unique_id: nodes[unique_id] for unique_id in _in_order(nodes)}, raw)

    def changeable(self) -> frozenset[str]:
        """Nodes that reports can change: the raw tables and whatever depends on them."""
        found = set(self.raw_sources)
        for unique_id, node in self.nodes.items():
            if found.intersection(node.parents):
                found.add(unique_id)
        return frozenset(found)

    def fixed(self, needed: Iterable[str]) -> tuple[Node, ...]:
        """Of the needed nodes those that no report can change."""
        changeable = self.changeable()
        wanted = frozenset(needed)
        return tuple(node for key, node in self.nodes.items() if key in wanted and key not in changeable)

    def needed(self, names: Sequence[str]) -> frozenset[str]:
        """The nodes of these names and everything they are made from.

        Raises:
            UnusableProject: there is no node of a name.
        """
        found = {key for key, node in self.nodes.items() if node.name in names}
        if missing := set(names) - {self.nodes[key].name for key in found}:
            raise UnusableProject(f"a check reads what the project does not have: {', '.join(sorted(missing))}")
        for key in reversed(list(self.nodes)):
            if key in found:
                found.update(parent for parent in self.nodes[key].parents if parent in self.nodes)
        return frozenset(found)

    def statements(self, needed: frozenset[str]) -> Iterator[Statement]:
        """What to run for reports, each model once, parents first."""
        changeable = self.changeable()
        replaced = {n.relation: n.in_bundle for key, n in self.nodes.items() if key not in changeable}
        for key, node in self.nodes.items():
            if key in needed and key in changeable and node.sql:
                parents = tuple(self.nodes[p] for p in node.parents if p in changeable and p in self.nodes)
                yield Statement(node, _rename(node.sql, replaced), parents)


def contracted(node: Node, sql: str) -> str:
    """The query of a model with the types of its contract, enforced as dbt enforces them."""
    if not node.columns:
        return sql
    cast = ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind in node.columns)
    return f"select {cast} from (\n{sql}\n) as contracted"


def _rename(sql: str, replaced: Mapping[str, str]) -> str:
    for relation, name in replaced.items():
        sql = sql.replace(relation, name)
    return sql


def _source(node: Mapping[str, Any]) -> Node:
    return Node(
        node["unique_id"], node["identifier"], node["schema"], node["relation_name"], "",
        tuple((column["name"], column["data_type"]) for column in node["columns"].values()), (),
    )  # fmt: skip


def _seed(node: Mapping[str, Any]) -> Node:
    return Node(node["unique_id"], node["alias"], node["schema"], node["relation_name"], "", (), ())


def _model(node: Mapping[str, Any], sql: str) -> Node:
    config = node["config"]
    if node["language"] != "sql" or config["pre-hook"] or config["post-hook"]:
        raise UnusableProject(f"{node['unique_id']}: hooks and other languages than SQL are not run outside dbt")
    enforced = config["contract"]["enforced"]
    columns = tuple((c["name"], c["data_type"]) for c in node["columns"].values()) if enforced else ()
    return Node(
        node["unique_id"], node["alias"], node["schema"], node["relation_name"], sql.strip(),
        columns, tuple(node["depends_on"]["nodes"]), tuple(config["meta"].get(USUALLY_EMPTY, ())),
    )  # fmt: skip


def _in_order(nodes: Mapping[str, Node]) -> Iterator[str]:
    """Parents first; among equals in the order given."""
    done: set[str] = set()
    waiting = list(nodes)
    while waiting:
        ready = [key for key in waiting if all(p in done or p not in nodes for p in nodes[key].parents)]
        if not ready:
            raise UnusableProject(f"models depend on one another in a circle: {', '.join(waiting)}")
        yield from ready
        done.update(ready)
        waiting = [key for key in waiting if key not in done]
