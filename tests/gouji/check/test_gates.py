"""A model is passed over only where it is certain that nothing would come of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gouji.check.engine import Opening
from gouji.check.gates import gates, opaque
from gouji.check.reading import read_inputs
from tests.conftest import SAMPLES
from tests.depth import examples

COLUMNS = (("id", "integer"), ("word", "varchar"), ("words", "varchar[]"))
PARENTS = {"a": COLUMNS, "b": COLUMNS}
DOCUMENTS = [*sorted(SAMPLES.glob("*.html")), *sorted(SAMPLES.glob("*.txt"))]
# Of the samples `make test` looks at some, `make test-properties` at every one.
EVERY_NTH = 4


@pytest.fixture
def prover() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, columns in PARENTS.items():
            connection.execute(f"create view {name} as {opaque(columns, emptied=False)}")
        yield connection


@pytest.mark.parametrize(
    ("sql", "proved"),
    [
        ("select id from a", {("a",)}),
        ("select a.id from a inner join b on a.id = b.id", {("a",), ("b",)}),
        ("select a.id from a left join b on a.id = b.id", {("a",)}),
        ("select b.id from a right join b on a.id = b.id", {("b",)}),
        ("select id from a union all select id from b", {("a", "b")}),
        ("select id from a where not exists (select 1 from b where b.id = a.id)", {("a",)}),
        ("select id from a where id in (select id from b)", {("a",), ("b",)}),
        ("select id, count(*) from a group by id", {("a",)}),
        ("select count(*) from a", set()),
        ("select id, count(*) from a group by rollup (id)", set()),
        ("select id from a where id = (select max(id) from b)", {("a",)}),
        ("select coalesce((select max(id) from a), 0) as id", set()),
        ("with m as materialized (select id from a group by id) select x.id from m as x, m as y", {("a",)}),
        ("select id, unnest(words) from a", {("a",)}),
        ("select id, row_number() over (order by word) from a qualify true", {("a",)}),
        ("select 1 as id", set()),
        ("select id from a where word = 'x' and id = 1 and words = ['y']", {("a",)}),
        ("select b.id from b left join a on a.id = b.id where b.word = 'x' and b.id = 1", {("b",)}),
    ],
)
def test_what_the_optimizer_proves(prover: duckdb.DuckDBPyConnection, sql: str, proved: set[tuple[str, ...]]) -> None:
    found = set(gates(prover, sql, PARENTS))
    assert found <= proved
    assert found == proved or "max(id) from b" in sql
    for gate in found:
        assert _rows_without(sql, gate) == []


def _rows_without(sql: str, emptied: tuple[str, ...]) -> list[tuple[object, ...]]:
    """What the query gives where the parents of a gate have no row and the others have some."""
    with duckdb.connect() as connection:
        for name in PARENTS:
            connection.execute(f"create table {name} (id integer, word varchar, words varchar[])")
            if name not in emptied:
                connection.execute(f"insert into {name} values (1, 'x', ['y']), (2, null, ['y', 'z'])")
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("sample", [*DOCUMENTS[:: max(1, EVERY_NTH // examples(1))], SAMPLES], ids=str)
@pytest.mark.usefixtures("bundle")
def test_models_that_are_passed_over_are_empty(tmp_path: Path, sample: Path) -> None:
    """Made all the same, every model that would be passed over has no row."""
    reading = read_inputs([sample], tmp_path, lambda done, total: None)
    with Opening() as opening:
        engine = opening.engine()
        engine.fill(reading)
        empty = engine.empty_raw_tables()
        for model in engine.models:
            [count] = engine.connection.execute(model.sql).fetchone() or (None,)
            if any(gate <= empty for gate in model.gates):
                assert count == 0, model.name
            if count == 0:
                empty.add(model.name)


@pytest.mark.usefixtures("bundle")
def test_a_report_in_order_passes_much_over(tmp_path: Path) -> None:
    reading = read_inputs([SAMPLES / "chain_2021.html"], tmp_path, lambda done, total: None)
    with Opening() as opening:
        engine = opening.engine()
        engine.fill(reading)
        engine.run()
        tables = engine.connection.execute(
            "select count(*) from duckdb_tables() where database_name = 'gouji'"
        ).fetchone()
    assert tables is not None
    assert tables[0] < len(engine.models) + len(engine.raw_columns) - 10
