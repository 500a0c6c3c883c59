"""The command line itself: what it imports, what it says of mistakes, which code it exits with."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from gouji import __version__, cli

PROJECT_ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("polars", "dbt", "duckdb", "great_expectations", "pyarrow", "sqlalchemy")
Run = Callable[..., Result]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"], ["show", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from gouji.cli import main; code = main(sys.argv[1:]);"
        f"print(sorted(set({HEAVY}) & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    ended = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert ended.stderr == "[]\n"


def test_version_is_that_of_the_package(run: Run) -> None:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert run("--version").output == f"gouji, version {__version__}\n"


def test_module_can_be_run() -> None:
    ended = subprocess.run([sys.executable, "-m", "gouji", "--version"], capture_output=True, text=True, check=True)
    assert __version__ in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["nonsense"], "命令用法有误", "No such command 'nonsense'"),
        (["build", "--nonsense"], "没有选项 --nonsense", "No such option '--nonsense'"),
        (["build", "--fail-on", "everything"], "参数 --fail-on 的值无效", "'everything' is not one of"),
        (["build", "--jobs", "0"], "参数 --jobs 的值无效", "0 is not in the range"),
        (["ingest"], "缺少参数 PATH...", "Missing argument"),
        (["show", "福州市", "last"], "参数 year 的值无效", "'last' is not a valid integer"),
        (["build", "--strict", "--fail-on", "error"], "命令用法有误", "--strict means --fail-on critical"),
    ],
)
def test_bad_usage_says_what_and_what_to_do(run: Run, arguments: list[str], zh: str, en: str) -> None:
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert zh in ended.stderr
    assert en in ended.stderr
    assert "--help" in ended.stderr


def test_a_defect_is_not_mistaken_for_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a defect")

    monkeypatch.setattr(cli.group, "main", fail)
    ended = run("build")
    assert ended.exit_code == cli.EXIT_DEFECT
    assert "a defect" in ended.stderr


def test_ctrl_c_is_not_mistaken_for_a_finding(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.group, "main", interrupt)
    assert run("build").exit_code == cli.EXIT_INTERRUPTED
