"""One warehouse for all rules, built once for all workers: every planted fault, its unplanted twin, every history."""

from __future__ import annotations

import csv
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.run import ingest

from .cases import ALL_CASES, MEMBERS, NEW_RULE, Case
from .corpus import Filed, Place, counties, write
from .histories import LISTED, SUCCESSIONS, every_history

PROJECT_ROOT = Path(__file__).resolve().parents[2]
PROJECT_FILES = ("dbt_project.yml", "profiles.yml", "macros", "models", "seeds", "expectations", "tests/dbt")
CHOSEN_SEVERITIES = "{rule_severities: {plausibility.year_over_year: warning}}"
RULES_FILE = Path("expectations") / "rules" / "reconciliation_rules.csv"


@dataclass(frozen=True)
class Project:
    """A copy of the dbt project with one rule, and what the corpus needs to be told, added; and its build file."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "gouji.duckdb"

    def dbt(self, *arguments: str, database: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", *arguments]
        environment = os.environ | {"GOUJI_BUILD_FILE": str(database or self.database), "DO_NOT_TRACK": "1"}
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    @cached_property
    def verdicts(self) -> dict[tuple[str, str, str], str]:
        """Every verdict by report, rule and scope."""
        rows = self.rows("select report_id, rule_id, scope_code, verdict from marts.fct_rule_results")
        return {(report_id, rule_id, scope_code): verdict for report_id, rule_id, scope_code, verdict in rows}

    @cached_property
    def failures(self) -> dict[str, set[tuple[str, str]]]:
        """Rule and scope of every failing verdict, by report; claims in prose are tested elsewhere."""
        failing: dict[str, set[tuple[str, str]]] = {}
        for (report_id, rule_id, scope_code), verdict in self.verdicts.items():
            is_about_prose = rule_id.startswith("narrative.") and rule_id != "narrative.nil_statement"
            if verdict == "fail" and not is_about_prose:
                failing.setdefault(report_id, set()).add((rule_id, scope_code))
        return failing


def places(case: Case) -> tuple[Place, Place]:
    """Where the unplanted reports of a case come from, and where the planted ones do."""
    index = ALL_CASES.index(case)
    clean, planted = counties()[2 * index : 2 * index + 2]
    return clean, planted


@cache
def filed(case: str, is_planted: bool) -> tuple[Filed, ...]:
    """The reports of a case, by its name, with or without its fault."""
    [chosen] = [known for known in ALL_CASES if known.name == case]
    clean, planted = places(chosen)
    if is_planted:
        return tuple(Filed(figures, planted) for figures in chosen.planted(planted))
    return tuple(Filed(figures, clean) for figures in chosen.reports(clean))


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The warehouse of all cases: read it, never change it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "all_rules"
    folder.mkdir(exist_ok=True)
    project = Project(folder)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            _build(project)
            (folder / "built").touch()
    return project


def _build(project: Project) -> None:
    copy_project(project.folder)
    reports = project.folder / "reports"
    reports.mkdir()
    write(_corpus(), reports)
    ingest([reports], project.database)
    ended = project.dbt("build", "--resource-type", "seed", "--resource-type", "model", "--vars", CHOSEN_SEVERITIES)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def copy_project(folder: Path) -> None:
    """The project as it is, with one rule more, and with the successions and members that the corpus is about."""
    for name in PROJECT_FILES:
        source, copy = PROJECT_ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        else:
            shutil.copy(source, copy)
    _append(folder / RULES_FILE, [_new_rule()])
    _append(folder / "seeds" / "agency_successions.csv", SUCCESSIONS)
    _append(folder / "seeds" / "rollup_members.csv", _members())


def _new_rule() -> list[str]:
    with (PROJECT_ROOT / RULES_FILE).open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    optional = {"unless_group": "", "minimum_base": ""}
    return [(NEW_RULE | optional).get(column, f"{column} of the new rule") for column in columns]


def _members() -> Iterable[Sequence[object]]:
    rolled_up = [place for case in ALL_CASES if case.rule_id.startswith("rollup.") for place in places(case)]
    for place in (*rolled_up, *LISTED):
        for name in MEMBERS:
            yield f"{place.name}人民政府", place.code, 2020, "", place.name + name, place.code, "", ""


def _append(path: Path, lines: Iterable[Sequence[object]]) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


def _corpus() -> Iterable[Filed]:
    for case in ALL_CASES:
        yield from (*filed(case.name, False), *filed(case.name, True))
    yield from every_history()
