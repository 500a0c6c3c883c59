"""Makes the bundle: one run of dbt on an empty database, then what it left is sorted into one file."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from gouji.check.bundle import PREFIX, PROJECT_ROOT, bundle_folders, bundle_key, find_bundle
from gouji.check.errors import BundleFailed
from gouji.check.gates import Columns, gates, is_empty, opaque
from gouji.check.graph import BUNDLE, Graph, Node, Statement, UnusableProject
from gouji.check.queries import QUERIES, names_in, names_read
from gouji.check.steps import Query, unstable_functions
from gouji.parsed_project import keep_parsed, parsed_name

try:
    import fcntl
except ImportError:  # Windows: two checks may then compile at the same time, and the later one's file stays
    fcntl = None  # type: ignore[assignment]

RUN_DBT = "from dbt.cli.main import cli; cli()"
# The file's stem is the catalogue in the compiled SQL; the in-memory database of a check has the same name.
CATALOGUE = "gouji"
# Where the bundle keeps the steps of models that no report can change.
STEPS_SCHEMA = "steps"
LINES_SHOWN = 20
# "14:02:11  7 of 96 OK created sql table model ..."; hooks are counted by themselves and are no work.
DONE_LINE = re.compile(r"\b(\d+) of (\d+) OK (?!hook)")

Advance = Callable[[int, int], None]


def make_bundle(advance: Advance) -> Path:
    """Compile the project and leave the bundle in the first folder that can be written; old ones are removed.

    ``advance`` is told how many seeds and models are done, and of how many.

    Raises:
        BundleFailed: dbt cannot compile the project, or no folder can be written.
    """
    folder = _writable_folder()
    with _one_at_a_time(folder):
        if found := find_bundle():
            return found
        key = bundle_key()
        target = folder / f"{PREFIX}{key}.duckdb"
        with tempfile.TemporaryDirectory(prefix="check-", dir=folder) as work:
            made = _made(Path(work), key, advance)
            for stale in folder.glob(f"{PREFIX}*.duckdb"):
                stale.unlink(missing_ok=True)
            made.replace(target)
    return target


def _writable_folder() -> Path:
    for folder in bundle_folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise BundleFailed(bundle_folders()[-1], ["no folder can be written: " + ", ".join(map(str, bundle_folders()))])


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Checks that start together compile once; the lock is let go by the system if the process dies."""
    with (folder / f".{PREFIX}lock").open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _made(work: Path, key: str, advance: Advance) -> Path:
    database = work / f"{CATALOGUE}.duckdb"
    parsed = parsed_name(CATALOGUE)
    _run_dbt(database, work, advance)
    keep_parsed(work / "target", parsed)
    manifest = json.loads((work / "target" / "manifest.json").read_text(encoding="utf-8"))
    results = json.loads((work / "target" / "run_results.json").read_text(encoding="utf-8"))
    try:
        graph = Graph.of(manifest, results)
        return _written(graph, database, work / "bundle.duckdb", key)
    except (UnusableProject, duckdb.Error) as error:
        raise BundleFailed(PROJECT_ROOT, str(error).splitlines()[:LINES_SHOWN]) from error


def _run_dbt(database: Path, work: Path, advance: Advance) -> None:
    """Seeds and models that a check uses, on nothing ingested. All of dbt's traces go to ``work``."""
    targets = [f"+{name}" for name in names_read()]
    command = [
        sys.executable, "-c", RUN_DBT, "build", "--resource-type", "seed", "--resource-type", "model",
        "--select", *targets, "--full-refresh", "--no-partial-parse", "--no-use-colors", "--no-version-check",
        "--project-dir", str(PROJECT_ROOT), "--profiles-dir", str(PROJECT_ROOT),
        "--target-path", str(work / "target"), "--log-path", str(work / "logs"), "--log-level-file", "none",
    ]  # fmt: skip
    environment = os.environ | {
        "GOUJI_BUILD_FILE": str(database),
        "DO_NOT_TRACK": "1",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "PYTHONUTF8": "1",
    }
    said: list[str] = []
    with subprocess.Popen(
        command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        errors="replace",
    ) as run:  # fmt: skip
        for line in run.stdout or ():
            said.append(line.rstrip())
            if done := DONE_LINE.search(line):
                advance(int(done[1]), int(done[2]))
    if run.returncode != 0:
        raise BundleFailed(PROJECT_ROOT, said[-LINES_SHOWN:])


