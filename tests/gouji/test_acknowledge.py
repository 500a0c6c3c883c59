"""``gouji acknowledge`` and the file it writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from gouji import acknowledgements
from gouji.acknowledgements import COLUMNS, read_acknowledgements
from gouji.errors import AcknowledgementInvalid

from .conftest import Stages

Run = Callable[..., Result]
HEADER = ",".join(COLUMNS)
ROW = "r1,requests.balance,natural_person,27 vs 21,理由,依据,张三,2026-12-31"
OPTIONS = ("--reason", "机关复函，台账如此", "--evidence", "复函", "--by", "张三")


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of its own for each test, empty but for its header."""
    path = tmp_path / "known_discrepancies.csv"
    path.write_text(f"{HEADER}\n", encoding="utf-8")
    monkeypatch.setattr(acknowledgements.read_acknowledgements, "__defaults__", (path, acknowledgements.RULES))
    monkeypatch.setattr(acknowledgements.acknowledge, "__defaults__", (path, acknowledgements.RULES))
    return path


@pytest.fixture
def failing(published: Path) -> tuple[str, str, str]:
    """A failing verdict of the published warehouse."""
    with duckdb.connect(str(published), read_only=True) as connection:
        row = connection.execute(
            "select report_id, rule_id, scope_code from marts.fct_rule_results where verdict = 'fail' order by all"
        ).fetchone()
    assert row is not None
    return row


def test_a_row_is_written_with_the_figures_as_printed(
    run: Run, published: Path, known: Path, failing: tuple[str, str, str]
) -> None:
    ended = run("acknowledge", *failing, *OPTIONS, "--expires", "2030-01-31", "--warehouse", published)
    assert ended.exit_code == 0, ended.stderr
    [entry] = read_acknowledgements(known)
    assert entry.place == failing
    assert entry.printed_values.count(" vs ") == 1
    assert (entry.reason, entry.acknowledged_by, entry.expires_on) == ("机关复函，台账如此", "张三", "2030-01-31")


def test_a_newer_row_takes_the_place_of_the_older(
    run: Run, published: Path, known: Path, failing: tuple[str, str, str]
) -> None:
    known.write_text(f"{HEADER}\n{','.join(failing)},1 vs 2,旧,旧,李四,\n", encoding="utf-8")
    assert run("acknowledge", *failing, *OPTIONS, "--warehouse", published).exit_code == 0
    [entry] = read_acknowledgements(known)
    assert entry.acknowledged_by == "张三"


def test_what_does_not_fail_cannot_be_acknowledged(run: Run, published: Path, known: Path) -> None:
    ended = run("acknowledge", "r1", "requests.balance", "no_such_scope", *OPTIONS, "--warehouse", published)
    assert ended.exit_code == 2
    assert "does not fail for no_such_scope" in ended.stderr
    assert known.read_text(encoding="utf-8") == f"{HEADER}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("report_id,rule_id\n", "the header must be"),
        (f"{HEADER}\n{ROW.replace('requests.balance', 'requests.balanse')}\n", "names rule requests.balanse"),
        (f"{HEADER}\n{ROW.replace('理由', '')}\n", "has no reason"),
        (f"{HEADER}\n{ROW.replace('2026-12-31', '2026-13-01')}\n", "has 2026-13-01 for a date"),
        (f"{HEADER}\n{ROW.replace('2026-12-31', '明年')}\n", "write it as 2026-12-31"),
        (f"{HEADER}\n{ROW},more\n", "more values than columns"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "Line 3 of the known discrepancies repeats"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_line(
    run: Run, stages: Stages, published: Path, known: Path, text: str, problem: str
) -> None:
    known.write_text(text, encoding="utf-8")
    with pytest.raises(AcknowledgementInvalid):
        read_acknowledgements(known)
    ended = run("build", "--warehouse", published)
    assert (ended.exit_code, stages.calls) == (2, [])
    assert problem in " ".join(ended.stderr.split())


def test_the_file_of_the_project_is_well_formed() -> None:
    read_acknowledgements()


def test_a_row_that_does_not_end_is_well_formed(known: Path) -> None:
    known.write_text(f"{HEADER}\n{ROW.removesuffix('2026-12-31')}\n", encoding="utf-8")
    [entry] = read_acknowledgements(known)
    assert entry.expires_on == ""
