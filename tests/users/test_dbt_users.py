"""What teams with dbt rely on, each as they would do it: `make test-users`, on the samples' warehouse.

``GOUJI_USERS_WAREHOUSE`` is the published file and ``GOUJI_USERS_DOCS`` the documentation that `make docs` wrote.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
import yaml
from click.testing import CliRunner

from gouji.cli import COMMANDS, group

WAREHOUSE, DOCS = (os.environ.get(name, "") for name in ("GOUJI_USERS_WAREHOUSE", "GOUJI_USERS_DOCS"))
pytestmark = pytest.mark.skipif(not WAREHOUSE, reason="a suite of its own: make test-users")

PROJECT = Path(__file__).parents[2]
PARTS = ("models", "macros", "seeds", "expectations", "tests/dbt", "dbt_project.yml", "profiles.yml")
EXAMPLES = sorted((PROJECT / "docs" / "ci").glob("*.yml"))


def dbt(folder: Path, *arguments: str, build_file: Path | None = None) -> list[str]:
    """The lines that dbt printed; fails with them where dbt fails."""
    run = run_dbt(folder, *arguments, build_file=build_file)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.splitlines()


def run_dbt(folder: Path, *arguments: str, build_file: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"GOUJI_BUILD_FILE": str(build_file)} if build_file else {})
    command = [sys.executable, "-c", "from dbt.cli.main import cli; cli()", "--quiet", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_another_project_builds_on_the_marts(tmp_path: Path) -> None:
    """With the two blocks of docs/dbt.md as they stand there."""
    page = (PROJECT / "docs" / "dbt.md").read_text("utf-8")
    profile, sources = (block.replace("    ", "", 1).replace("\n    ", "\n") for block in _indented(page)[:2])
    (tmp_path / "profiles.yml").write_text(
        profile.replace("/path/to/warehouse/gouji.duckdb", str(Path(WAREHOUSE).resolve()))
    )
    (tmp_path / "dbt_project.yml").write_text(
        "name: theirs\nconfig-version: 2\nprofile: my_project\nmodels: {+materialized: table}\n"
    )
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "_sources.yml").write_text(f"version: 2\n{sources}\n")
    (tmp_path / "models" / "busiest.sql").write_text(
        "select agency_name, sum(received_count) as received from {{ source('gouji', 'agency_years') }}\n"
        "inner join {{ source('gouji', 'dim_agencies') }} using (agency_id) group by all\n"
    )
    dbt(tmp_path, "build", "--profiles-dir", str(tmp_path))
    with duckdb.connect(str(tmp_path / "my_project.duckdb"), read_only=True) as theirs:
        [count] = theirs.execute("select count(*) from busiest").fetchone() or (0,)
    with duckdb.connect(WAREHOUSE, read_only=True) as ours:
        assert ours.execute("select count(distinct agency_id) from marts.agency_years").fetchone() == (count,)
    assert count > 1


def test_only_the_model_that_was_changed_is_called_modified(tmp_path: Path) -> None:
    for part in PARTS:
        source, target = PROJECT / part, tmp_path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    dbt(tmp_path, "parse", "--target-path", "before")
    listed = ("ls", "--state", "before", "--resource-type", "model", "--select")
    assert dbt(tmp_path, *listed, "state:modified") == []
    changed = tmp_path / "models" / "marts" / "fct_fees.sql"
    changed.write_text(f"{changed.read_text('utf-8')}\n-- changed\n", "utf-8")
    assert dbt(tmp_path, *listed, "state:modified") == ["gouji.marts.fct_fees"]
    assert "gouji.marts.fct_requests" not in dbt(tmp_path, *listed, "state:modified+")


def test_a_severity_that_there_is_not_stops_compilation(tmp_path: Path) -> None:
    variables = "{rule_severities: {requests.balance: fatal}}"
    ended = run_dbt(PROJECT, "parse", "--target-path", str(tmp_path), "--vars", variables)
    assert ended.returncode != 0
    assert "requests.balance" in ended.stdout
    assert "fatal" in ended.stdout
    assert "critical, error, warning, notice" in ended.stdout


def test_a_rule_that_there_is_not_stops_the_build(tmp_path: Path) -> None:
    build = Path(shutil.copy(Path(WAREHOUSE).resolve().parent / ".build" / "gouji.duckdb", tmp_path / "gouji.duckdb"))
    chosen = ("--select", "int_rules", "--vars", "{rule_severities: {requests.balanse: error}}")
    ended = run_dbt(PROJECT, "run", "--target-path", str(tmp_path), *chosen, build_file=build)
    assert ended.returncode != 0
    assert "there is no such rule: requests.balanse" in ended.stdout


def test_freshness_of_the_source_is_known(tmp_path: Path) -> None:
    build = Path(WAREHOUSE).resolve().parent / ".build" / "gouji.duckdb"
    dbt(PROJECT, "source", "freshness", "--target-path", str(tmp_path), build_file=build)
    told = yaml.safe_load((tmp_path / "sources.json").read_text("utf-8"))["results"]
    assert [(one["unique_id"], one["status"]) for one in told] == [("source.gouji.raw.loads", "pass")]


def test_the_documentation_is_one_file_that_asks_nobody(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    copy = shutil.copy(DOCS, tmp_path / "docs.html")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page, asked = chromium.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{copy.as_uri()}#!/model/model.gouji.dim_agencies")
        page.get_by_text("dim_agencies").first.wait_for()
        shown = page.get_by_text(re.compile(r"One row per agency.*[一-鿿]")).first
        shown.wait_for()
        chromium.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_of_ci_names_what_there_is(example: Path) -> None:
    """Every target of make, and every command of gouji with its options."""
    text = example.read_text("utf-8")
    yaml.safe_load(text)
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake (?:-C \S+ )?(\S+)", text):
        assert target == ".venv/.ready" or re.search(rf"^{target}:", makefile, re.MULTILINE), target
    commands = re.findall(r"bin/gouji (\w+)(.*)", text)
    assert commands
    for command, options in commands:
        assert command in COMMANDS
        told = CliRunner().invoke(group, [command, "--help"]).output
        assert all(option in told for option in re.findall(r"--[a-z-]+", options)), options


def _indented(page: str) -> list[str]:
    return re.findall(r"(?:^    .*\n|^\n(?=    ))+", page, re.MULTILINE)
