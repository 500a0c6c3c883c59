"""The warehouse is built and published again while readers of every kind are at it: `make test-users`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from adbc_driver_postgresql import dbapi

from forge.figures import balanced
from forge.rendering import render
from tests.conftest import PROJECT_ROOT, gouji
from tests.gouji.exports.postgresql_server import find_programs, running_server

WAREHOUSE = os.environ.get("GOUJI_USERS_WAREHOUSE", "")
pytestmark = pytest.mark.skipif(not WAREHOUSE, reason="a suite of its own: make test-users")

COUNT = "select count(*) from marts.dim_reports"
# Each reader is a program with the published file, its own argument and the file that ends it.
PREAMBLE = """
    import os, sys
    from pathlib import Path
    os.nice(19)  # readers ask without a pause, and are not what is waited for
    warehouse, other, end = sys.argv[1:]
"""
# DBeaver, Harlequin or a notebook: one connection for the session.
HOLDING = """
    import duckdb
    connection = duckdb.connect(warehouse, read_only=True)
    ask = lambda: connection.execute(other).fetchone()[0]
"""
# Superset, or a script that Excel or cron starts: a connection for each question.
CONNECTING = """
    import duckdb
    def ask():
        with duckdb.connect(warehouse, read_only=True) as connection:
            return connection.execute(other).fetchone()[0]
"""
# A tool on PostgreSQL: asks the exported copy.
ON_POSTGRESQL = """
    from adbc_driver_postgresql import dbapi
    def ask():
        with dbapi.connect(other) as connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from marts.dim_reports")
            return cursor.fetchone()[0]
"""
EXPORTING = """
    from gouji.cli import main
    ask = lambda: main(["export", other, "--warehouse", warehouse])
"""
UNTIL_THE_END = """
    answers = [ask()]
    print("reading", flush=True)
    while not Path(end).exists():
        answers.append(ask())
    answers.append(ask())
    print("answers", *dict.fromkeys(answers))
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader in a process of its own; ``said`` holds what it wrote to stderr."""

    process: subprocess.Popen[str]
    said: Path

    def answers(self) -> list[str]:
        """Wait for its end; every different answer that it was given, in order."""
        told, _ = self.process.communicate()
        assert self.process.returncode == 0, self.said.read_text("utf-8")
        return told.splitlines()[-1].split()[1:]


@pytest.fixture
def postgresql() -> Iterator[str]:
    programs = find_programs()
    assert programs is not None, "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with running_server(programs, Path(folder)) as address:
            yield f"{address}/postgres"


def begun(folder: Path, program: str, *arguments: str | Path) -> Reader:
    """A reader that has had its first answer. What it says goes to a file: a pipe that nobody reads would stop it."""
    source = textwrap.dedent(PREAMBLE) + textwrap.dedent(program) + textwrap.dedent(UNTIL_THE_END)
    said = Path(tempfile.mkstemp(dir=folder)[1])
    with said.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", source, *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder,
            env=os.environ | {"PYTHONPATH": str(PROJECT_ROOT)},
        )  # fmt: skip
    assert process.stdout is not None
    while (line := process.stdout.readline()) and line != "reading\n":
        pass  # the summary of an export
    assert line, said.read_text("utf-8")
    return Reader(process, said)


def reports_in(live_file: Path) -> int:
    with duckdb.connect(str(live_file), read_only=True) as connection:
        [count] = connection.execute(COUNT).fetchone() or (0,)
    return int(count)


def test_a_rebuild_disturbs_nobody_and_the_next_query_sees_it(tmp_path: Path, postgresql: str) -> None:
    live_file, end = tmp_path / "warehouse" / "gouji.duckdb", tmp_path / "end"
    live_file.parent.mkdir()
    shutil.copyfile(WAREHOUSE, live_file)
    shutil.copytree(Path(WAREHOUSE).parent / ".build", live_file.parent / ".build")
    before = reports_in(live_file)
    exporting = begun(tmp_path, EXPORTING, live_file, postgresql, end)
    holding = begun(tmp_path, HOLDING, live_file, COUNT, end)
    connecting = begun(tmp_path, CONNECTING, live_file, COUNT, end)
    on_postgresql = begun(tmp_path, ON_POSTGRESQL, live_file, postgresql, end)

    another = tmp_path / "another.html"
    another.write_bytes(render(balanced(7, report_year=2024), "html_spans").content)
    ended = gouji(tmp_path, "build", another, "--warehouse", live_file, "--jobs", "1")
    end.touch()
    assert ended.returncode == 0, ended.stderr

    after = reports_in(live_file)
    assert after == before + 1
    assert holding.answers() == [f"{before}"]
    assert connecting.answers() == [f"{before}", f"{after}"]
    assert exporting.answers() == ["0"]
    assert on_postgresql.answers()[0] == f"{before}"
    assert gouji(tmp_path, "export", postgresql, "--warehouse", live_file).returncode == 0
    with dbapi.connect(postgresql) as connection, connection.cursor() as cursor:
        cursor.execute(COUNT)
        assert cursor.fetchall() == [(after,)]
