"""The gate as a whole, with Great Expectations: what it answers, and what it leaves in the database.

An audit takes a second, and the first one the seconds of the import; so most tests look at the same one.
"""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.__main__ import INTEGRITY_FAILED, OK, UNUSABLE, main
from expectations.checks import Check, PlannedCheck
from expectations.data_docs import MARKER
from expectations.errors import ForeignFolder, NotABuild, UnreadableDatabase
from expectations.gate import audit
from expectations.results import AuditResult, ExpectationResult
from expectations.validation import run_suites

MakeBuild = Callable[..., Path]

LEGACY_FAILS = """
update marts.fct_rule_results
set verdict = 'fail', scope_code = 'proactive_total.year', reason = null,
    left_value = 1795, right_value = 2026, residual = -231
where rule_id = 'legacy.channels';
insert into marts.fct_findings values ('f2', 'r2015', 'legacy.channels', 'error');
"""
FACT_ALTERED = "update marts.fct_legal_challenges set case_count = 11 where report_id = 'r2021'"
# More offenders than Great Expectations hands over, which is 200.
MANY = 250
MANY_FAIL = f"""
insert into marts.fct_rule_results
select 'r2021', 'requests.balance', 'c' || range, 1, 0, 1, 'fail', null, 'critical', true from range({MANY});
insert into marts.fct_findings values ('f3', 'r2021', 'requests.balance', 'critical');
"""


@dataclass(frozen=True)
class Audited:
    """A sound build with two publishers' faults, after its audit."""

    database: Path
    docs: Path
    result: AuditResult


