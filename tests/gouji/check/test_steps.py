"""Steps of a query: which are kept in the bundle, and what is asked before the whole is planned."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from gouji.check.steps import Query, unstable_functions

SQL = """with rules as (
    select * from bundle.main.rules
),

wanted as (
    select id, 'known)' as word from rules where id > 1
),

-- (one parenthesis more
dated as (
    select * from rules where current_date > date '2020-01-01'
),

figures as (
    select figures.id from report.figures as figures
    left join wanted on figures.id = wanted.id
    where figures.id > 2
)

select figures.id from figures
inner join wanted on figures.id = wanted.id
left join dated on figures.id = dated.id"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "attach ':memory:' as bundle; create table bundle.main.rules as select range as id from range(5)"
        )
        connection.execute("create schema report; create table report.figures as select range as id from range(4)")
        yield connection


def test_only_what_no_report_and_no_day_changes_is_fixed(connection: duckdb.DuckDBPyConnection) -> None:
    query = Query.of(connection, SQL)
    assert list(query.parsed) == ["rules", "wanted", "dated", "figures"]
    assert query.fixed("bundle", unstable_functions(connection)) == ("wanted",)


def test_a_kept_step_gives_the_same(connection: duckdb.DuckDBPyConnection) -> None:
    query = Query.of(connection, SQL)
    connection.execute(f"create table bundle.main.kept as {query.asking('wanted')}")
    kept = query.reading("wanted", "bundle.main.kept")
    assert "bundle.main.kept" in kept.sql
    assert connection.execute(kept.sql).fetchall() == connection.execute(SQL).fetchall() == [(3,)]


def test_the_probe_has_a_row_if_a_step_has(connection: duckdb.DuckDBPyConnection) -> None:
    query = Query.of(connection, SQL)
    assert connection.execute(query.asking_for_any(["figures"])).fetchall() == [(1,)]
    connection.execute("delete from report.figures")
    assert connection.execute(query.asking_for_any(["figures"])).fetchall() == []
    assert connection.execute(query.asking_for_any(["figures", "rules"])).fetchall() == [(1,)]
    assert connection.execute(query.without(["rules"]).sql).fetchall() == []


def test_a_query_laid_out_in_another_way_has_no_steps(connection: duckdb.DuckDBPyConnection) -> None:
    assert Query.of(connection, "with a as (select 1 as id) select * from a").parsed == {}
