"""Which steps of a model are kept beside the reports, and which are asked before it is made."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from gouji.check.bundle_build import probe_of, with_fixed_steps_kept
from gouji.check.graph import Node, Statement, UnusableProject
from gouji.check.steps import Query, unstable_functions

SQL = """with codes as (
    select * from bundle.seeds.codes
),

long_codes as (
    select code from codes
    where length(code) > 1
),

doubled as (
    select code || code as code from long_codes
),

printed as (
    select * from gouji.raw.cells
    where code <> ''
),

joined as (
    select printed.code from printed
    inner join doubled on printed.code = doubled.code
)

select * from joined"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as gouji; attach ':memory:' as bundle")
        connection.execute("create schema bundle.seeds; create schema bundle.steps; create schema gouji.raw")
        connection.execute("create table bundle.seeds.codes as select unnest(['a', 'bc']) as code")
        connection.execute("create table gouji.raw.cells as select unnest(['', 'bcbc', 'x']) as code")
        yield connection


def fixed(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[str, ...]:
    return Query.of(connection, sql).fixed("bundle", unstable_functions(connection))


def test_steps_are_fixed_that_read_what_no_report_changes(connection: duckdb.DuckDBPyConnection) -> None:
    assert fixed(connection, SQL) == ("long_codes", "doubled")


@pytest.mark.parametrize(
    "changing", ["random() > 2", "current_date > date '2020-01-01'", "getvariable('x') is null", "now() is not null"]
)
def test_what_may_be_another_thing_tomorrow_is_not_fixed(connection: duckdb.DuckDBPyConnection, changing: str) -> None:
    assert fixed(connection, SQL.replace("length(code) > 1", changing)) == ()


def test_a_query_laid_out_in_another_way_is_left_whole(connection: duckdb.DuckDBPyConnection) -> None:
    assert fixed(connection, SQL.replace("\n", " ")) == ()


def test_a_query_reads_the_same_from_the_steps_that_are_kept(connection: duckdb.DuckDBPyConnection) -> None:
    kept = with_fixed_steps_kept(connection, Statement(_node(()), SQL, ()))
    assert "from bundle.steps" in kept.sql
    assert connection.execute(kept.sql).fetchall() == connection.execute(SQL).fetchall() == [("bcbc",)]


def test_a_step_that_has_no_row_is_asked_alone(connection: duckdb.DuckDBPyConnection) -> None:
    probe = probe_of(connection, _node(("printed",)), Query.of(connection, SQL))
    assert probe is not None
    assert connection.execute(probe).fetchall() == [(1,)]
    connection.execute("delete from gouji.raw.cells where code <> ''")
    assert connection.execute(probe).fetchall() == []
    assert probe_of(connection, _node(()), Query.of(connection, SQL)) is None


def test_a_step_that_a_model_can_do_without_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    sql = SQL.replace("inner join", "left join")
    with pytest.raises(UnusableProject, match="matched may have rows where doubled have none"):
        probe_of(connection, _node(("doubled",)), Query.of(connection, sql))


def test_a_step_that_there_is_not_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnusableProject, match="matched has no such steps: prints"):
        probe_of(connection, _node(("prints",)), Query.of(connection, SQL))


def _node(usually_empty: tuple[str, ...]) -> Node:
    return Node("model.gouji.matched", "matched", "marts", "gouji.marts.matched", SQL, (), (), usually_empty)
