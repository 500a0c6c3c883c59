"""What dbt found in the project is used again for that very project and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gouji import parsed_project
from gouji.check import bundle
from gouji.check.bundle import PROJECT_ROOT
from gouji.dbt_process import manifest_in
from gouji.parsed_project import LEFT_BY_DBT, find_parsed, keep_parsed, parsed_name

READ = ("models/staging/_raw__sources.yml", "tests/dbt", "seeds/_seeds.yml", "dbt_project.yml", "profiles.yml")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few files of the project, in another place."""
    root = tmp_path / "project"
    for name in READ:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (PROJECT_ROOT / name).is_dir() else shutil.copy
        copy(PROJECT_ROOT / name, root / name)
    for module in (bundle, parsed_project):
        monkeypatch.setattr(module, "PROJECT_ROOT", root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


@pytest.mark.parametrize(
    "changed", ["dbt_project.yml", "tests/dbt/another_test.sql", "models/words.md", "packages.yml"]
)
def test_a_change_of_anything_that_dbt_reads_makes_it_stale(project: Path, changed: str) -> None:
    before = parsed_name("gouji")
    with (project / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert parsed_name("gouji") != before


def test_another_place_or_another_dbt_has_its_own(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = parsed_name("gouji")
    moved = project.rename(project.with_name("moved"))
    for module in (bundle, parsed_project):
        monkeypatch.setattr(module, "PROJECT_ROOT", moved)
    there = parsed_name("gouji")
    monkeypatch.setattr(parsed_project, "version", lambda _: "0.0.1")
    assert len({here, there, parsed_name("gouji")}) == 3


def test_what_is_kept_is_found_and_what_was_kept_before_goes(project: Path, tmp_path: Path) -> None:
    (tmp_path / LEFT_BY_DBT).write_bytes(b"first")
    first = parsed_name("gouji")
    keep_parsed(tmp_path, first)
    (project / "tests/dbt/another_test.sql").write_text("select 1 where false", encoding="utf-8")
    assert find_parsed(parsed_name("gouji")) is None
    keep_parsed(tmp_path, parsed_name("gouji"))
    found = find_parsed(parsed_name("gouji"))
    assert found is not None
    assert found.read_bytes() == b"first"
    assert [file.name for file in found.parent.iterdir()] == [parsed_name("gouji")]


def test_a_warehouse_of_another_name_has_its_own(project: Path, tmp_path: Path) -> None:
    """What dbt found names the catalogue in every relation: in a database of another name there is none of them."""
    for catalogue in ("gouji", "reports"):
        (tmp_path / LEFT_BY_DBT).write_bytes(catalogue.encode())
        assert find_parsed(parsed_name(catalogue)) is None
        keep_parsed(tmp_path, parsed_name(catalogue))
    found = [find_parsed(parsed_name(catalogue)) for catalogue in ("gouji", "reports")]
    assert [file.read_bytes() for file in found if file] == [b"gouji", b"reports"]


def test_nothing_is_kept_of_a_project_that_changed_meanwhile(project: Path, tmp_path: Path) -> None:
    (tmp_path / LEFT_BY_DBT).write_bytes(b"of which state?")
    before = parsed_name("gouji")
    (project / "tests/dbt/another_test.sql").write_text("select 1", encoding="utf-8")
    keep_parsed(tmp_path, before)
    assert (find_parsed(before), find_parsed(parsed_name("gouji"))) == (None, None)


@pytest.mark.parametrize("content", [None, b"", b"\x93\x01\x02", b"no manifest"])
def test_what_is_of_no_use_is_passed_over(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "parsed.msgpack"
    if content is not None:
        file.write_bytes(content)
    assert manifest_in(file) is None
    assert manifest_in(Path()) is None
