"""``gouji build`` with stand-ins for its stages: order, exit codes, and what happens to the live file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from gouji.errors import TransformFailed
from gouji.summary_view import EXAMPLE_QUERIES

from .conftest import Stages

Run = Callable[..., Result]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


@pytest.fixture
def live_file(tmp_path: Path) -> Path:
    return tmp_path / "w" / "gouji.duckdb"


def test_build_publishes_what_was_audited(run: Run, stages: Stages, reports: Path, live_file: Path) -> None:
    ended = run("build", reports, "--warehouse", live_file)
    assert (ended.exit_code, stages.calls) == (0, ["ingest", "transform", "audit"])
    assert "7 个文件 files" in ended.stdout
    assert "读取 Reading" in ended.stderr
    assert live_file.read_bytes() == (live_file.parent / ".build" / "gouji.duckdb").read_bytes()


def test_without_a_path_nothing_is_ingested(run: Run, stages: Stages, published: Path) -> None:
    assert run("build", "--warehouse", published).exit_code == 0
    assert stages.calls == ["transform", "audit"]


def test_without_anything_there_is_nothing_to_build(run: Run, stages: Stages, live_file: Path) -> None:
    ended = run("build", "--warehouse", live_file)
    assert (ended.exit_code, stages.calls, ended.stdout) == (2, [], "")
    assert "gouji build samples" in ended.stderr


def test_missing_path_is_named(run: Run, stages: Stages, live_file: Path) -> None:
    ended = run("build", "no-such-folder", "--warehouse", live_file)
    assert ended.exit_code == 2
    assert "路径不存在" in ended.stderr
    assert "No such path: no-such-folder" in ended.stderr


def test_failed_audit_leaves_the_live_file(run: Run, stages: Stages, published: Path, reports: Path) -> None:
    before = published.read_bytes()
    stages.integrity = False
    ended = run("build", reports, "--warehouse", published)
    assert ended.exit_code == 3
    assert "key.dim_reports" in ended.stderr
    assert published.read_bytes() == before


def test_failed_transform_leaves_the_live_file(run: Run, stages: Stages, published: Path) -> None:
    before = published.read_bytes()
    stages.fail_transform = TransformFailed(["test.gouji.unique_x: Got 1 result"], Path("logs"))
    ended = run("build", "--warehouse", published)
    assert (ended.exit_code, stages.calls) == (3, ["transform"])
    assert "test.gouji.unique_x: Got 1 result" in ended.stderr
    assert published.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "exit_code"),
    [
        ([], 0),
        (["--strict"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "critical"], 1),
        (["--fail-on", "notice"], 1),
        (["--strict", "--fail-on", "critical"], 1),
    ],
)
def test_findings_set_the_exit_code_after_publishing(
    run: Run, stages: Stages, published: Path, options: list[str], exit_code: int
) -> None:
    assert run("build", "--warehouse", published, *options).exit_code == exit_code
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute("select one from marts.built").fetchone() == (1,)


def test_acknowledged_findings_do_not_fail_a_build(run: Run, stages: Stages, published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute("update marts.fct_findings set is_acknowledged = true")
    assert run("build", "--warehouse", published, "--fail-on", "notice").exit_code == 0


def test_only_findings_grave_enough_fail_a_build(run: Run, stages: Stages, published: Path) -> None:
    with duckdb.connect(str(published)) as connection:
        connection.execute("delete from marts.fct_findings where severity <> 'notice'")
    assert run("build", "--warehouse", published, "--fail-on", "warning").exit_code == 0
    assert run("build", "--warehouse", published, "--fail-on", "notice").exit_code == 1


def test_ingest_neither_builds_nor_publishes(run: Run, stages: Stages, reports: Path, live_file: Path) -> None:
    ended = run("ingest", reports, "--warehouse", live_file)
    assert (ended.exit_code, stages.calls) == (0, ["ingest"])
    assert not live_file.exists()
    assert "empty_file" in ended.stdout
    assert "gouji build" in ended.stdout


@pytest.mark.parametrize("query", EXAMPLE_QUERIES.values(), ids=EXAMPLE_QUERIES.keys())
def test_example_queries_answer(published: Path, query: str) -> None:
    with duckdb.connect(str(published), read_only=True) as connection:
        assert connection.execute(query).fetchall()