def _written(graph: Graph, database: Path, bundle: Path, key: str) -> Path:
    """One file with the fixed tables, the declared raw tables and the statements to run."""
    needed = graph.needed(names_read())
    with duckdb.connect() as connection:
        connection.execute(f"attach '{_quoted(bundle)}' as {BUNDLE}")
        connection.execute(f"attach '{_quoted(database)}' as {CATALOGUE} (read_only)")
        connection.execute(f"set file_search_path = '{_quoted(PROJECT_ROOT)}'")
        for node in graph.fixed(needed):
            schema = node.in_bundle.rpartition(".")[0]
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create table {node.in_bundle} as select * from {node.relation}")
        connection.execute(f"create schema {BUNDLE}.compiled")
        columns = _columns_built(connection)
        connection.execute(f"detach {CATALOGUE}")
        _write_relations(connection, graph, needed)
        relations = dict(connection.execute(f"select name, relation from {BUNDLE}.compiled.relations").fetchall())
        _write_statements(connection, list(graph.statements(needed)), columns, relations)
        connection.execute(f"create table {BUNDLE}.compiled.bundle_key as select '{key}' as bundle_key")
        connection.execute(f"checkpoint {BUNDLE}")
    return bundle


def _columns_built(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], Columns]:
    """Schema and name -> name and type of the columns, of all that dbt has built."""
    columns: dict[tuple[str, str], list[tuple[str, str]]] = {}
    query = f"""
        select schema_name, table_name, column_name, data_type from duckdb_columns()
        where database_name = '{CATALOGUE}' order by table_name, column_index
    """
    for schema, table, name, kind in connection.execute(query).fetchall():
        columns.setdefault((schema, table), []).append((name, kind))
    return columns


