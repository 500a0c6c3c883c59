"""The code of docs/connect/ runs on the samples, as it is printed there, and finds what is printed there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import Result

from tests.conftest import PROJECT_ROOT, Built

Run = Callable[..., Result]
CONNECT = PROJECT_ROOT / "docs" / "connect"
BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^):#]+)\)")
# ibis is none of the pinned packages.
NEEDS_MORE = "# ibis"


def blocks(page: str, language: str) -> list[str]:
    found = BLOCK.findall((CONNECT / page).read_text(encoding="utf-8"))
    return [text for name, text in found if name == language and not text.startswith(NEEDS_MORE)]


def test_polars_finds_what_the_page_prints(
    run: Run, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_duckdb, with_parquet = blocks("notebooks.md", "python")
    (printed,) = blocks("notebooks.md", "")
    (tmp_path / "warehouse").symlink_to(built.live_file.parent)
    monkeypatch.chdir(tmp_path)
    with pl.Config(tbl_width_chars=100, tbl_formatting="UTF8_FULL_CONDENSED"):
        exec(compile(with_duckdb, "notebooks.md", "exec"), {})
        assert capsys.readouterr().out == printed
        assert run("export", "marts", "--warehouse", built.live_file).exit_code == 0
        capsys.readouterr()
        scope: dict[str, pl.LazyFrame] = {}
        exec(compile(with_parquet, "notebooks.md", "exec"), scope)
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        expected = connection.sql("""
            select report_year, outcome_group_code, sum(request_count) from marts.fct_request_outcomes
            join marts.dim_reports using (report_id) group by all
        """).fetchall()
    assert sorted(scope["by_group"].collect().rows()) == sorted(expected)


def test_sql_for_clients_runs(built: Built) -> None:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        for statement in blocks("sql-clients.md", "sql"):
            assert connection.execute(statement).fetchall()


@pytest.mark.parametrize("page", sorted(path.name for path in CONNECT.glob("*.md")))
def test_links_images_and_tests_that_a_page_names_are_there(page: str) -> None:
    text = (CONNECT / page).read_text(encoding="utf-8")
    named = [CONNECT / link for link in LINK.findall(text)]
    named += [next(PROJECT_ROOT.glob(name), PROJECT_ROOT / name) for name in re.findall(r"`(tests/[^`]+)`", text)]
    assert [str(path) for path in named if not path.exists()] == []
