"""The warehouse is built and published again while readers of every kind are connected: `make test-bi`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from adbc_driver_postgresql import dbapi

from forge.figures import balanced
from forge.rendering import render
from tests.conftest import PROJECT_ROOT, gouji
from tests.gouji.exports.postgresql_server import find_programs, running_server

WAREHOUSE = os.environ.get("GOUJI_BI_WAREHOUSE")
pytestmark = pytest.mark.skipif(not WAREHOUSE, reason="a suite of its own: make test-bi")

COUNT = "select count(*) from marts.dim_reports"
# A reader ends when the file named by its last argument is there, and tells every different answer it was given.
HELD = """
    import sys, pathlib, duckdb
    connection = duckdb.connect(sys.argv[1], read_only=True)
    ask = lambda: connection.execute(sys.argv[2]).fetchall()[0][0]
"""
NULL_POOL = """
    import sys, pathlib, sqlalchemy
    engine = sqlalchemy.create_engine(
        f"duckdb:///{sys.argv[1]}?access_mode=read_only", poolclass=sqlalchemy.pool.NullPool)
    def ask():
        with engine.connect() as connection:
            return connection.execute(sqlalchemy.text(sys.argv[2])).scalar()
"""
READ_UNTIL_TOLD = """
    answers = [ask()]
    print("reading", flush=True)
    while not pathlib.Path(sys.argv[3]).exists():
        answers.append(ask())
    answers.append(ask())
    print(*dict.fromkeys(answers))
"""
EXPORT_UNTIL_TOLD = """
    import sys, pathlib
    from gouji.cli import main
    ends = []
    print("reading", flush=True)
    while not ends or not pathlib.Path(sys.argv[3]).exists():
        ends.append(main(["export", sys.argv[2], "--warehouse", sys.argv[1]]))
    print(*dict.fromkeys(ends))
"""


@pytest.fixture
def postgresql() -> Iterator[str]:
    programs = find_programs()
    assert programs is not None, "no PostgreSQL server is installed (Debian: apt-get install postgresql)"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with running_server(programs, Path(folder)) as address:
            yield f"{address}/postgres"


def started(program: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """A reader in a process of its own, once it has begun to read."""
    command = [sys.executable, "-W", "ignore", "-c", textwrap.dedent(program), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT_ROOT)}
    reader = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd="/"
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == "reading\n", reader.communicate()[1]
    return reader


def last_line(reader: subprocess.Popen[str]) -> str:
    told, said = reader.communicate()
    assert reader.returncode == 0, said
    return told.splitlines()[-1]


def reports_in(live_file: Path) -> int:
    with duckdb.connect(str(live_file), read_only=True) as connection:
        return int(connection.execute(COUNT).fetchall()[0][0])


def test_a_rebuild_disturbs_nobody_and_the_next_query_sees_it(tmp_path: Path, postgresql: str) -> None:
    live_file, told = tmp_path / "warehouse" / "gouji.duckdb", tmp_path / "told"
    live_file.parent.mkdir()
    shutil.copyfile(str(WAREHOUSE), live_file)
    before = reports_in(live_file)
    held = started(HELD + READ_UNTIL_TOLD, live_file, COUNT, told)
    null_pool = started(NULL_POOL + READ_UNTIL_TOLD, live_file, COUNT, told)
    exporting = started(EXPORT_UNTIL_TOLD, live_file, postgresql, told)
    another = tmp_path / "another.html"
    another.write_bytes(render(balanced(7, report_year=2024), "html_spans").content)
    ended = gouji(tmp_path, "build", another, "--warehouse", live_file, "--jobs", "1")
    told.touch()
    assert ended.returncode == 0, ended.stderr
    after = reports_in(live_file)
    assert after > before
    assert last_line(held) == f"{before}"
    assert last_line(null_pool) == f"{before} {after}"
    assert last_line(exporting) == "0"
    assert gouji(tmp_path, "export", postgresql, "--warehouse", live_file).returncode == 0
    with dbapi.connect(postgresql) as connection, connection.cursor() as cursor:
        cursor.execute(COUNT)
        assert cursor.fetchall() == [(after,)]
