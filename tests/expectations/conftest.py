"""A build in miniature for the gate to audit: made once, copied for each test, and spoilt there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from expectations.checks import Check
from expectations.integrity import integrity_checks

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SMALL_BUILD = HERE / "small_build.sql"
RAW_SCHEMA = ROOT / "models" / "staging" / "_raw__sources.yml"
SEEDS = ROOT / "seeds"

MakeBuild = Callable[..., Path]
FailingChecks = Callable[..., dict[str, list[tuple[Any, ...]]]]
QUALIFIED = re.compile(r"\w+\.\w+")
WRITE = re.compile(r"(?:insert into|update|delete from) (\w+\.\w+)")


@dataclass(frozen=True)
class Examined:
    """A check, its offenders, and every ``schema.table`` (and ``alias.column``) that its query names."""

    check: Check
    names: set[str]
    offenders: list[tuple[Any, ...]]


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build without any fault."""
    database = tmp_path_factory.mktemp("pristine") / "gouji.duckdb"
    with duckdb.connect(str(database)) as connection:
        _create_raw(connection)
        _load_seeds(connection)
        connection.execute(SMALL_BUILD.read_text(encoding="utf-8"))
    return database


@pytest.fixture
def build(pristine: Path, tmp_path: Path) -> MakeBuild:
    """A function that copies the build and runs SQL statements over the copy."""

    def make(*statements: str) -> Path:
        database = Path(shutil.copy(pristine, tmp_path / "gouji.duckdb"))
        with duckdb.connect(str(database)) as connection:
            for statement in statements:
                connection.execute(statement)
        return database

    return make


@pytest.fixture(scope="session")
def workbench(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the build, for statements that are rolled back."""
    database = shutil.copy(pristine, tmp_path_factory.mktemp("workbench") / "gouji.duckdb")
    # The queries are small: threads would cost more than they save.
    with duckdb.connect(str(database), config={"threads": 1}) as connection:
        yield connection


@pytest.fixture(scope="session")
def sound(workbench: duckdb.DuckDBPyConnection) -> list[Examined]:
    """Every integrity check, with what it reads and what it finds in the build without a fault."""
    return [
        Examined(check, set(QUALIFIED.findall(check.query)), _offenders(workbench, check))
        for check in integrity_checks()
    ]


@pytest.fixture
def failing_checks(workbench: duckdb.DuckDBPyConnection, sound: list[Examined]) -> FailingChecks:
    """A function that spoils the build with SQL and runs the integrity queries alone, without the seconds of an audit.

    It returns the offenders (report_id, scope_code, detail) by expectation, and leaves the build as it was. A query
    that reads nothing of what was spoilt is not run again: it finds what it found.
    """

    def run(*statements: str) -> dict[str, list[tuple[Any, ...]]]:
        spoilt = _written(statements)
        workbench.begin()
        try:
            for statement in statements:
                workbench.execute(statement)
            offenders = {
                e.check.expectation_id: _offenders(workbench, e.check) if spoilt & e.names else e.offenders
                for e in sound
            }
        finally:
            workbench.rollback()
        return {expectation_id: rows for expectation_id, rows in offenders.items() if rows}

    return run


def _written(statements: Iterable[str]) -> set[str]:
    parts = [part.strip() for statement in statements for part in statement.split(";") if part.strip()]
    tables = [WRITE.match(part) for part in parts]
    assert all(tables), f"what does this change? {parts}"
    return {table[1] for table in tables if table}


def _offenders(connection: duckdb.DuckDBPyConnection, check: Check) -> list[tuple[Any, ...]]:
    return connection.execute(check.query).fetchall()


def _create_raw(connection: duckdb.DuckDBPyConnection) -> None:
    """The raw schema as the project declares it, so that the gate is tested against the real columns."""
    [source] = yaml.safe_load(RAW_SCHEMA.read_text(encoding="utf-8"))["sources"]
    connection.execute("create schema raw")
    for table in source["tables"]:
        columns = ", ".join(f"{column['name']} {column['data_type']}" for column in table["columns"])
        connection.execute(f"create table raw.{table['name']} ({columns})")


def _load_seeds(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema seeds")
    for path in sorted(SEEDS.glob("*.csv")):
        connection.execute(f"create table seeds.{path.stem} as select * from read_csv('{path}', header = true)")
