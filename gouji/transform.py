"""From raw to marts: ``dbt build`` over the build file.

dbt runs in a process of its own: when the process ends, DuckDB's lock is gone for certain, nothing is left on stdout,
and dbt's warnings and signal handlers stay away from ours. Its log events and ``run_results.json`` are documented.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import Any

from gouji.errors import TransformFailed
from gouji.parsed_project import find_parsed, keep_parsed, parsed_name
from gouji.progress import Advance
from gouji.warehouse import Warehouse

PROJECT_ROOT = Path(__file__).resolve().parent.parent
FAILED_STATUSES = frozenset({"error", "fail", "runtime error"})
# When dbt dies without a word in its log format, the end of what it printed is the best there is to show.
STRAY_LINES_SHOWN = 20
# Messages of dbt end in the chain of macros that led there; what is wrong stands at their beginning.
MESSAGE_LENGTH = 400


@dataclass(slots=True)
class DbtLog:
    """What the events of a run have told so far."""

    node_count: int = 0
    finished: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    stray_lines: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Take in one printed line: an event in JSON, or whatever a library printed past the log."""
        try:
            event = json.loads(line)
            name, data = event["info"]["name"], event["data"]
        except (ValueError, KeyError, TypeError):
            self.stray_lines.append(line.rstrip())
            return
        if name == "ConcurrencyLine":
            self.node_count = int(data["node_count"])
        elif name == "MainEncounteredError":
            self.errors.extend(str(data["exc"]).splitlines())
        self._note_finished(data.get("node_info") or {})

    def _note_finished(self, node: dict[str, Any]) -> None:
        if node.get("node_finished_at"):
            self.finished.add(str(node["unique_id"]))


def run_dbt(warehouse: Warehouse, advance: Advance) -> int:
    """Build seeds, models and their tests; how many nodes there were.

    Raises:
        TransformFailed: a node failed, or dbt could not begin.
    """
    target = warehouse.dbt_folder / "target"
    (target / "run_results.json").unlink(missing_ok=True)
    name = parsed_name(warehouse.build_file.stem)
    parsed = find_parsed(name)
    with subprocess.Popen(
        dbt_command(warehouse, parsed),
        cwd=PROJECT_ROOT,
        env=dbt_environment(warehouse),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        log = follow(process.stdout, advance)
    if process.returncode != 0:
        failures = failed_nodes(target) or log.errors or log.stray_lines[-STRAY_LINES_SHOWN:]
        raise TransformFailed(failures, warehouse.dbt_folder)
    if parsed is None:
        keep_parsed(target, name)
    return len(log.finished)


def dbt_command(warehouse: Warehouse, parsed: Path | None) -> list[str]:
    """The command line: the project is where this package lies, everything written goes beside the build file.

    Unit tests are left out: they examine the models on made-up rows, so no document can change what they say. The full
    refresh makes seeds anew; otherwise a seed that gained a column could not be loaded into a warehouse built before.
    """
    return [
        sys.executable, "-m", "gouji.dbt_process", str(parsed or ""), "build",
        "--full-refresh", "--exclude-resource-type", "unit_test",
        "--project-dir", str(PROJECT_ROOT),
        "--profiles-dir", str(PROJECT_ROOT),
        "--target-path", str(warehouse.dbt_folder / "target"),
        "--log-path", str(warehouse.dbt_folder / "logs"),
        "--log-format", "json", "--log-level", "info", "--no-use-colors", "--no-version-check",
        "--log-level-file", "info",  # the default, debug, takes a seventh of the whole run
    ]  # fmt: skip


def dbt_environment(warehouse: Warehouse) -> dict[str, str]:
    """Which file to build, and nothing to be reported home."""
    return os.environ | {
        "GOUJI_BUILD_FILE": str(warehouse.build_file),
        "DO_NOT_TRACK": "1",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "PYTHONUTF8": "1",
    }


def follow(lines: Iterable[str], advance: Advance) -> DbtLog:
    """Read the log while it is written, reporting each node that is done."""
    log = DbtLog()
    for line in lines:
        done_before = len(log.finished)
        log.take(line)
        if len(log.finished) > done_before and log.node_count:
            advance(min(len(log.finished), log.node_count), log.node_count)
    return log


def failed_nodes(target: Path) -> list[str]:
    """``model.gouji.x: message`` for every node that failed; empty if dbt stopped before it ran any."""
    try:
        results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    except FileNotFoundError:
        return []
    return [
        f"{result['unique_id']}: {shorten(str(result['message']), MESSAGE_LENGTH)}"
        for result in results
        if result["status"] in FAILED_STATUSES
    ]
