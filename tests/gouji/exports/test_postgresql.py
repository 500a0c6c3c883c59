"""A real server: types, keys, comments and rights arrive, readers are not disturbed, a dying export changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import adbc_driver_manager
import duckdb
import pytest
from adbc_driver_postgresql import dbapi
from click.testing import Result

from tests.conftest import PROJECT_ROOT, Built
from tests.gouji.exports.postgresql_server import REQUIRED, find_programs, running_server

Run = Callable[..., Result]
Row = tuple[object, ...]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    programs = find_programs()
    if programs is None:
        if os.environ.get(REQUIRED):
            pytest.fail("no PostgreSQL server is installed")
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    # Not pytest's folder: the server's own user has to be able to walk there.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with running_server(programs, Path(folder)) as address:
            yield address


@pytest.fixture
def database(server: str, request: pytest.FixtureRequest) -> str:
    name = f"db_{abs(hash(request.node.name))}"
    execute(f"{server}/postgres", f"create database {name}")
    return f"{server}/{name}"


def execute(address: str, *statements: str) -> None:
    with dbapi.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def rows(address: str, query: str) -> list[Row]:
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def export(run: Run, built: Built, address: str) -> Result:
    ended = run("export", address, "--warehouse", built.live_file)
    assert ended.exit_code == 0, ended.stderr
    return ended


def test_types_keys_and_comments_arrive(run: Run, built: Built, database: str) -> None:
    export(run, built, database)
    types = dict(rows(database, """
        select table_name || '.' || column_name, data_type || coalesce('(' || numeric_precision || ')', '')
        from information_schema.columns where table_schema = 'marts'
    """))  # fmt: skip
    assert types["fct_requests.received_count"].startswith("bigint")
    assert types["fct_printed_cells.value"] == "numeric(28)"
    assert types["dim_reports.published_date"] == "date"
    assert types["dim_reports.is_current"] == "boolean"
    keys = dict(rows(database, """
        select conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'marts'::regnamespace and contype in ('p', 'f')
    """))  # fmt: skip
    assert "PRIMARY KEY (report_id, applicant_type_code)" in keys.values()
    assert any("FOREIGN KEY (agency_id) REFERENCES marts.dim_agencies(agency_id)" in key for key in keys.values())
    uncommented = rows(database, """
        select attrelid::regclass::text, attname from pg_attribute
        inner join pg_class on pg_class.oid = attrelid and relnamespace = 'marts'::regnamespace and relkind = 'r'
        where attnum > 0 and col_description(attrelid, attnum) is null
    """)  # fmt: skip
    assert uncommented == []


def test_every_row_arrives_as_it_is(run: Run, built: Built, database: str) -> None:
    export(run, built, database)
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        for (table,) in tables:
            expected = connection.execute(f"select * from marts.{table}").fetchall()
            arrived = rows(database, f"select * from marts.{table}")
            plain = [tuple(str(value) if value is not None else None for value in row) for row in arrived]
            wanted = [tuple(str(value) if value is not None else None for value in row) for row in expected]
            assert sorted(plain, key=repr) == sorted(wanted, key=repr), table


def test_the_read_only_role_reads_and_cannot_write(run: Run, built: Built, database: str) -> None:
    export(run, built, database)
    export(run, built, database)
    execute(database, "create role analyst login", "grant gouji_reader to analyst")
    address = database.replace("postgres@", "analyst@")
    assert rows(address, "select count(*) > 0 from marts.fct_requests") == [(True,)]
    for statement in (
        "delete from marts.fct_requests",
        "create table marts.mine (one int)",
        "drop schema marts cascade",
    ):
        with pytest.raises(adbc_driver_manager.Error, match=r"permission denied|must be owner"):
            execute(address, statement)
    execute(database, "drop owned by analyst", "drop role analyst")


def test_a_reader_with_a_long_query_is_not_disturbed(run: Run, built: Built, database: str) -> None:
    export(run, built, database)
    (before,) = rows(database, "select count(*) from marts.fct_printed_cells")
    with dbapi.connect(database) as reader, reader.cursor() as cursor:
        cursor.execute("declare slow cursor for select printed_text from marts.fct_printed_cells")
        cursor.execute("fetch 5 from slow")
        first = cursor.fetchall()
        ended = export(run, built, database)
        assert "旧表仍在使用" in ended.stdout
        cursor.execute("fetch all from slow")
        assert len(first) + len(cursor.fetchall()) == before[0]
        assert rows(database, "select count(*) from marts.fct_printed_cells") == [before]
    assert "旧表仍在使用" not in export(run, built, database).stdout
    assert rows(database, "select nspname from pg_namespace where nspname like 'marts%'") == [("marts",)]


def test_views_of_others_keep_the_tables_they_stand_on(run: Run, built: Built, database: str) -> None:
    export(run, built, database)
    execute(database, "create view public.ours as select * from marts.fct_requests")
    assert "旧表仍在使用" in export(run, built, database).stdout
    assert rows(database, "select count(*) > 0 from public.ours") == [(True,)]


def test_an_export_that_is_killed_leaves_the_old_schema_whole(run: Run, built: Built, database: str) -> None:
    export(run, built, database)
    (before,) = rows(database, "select count(*) from marts.fct_printed_cells")
    program = f"""
import os, signal
from pathlib import Path
from gouji.database import read_marts
from gouji.exports.catalogue import read_catalogue
from gouji.exports.postgresql import export_postgresql

def advance(done, total):
    if done == total:
        os.kill(os.getpid(), signal.SIGKILL)

with read_marts(Path({str(built.live_file)!r})) as connection:
    export_postgresql(connection, read_catalogue(connection), {database!r}, "marts", advance)
"""
    killed = subprocess.run([sys.executable, "-c", program], cwd=PROJECT_ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert rows(database, "select count(*) from marts.fct_printed_cells") == [before]
    assert rows(database, "select nspname from pg_namespace where nspname like 'marts%'") == [("marts",)]
    export(run, built, database)


def test_a_schema_that_no_export_made_is_never_replaced(run: Run, built: Built, database: str) -> None:
    execute(database, "create schema marts", "create table marts.theirs as select 1 as one")
    refused = run("export", database, "--warehouse", built.live_file)
    assert refused.exit_code == 2
    assert "不是 gouji 导出的" in refused.stderr
    assert rows(database, "select one from marts.theirs") == [(1,)]
    assert run("export", database, "--warehouse", built.live_file, "--schema", "disclosure").exit_code == 0
    assert rows(database, "select count(*) > 0 from disclosure.fct_requests") == [(True,)]


def test_a_server_that_is_not_there_is_said_without_the_password(run: Run, built: Built) -> None:
    refused = run("export", "postgresql://someone:secret@127.0.0.1:1/x", "--warehouse", built.live_file)
    assert refused.exit_code == 2
    assert "PostgreSQL 拒绝了操作" in refused.stderr
    assert "secret" not in refused.stderr
