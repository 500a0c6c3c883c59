"""What every test finds: formats on trial are read, and the samples are built once for all workers.

That formats on trial are rejected by default is a test of its own.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.readers import TRIAL_VARIABLE

PROJECT_ROOT = Path(__file__).resolve().parents[1]
SAMPLES = PROJECT_ROOT / "samples"

os.environ[TRIAL_VARIABLE] = "pdf"

# A warehouse that many tests share, by the fixture that builds it; the slowest build first.
SHARED_BUILDS = ("built", "project", "evaluated")


@dataclass(frozen=True)
class Built:
    """A folder with a warehouse, and how the command that built it ended."""

    folder: Path
    ended: subprocess.CompletedProcess[str]

    @property
    def live_file(self) -> Path:
        return self.folder / "warehouse" / "gouji.duckdb"

    @property
    def build_file(self) -> Path:
        return self.folder / "warehouse" / ".build" / "gouji.duckdb"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that build something shared go first, one for each build, then what needs none of them, then the rest.

    So two workers build two warehouses at a time, and no worker waits for what the other one builds.
    """
    builders = {name: file for item in reversed(items) for name in _builds_of(item) if (file := item.path)}
    first = [builders[name] for name in SHARED_BUILDS if name in builders]
    waiting = {item.path for item in items if _builds_of(item)}

    def place(item: pytest.Item) -> tuple[bool, int]:
        return item.path not in first, first.index(item.path) if item.path in first else item.path in waiting

    items.sort(key=place)


def _builds_of(item: pytest.Item) -> list[str]:
    return [name for name in SHARED_BUILDS if name in getattr(item, "fixturenames", ())]


def gouji(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does: in some folder that is not the project's."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT_ROOT)}
    command = [sys.executable, "-m", "gouji", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The samples' published warehouse, shared by all workers: read it, never change it (copy its folder first)."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built_samples"
    folder.mkdir(exist_ok=True)
    ended_file = folder.with_suffix(".json")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ended_file.exists():
            ended = gouji(folder, "build", SAMPLES, "--jobs", "2")
            ended_file.write_text(json.dumps([ended.args, ended.returncode, ended.stdout, ended.stderr]))
    ended = subprocess.CompletedProcess(*json.loads(ended_file.read_text()))
    assert ended.returncode == 0, ended.stderr
    return Built(folder, ended)
