"""Reading dbt's log, and what a failed run says. dbt itself runs in test_build_samples.py."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from gouji import transform
from gouji.errors import TransformFailed
from gouji.transform import dbt_command, dbt_environment, follow, run_dbt
from gouji.warehouse import Warehouse


def event(name: str, **data: object) -> str:
    return json.dumps({"info": {"name": name}, "data": data}) + "\n"


def finished(node: str) -> str:
    return event("LogModelResult", node_info={"unique_id": node, "node_finished_at": "2024-01-01"})


def test_progress_is_reported_for_each_node_once() -> None:
    seen: list[tuple[int, int]] = []
    lines = [event("ConcurrencyLine", node_count=2), finished("a"), finished("a"), finished("b")]
    log = follow(lines, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
    assert log.finished == {"a", "b"}


def test_lines_outside_the_log_are_kept() -> None:
    log = follow(["a warning of some library\n", '["json", "of", "another", "kind"]\n'], lambda *_: None)
    assert log.stray_lines == ["a warning of some library", '["json", "of", "another", "kind"]']


def test_nothing_is_written_into_the_project(tmp_path: Path) -> None:
    warehouse = Warehouse.at(tmp_path / "gouji.duckdb")
    command = dbt_command(warehouse, None)
    for option in ("--target-path", "--log-path"):
        assert Path(command[command.index(option) + 1]).is_relative_to(warehouse.build_folder)
    assert dbt_environment(warehouse)["GOUJI_BUILD_FILE"] == str(warehouse.build_file)
    assert dbt_environment(warehouse)["DO_NOT_TRACK"] == "1"


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (f"print({event('MainEncounteredError', exc='Compilation Error in model x').strip()!r})", "Compilation Error"),
        ("print('Segmentation fault')", "Segmentation fault"),
        (
            "import json, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(json.dumps({'results': ["
            "{'unique_id': 'test.gouji.unique_x', 'status': 'fail', 'message': 'Got 1 result'},"
            "{'unique_id': 'model.gouji.y', 'status': 'success', 'message': 'OK'}]}))",
            "test.gouji.unique_x: Got 1 result",
        ),
    ],
)
def test_failure_names_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, message: str) -> None:
    warehouse = Warehouse.at(tmp_path / "gouji.duckdb")
    target = warehouse.dbt_folder / "target"
    target.mkdir(parents=True)
    command = [sys.executable, "-c", f"{program}; raise SystemExit(1)", str(target / "run_results.json")]
    monkeypatch.setattr(transform, "dbt_command", lambda *_: command)
    with pytest.raises(TransformFailed) as failure:
        run_dbt(warehouse, lambda *_: None)
    assert message in "\n".join(failure.value.details)
    assert "model.gouji.y" not in "\n".join(failure.value.details)


def test_stale_results_are_not_taken_for_this_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse.at(tmp_path / "gouji.duckdb")
    target = warehouse.dbt_folder / "target"
    target.mkdir(parents=True)
    stale = {"results": [{"unique_id": "test.gouji.old", "status": "fail", "message": "yesterday"}]}
    (target / "run_results.json").write_text(json.dumps(stale))
    monkeypatch.setattr(transform, "dbt_command", lambda *_: [sys.executable, "-c", "raise SystemExit('no dbt')"])
    with pytest.raises(TransformFailed) as failure:
        run_dbt(warehouse, lambda *_: None)
    assert failure.value.details == ("no dbt",)