def _write_statements(
    connection: duckdb.DuckDBPyConnection,
    statements: Sequence[Statement],
    columns: Mapping[tuple[str, str], Columns],
    relations: Mapping[str, str],
) -> None:
    """Each model with the statement that makes it, the one that leaves it empty, its parents, gates and probe."""
    connection.execute(f"""
        create table {BUNDLE}.compiled.statements (
            ordinal integer, schema_name varchar, relation varchar, sql varchar, sql_if_empty varchar,
            parents varchar[], gates varchar[][], probe varchar
        )
    """)
    connection.execute(f"create table {BUNDLE}.compiled.questions (query varchar, gates varchar[][])")
    connection.execute(f"create schema {BUNDLE}.{STEPS_SCHEMA}")
    queries = [with_fixed_steps_kept(connection, one) for one in statements]
    declared = {node.relation: columns[node.schema, node.name] for s in statements for node in (s.node, *s.parents)}
    with duckdb.connect() as prover:
        _stand_in(prover, connection, declared)
        for ordinal, (one, query) in enumerate(zip(statements, queries, strict=True)):
            parents = {parent.relation: declared[parent.relation] for parent in one.parents}
            listed = ", ".join(f'"{name}" {kind}' for name, kind in declared[one.node.relation])
            row = [
                ordinal, one.node.schema, one.node.relation, one.making(query.sql),
                f"create table {one.node.relation} ({listed})", list(parents),
                [list(gate) for gate in gates(prover, query.sql, parents)], probe_of(prover, one.node, query),
            ]  # fmt: skip
            connection.execute(f"insert into {BUNDLE}.compiled.statements values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        prover.execute(f"create table {CATALOGUE}.main.checked (report_id varchar, document_id varchar)")
        for question in QUERIES:
            named = [relations[name] for name in names_in(question)]
            parents = {relation: declared[relation] for relation in named if relation in declared}
            proved = [list(gate) for gate in gates(prover, question.format_map(relations), parents)]
            connection.execute(f"insert into {BUNDLE}.compiled.questions values (?, ?)", [question, proved])


def with_fixed_steps_kept(connection: duckdb.DuckDBPyConnection, statement: Statement) -> Query:
    """The query of a model, with what no report can change in it read from the bundle."""
    query = Query.of(connection, statement.query)
    for step in query.fixed(BUNDLE, unstable_functions(connection)):
        table = f'{BUNDLE}.{STEPS_SCHEMA}."{statement.node.name}__{step}"'
        connection.execute(f"create table {table} as {query.asking(step)}")
        query = query.reading(step, table)
    return query


def probe_of(prover: duckdb.DuckDBPyConnection, node: Node, query: Query) -> str | None:
    """What to ask before a model is made, so that it need not be.

    Raises:
        UnusableProject: the model may have rows though the steps it names have none, or has no such steps.
    """
    if not node.usually_empty:
        return None
    if unknown := set(node.usually_empty) - query.parsed.keys():
        raise UnusableProject(f"{node.name} has no such steps: {', '.join(sorted(unknown))}")
    if not is_empty(prover, query.without(node.usually_empty).sql):
        raise UnusableProject(f"{node.name} may have rows where {', '.join(node.usually_empty)} have none")
    return query.asking_for_any(node.usually_empty)


def _stand_in(
    prover: duckdb.DuckDBPyConnection, connection: duckdb.DuckDBPyConnection, declared: Mapping[str, Columns]
) -> None:
    """A database with the names of the real one, in which the optimizer knows nothing of what reports can change."""
    prover.execute(f"attach ':memory:' as {CATALOGUE}; attach ':memory:' as {BUNDLE}")
    for relation, columns in declared.items():
        prover.execute(f"create schema if not exists {relation.rpartition('.')[0]}")
        prover.execute(f"create view {relation} as {opaque(columns, emptied=False)}")
    query = f"select distinct schema_name, table_name from duckdb_tables() where database_name = '{BUNDLE}'"
    for schema, table in connection.execute(query).fetchall():
        name = f'"{BUNDLE}"."{schema}"."{table}"'
        described = connection.execute(f"describe {name}").fetchall()
        is_empty = connection.execute(f"select 1 from {name} limit 1").fetchone() is None
        prover.execute(f"create schema if not exists {BUNDLE}.{schema}")
        prover.execute(f"create view {name} as {opaque([row[:2] for row in described], emptied=is_empty)}")


def _write_relations(connection: duckdb.DuckDBPyConnection, graph: Graph, needed: frozenset[str]) -> None:
    """Where each table is found during a check, and how the raw tables are declared."""
    fixed = {node.unique_id for node in graph.fixed(needed)}
    connection.execute(f"create table {BUNDLE}.compiled.relations (name varchar, relation varchar)")
    for node in (graph.nodes[key] for key in needed):
        row = [node.name, node.in_bundle if node.unique_id in fixed else node.relation]
        connection.execute(f"insert into {BUNDLE}.compiled.relations values (?, ?)", row)
    columns = "table_name varchar, ordinal integer, column_name varchar, data_type varchar"
    connection.execute(f"create table {BUNDLE}.compiled.raw_columns ({columns})")
    for source in (graph.nodes[key] for key in graph.raw_sources):
        for ordinal, (column, kind) in enumerate(source.columns):
            place = [source.name, ordinal, column, kind]
            connection.execute(f"insert into {BUNDLE}.compiled.raw_columns values (?, ?, ?, ?)", place)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
