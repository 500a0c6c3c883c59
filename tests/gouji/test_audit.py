"""``gouji audit``: what the gate says becomes a table and an exit code. The gate runs in test_build_samples.py."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from gouji import audit
from gouji.errors import AuditRefused, AuditUnusable

from .conftest import Stages

Run = Callable[..., Result]


def test_passed_audit_exits_with_0_and_publishes_nothing(run: Run, stages: Stages, published: Path) -> None:
    before = published.read_bytes()
    ended = run("audit", "--warehouse", published)
    assert (ended.exit_code, stages.calls) == (0, ["audit"])
    assert "key.dim_reports" in ended.stdout
    assert "审计通过" in ended.stdout
    assert published.read_bytes() == before


def test_failed_audit_exits_with_3(run: Run, stages: Stages, published: Path) -> None:
    stages.integrity = False
    ended = run("audit", "--warehouse", published)
    assert ended.exit_code == 3
    assert "审计未通过" in ended.stdout
    assert "key.dim_reports: 0 - 主键 / Key" in ended.stderr
    assert "r1 report_id=r1, rows=2" in ended.stderr


def test_without_a_warehouse_there_is_nothing_to_audit(run: Run, stages: Stages, tmp_path: Path) -> None:
    ended = run("audit", "--warehouse", tmp_path / "gouji.duckdb")
    assert (ended.exit_code, stages.calls) == (2, [])


@pytest.mark.parametrize(
    ("returncode", "stdout", "error"),
    [(2, "", AuditRefused), (1, "", AuditUnusable), (0, "not json", AuditUnusable), (0, "{}", AuditUnusable)],
)
def test_gate_without_a_verdict_is_never_a_pass(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, returncode: int, stdout: str, error: type[Exception]
) -> None:
    ended = subprocess.CompletedProcess([], returncode, stdout, "Traceback")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(error):
        audit.run_gate(tmp_path / "gouji.duckdb")


def test_result_of_the_gate_is_read_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stages: Stages) -> None:
    expected = stages.audit(tmp_path / "gouji.duckdb")
    monkeypatch.undo()
    ended = subprocess.CompletedProcess([], 0, expected.to_json(), "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    assert audit.run_gate(tmp_path / "gouji.duckdb") == expected
