"""What is done in a process of its own comes back whole: results, errors, and word of a process that died.

Each program runs in a Python of its own: the tests' process has DuckDB, which makes forking unsafe.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.check.errors import NothingToCheck, ReaderDied
from gouji.check.json_output import to_json
from gouji.check.model import CheckResult
from gouji.errors import AgencyAmbiguous, GoujiError, UnreadableInput
from tests.conftest import SAMPLES

forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
PROGRAM = """
import os, signal
from pathlib import Path
from gouji.check.aside import Aside, can_fork
from gouji.check.errors import NothingToCheck
{before}
told, here = [], os.getpid()

def work(advance):
    advance(1, 2)
    {work}

try:
    with Aside(work) as aside:
        print(repr(aside.result(lambda done, total: told.append((done, total)))), told, end="")
except Exception as error:
    print(type(error).__name__, str(error), getattr(error, "details", None), told, end="")
try:
    os.waitpid(-1, os.WNOHANG)
    print(" and a process is left", end="")
except ChildProcessError:
    pass
"""


def printed(work: str, before: str = "") -> str:
    program = PROGRAM.format(work=work, before=before)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert ended.stderr == ""
    return ended.stdout


@forks
def test_a_result_comes_from_another_process() -> None:
    assert printed("return os.getpid() != here, os.getppid() == here") == "(True, True) [(1, 2)]"


@pytest.mark.parametrize("before", ["import duckdb", "import polars", "import sys; sys.platform = 'darwin'"])
def test_where_forking_is_not_safe_the_work_is_done_here(before: str) -> None:
    assert printed("return os.getpid() == here", before) == "True [(1, 2)]"


@forks
def test_beside_another_thread_nothing_is_forked() -> None:
    busy = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
    assert printed("return os.getpid() == here", busy) == "True [(1, 2)]"


@forks
def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    assert printed("raise KeyError('x')") == "KeyError 'x' None [(1, 2)]"
    assert printed("raise EOFError('y')") == "EOFError y None [(1, 2)]"
    told = printed("raise NothingToCheck([Path('empty')])")
    assert told == "NothingToCheck 所给路径中没有文件 / There is no document at the given paths: empty () [(1, 2)]"


@forks
@pytest.mark.parametrize(
    ("end", "how"),
    [("os.kill(os.getpid(), signal.SIGKILL)", "signal 9"), ("os._exit(7)", "exit code 7")],
)
def test_a_process_that_died_is_told(end: str, how: str) -> None:
    assert printed(end).startswith("ReaderDied 读取文件的进程意外中止 / ")
    assert f": {how} ()" in printed(end)


@forks
def test_a_result_that_nobody_waits_for_ends_with_the_context() -> None:
    """The work here would never be done."""
    program = PROGRAM.replace("aside.result(lambda done, total: told.append((done, total)))", "0")
    ended = subprocess.run(
        [sys.executable, "-c", program.format(before="", work="signal.pause()")],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (ended.stdout, ended.stderr) == ("0 []", "")


@pytest.mark.parametrize(
    "error",
    [
        NothingToCheck([Path("a"), Path("b")]),
        ReaderDied(-11),
        UnreadableInput("没有", "missing"),
        AgencyAmbiguous("x", ["a", "b"]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_its_way_between_processes(error: GoujiError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), vars(back)) == (str(error), vars(error))


def test_in_several_processes_the_same_is_found(checked: CheckResult) -> None:
    """The samples are enough for two readers beside the process with the database."""
    command = [
        sys.executable,
        "-m",
        "gouji",
        "check",
        "--quiet",
        "--format",
        "json",
        "--fail-on",
        "never",
        str(SAMPLES),
    ]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.stderr == ""
    assert json.loads(ended.stdout) == json.loads(to_json(checked))