@pytest.fixture(scope="module")
def audited(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Audited without a network."""

    def refuse(*_: object) -> None:
        raise AssertionError("the audit opened a connection")

    folder = tmp_path_factory.mktemp("audited")
    database = Path(shutil.copy(pristine, folder / "gouji.duckdb"))
    with duckdb.connect(str(database)) as connection:
        connection.execute(LEGACY_FAILS)
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr(socket.socket, "connect", refuse)
        return Audited(database, folder / "docs", audit(database, docs=folder / "docs"))


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def of(result: AuditResult, expectation_id: str) -> ExpectationResult:
    [outcome] = [outcome for outcome in result.expectations if outcome.expectation_id == expectation_id]
    return outcome


def test_a_publishers_fault_is_recorded_and_stops_nothing(audited: Audited) -> None:
    assert audited.result.integrity_passed
    assert audited.result.severity_counts == {"error": 2}
    assert of(audited.result, "rule.legacy.channels").success is False
    offenders = "select expectation_id, report_id, scope_code, detail from audit.unexpected_rows"
    assert rows(audited.database, offenders) == [
        ("rule.legacy.channels", "r2015", "proactive_total.year",
         "left=1795.000000, right=2026.000000, residual=-231.000000"),
        ("rule.legal_challenges.results", "r2021", "reconsideration",
         "left=10.500000, right=0.000000, residual=10.500000"),
    ]  # fmt: skip


def test_every_rule_has_its_expectation_with_its_severity(audited: Audited) -> None:
    assert rows(
        audited.database,
        "select rule_id, severity, description, success, evaluated_count, unexpected_count"
        " from audit.expectation_results where suite = 'reconciliation' order by rule_id",
    ) == [
        ("disclosures.items", "warning", "项目数量衔接 / Items follow on", True, 1, 0),
        ("legacy.channels", "error", "渠道之和等于总数 / Channels sum to the total", False, 1, 1),
        ("legal_challenges.results", "error", "各结果之和等于总计 / Results sum to the total", False, 1, 1),
        ("narrative.received", "notice", "正文与表格一致 / Prose and table agree", True, 1, 0),
        ("requests.balance", "critical", "收支平衡 / Requests balance", True, 1, 0),
        ("rollup.requests", "warning", "申请汇总 / Requests add up", True, 1, 0),
    ]


def test_loads_and_comments_are_published_with_the_audit(audited: Audited) -> None:
    assert rows(audited.database, "from audit.loads") == rows(audited.database, "from raw.loads")
    undescribed = "select table_name from duckdb_tables() where schema_name = 'audit' and comment is null"
    assert rows(audited.database, undescribed) == []


def test_data_docs_need_no_network(audited: Audited) -> None:
    pages = list(audited.docs.rglob("*.html"))
    assert {page.name for page in pages} >= {"index.html", "integrity.html", "reconciliation.html"}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "http" not in text
        assert "<script" not in text
    index = (audited.docs / "index.html").read_text(encoding="utf-8")
    assert all((audited.docs / link.split('"')[0]).is_file() for link in index.split('href="')[1:])


def test_a_second_audit_replaces_the_first(audited: Audited) -> None:
    second = audit(audited.database, docs=audited.docs)
    assert second.expectations == audited.result.expectations
    assert rows(audited.database, "select run_id, count(*) from audit.expectation_results group by run_id") == [
        (second.run_id, len(second.expectations))
    ]
    assert len(list((audited.docs / "validations").rglob("*.html"))) == len(("integrity", "reconciliation"))


def test_a_pipeline_fault_stops_publishing_and_is_traced(build: MakeBuild, capsys: pytest.CaptureFixture[str]) -> None:
    database = build(FACT_ALTERED)
    assert main([str(database)]) == INTEGRITY_FAILED
    printed = capsys.readouterr().out
    assert printed.startswith("integrity failed\n  figures.altered: 1 (")
    assert printed.endswith("failing verdicts\n  error: 1\n")
    traced = "select report_id, scope_code from audit.unexpected_rows where expectation_id = 'figures.altered'"
    assert rows(database, traced) == [("r2021", "legal_challenges.reconsideration.upheld")]


def test_a_missing_table_is_a_failure_with_its_exception(build: MakeBuild) -> None:
    result = audit(build("drop table marts.dim_rules"))
    assert not result.integrity_passed
    assert of(result, "key.dim_rules").success is False
    assert "dim_rules does not exist" in str(of(result, "key.dim_rules").exception_message)
    assert of(result, "key.dim_reports").success is True
    assert {outcome.suite for outcome in result.expectations} == {"integrity"}


def test_a_query_that_fails_while_it_runs_is_a_failure(build: MakeBuild) -> None:
    check = Check("boom", "出错", "Boom", "select error('boom'), null, null", "select 1")
    outcomes = run_suites(build(), {"integrity": [PlannedCheck(check, 1)]})
    assert not outcomes["boom"].success
    assert "boom" in str(outcomes["boom"].exception_message)


def test_every_offender_is_written_however_many_and_a_rule_may_stay_undecided(build: MakeBuild) -> None:
    database = build(MANY_FAIL)
    result = audit(database)
    assert result.severity_counts == {"critical": MANY, "error": 1}
    written = rows(database, "select detail from audit.unexpected_rows where expectation_id = 'rule.requests.balance'")
    assert written == [("left=1.000000, right=0.000000, residual=1.000000, acknowledged",)] * MANY
    assert of(result, "rule.legacy.channels").success is None


def test_a_folder_of_other_files_is_never_emptied(build: MakeBuild, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignFolder):
        audit(build(), docs=tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
    assert not (tmp_path / MARKER).exists()


def test_unusable_databases_are_told_apart(build: MakeBuild, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDatabase, match="no such file"):
        audit(tmp_path / "missing.duckdb")
    text = tmp_path / "text.duckdb"
    text.write_text("not a database")
    with pytest.raises(UnreadableDatabase):
        audit(text)
    empty = tmp_path / "empty.duckdb"
    duckdb.connect(str(empty)).close()
    with pytest.raises(NotABuild, match="gouji build"):
        audit(empty)
    database = build()
    with duckdb.connect(str(database)), pytest.raises(UnreadableDatabase):
        audit(database)


def test_command_prints_json_and_nothing_else_for_any_path(
    build: MakeBuild, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The path holds signs that mean something in URLs and to the shell."""
    database = tmp_path / "勾稽 $HOME&a=1#%41" / "gouji.duckdb"
    database.parent.mkdir()
    build().rename(database)
    assert main([str(database), "--json"]) == OK
    printed = capsys.readouterr().out
    assert json.loads(printed)["integrity_passed"] is True
    result = AuditResult.from_json(printed)
    assert result.database == database
    assert result.to_json() + "\n" == printed


def test_command_refuses_what_it_cannot_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "missing.duckdb")]) == UNUSABLE
    assert "no such file" in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        main([])
    assert usage.value.code == UNUSABLE


def test_decimals_stay_exact_through_the_dialect(build: MakeBuild) -> None:
    """A float would turn 0.1 + 0.2 into another number; the dialect hands over what DuckDB holds."""
    from sqlalchemy import create_engine, text

    from expectations.dialect import DIALECT_NAME, register_dialect

    register_dialect()
    connect_args = {"database": str(build()), "read_only": True}
    engine = create_engine(f"{DIALECT_NAME}://", connect_args=connect_args)
    with engine.connect() as connection:
        first = connection.execute(text("select 0.1 + 0.2 as value union all select 1 order by value"))
        second = connection.execute(text("select 'another result of the same connection'"))
        assert [row.value for row in first] == [Decimal("0.3"), Decimal("1.0")]
        assert second.scalar() == "another result of the same connection"
    engine.dispose()
