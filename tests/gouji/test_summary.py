"""The closing summary: its figures, and that it fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from rich.cells import cell_len

from gouji import summary
from gouji.acknowledgements import Acknowledgement
from gouji.errors import WarehouseMissing, WarehouseNotBuilt
from gouji.summary import VerdictCounts, read_summary

from .conftest import Stages


def test_documents_in_are_documents_accepted_and_rejected(published_once: Path) -> None:
    documents = read_summary(published_once).documents
    assert (documents.source_count, documents.document_count, documents.accepted_count) == (7, 6, 4)
    assert documents.rejected == (("empty_file", 1), ("no_statutory_tables", 1))


def test_verdicts_are_counted_by_severity_gravest_first(published_once: Path) -> None:
    assert read_summary(published_once).verdicts == (
        VerdictCounts("critical", passed=1, failed=1, not_evaluable=1, acknowledged=0),
        VerdictCounts("error", passed=0, failed=1, not_evaluable=0, acknowledged=1),
        VerdictCounts("notice", passed=0, failed=1, not_evaluable=0, acknowledged=0),
    )


def test_worst_findings_come_first_and_acknowledged_ones_not_at_all(published_once: Path) -> None:
    summary = read_summary(published_once)
    assert [finding.rule_id for finding in summary.worst] == ["requests.balance", "narrative.received"]
    assert summary.open_findings(["critical", "error"]) == 1


def test_cells_are_counted_by_state(published_once: Path) -> None:
    states = dict(read_summary(published_once).cell_states)
    assert states["blank"] == states["dash"] == states["unreadable"] == states["stated_in_prose"] == 1
    assert list(states) == ["number", "blank", "dash", "stated_in_prose", "unreadable", "absent"]


def test_missing_and_empty_warehouses_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing):
        read_summary(tmp_path / "none.duckdb")
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    with pytest.raises(WarehouseNotBuilt):
        read_summary(tmp_path / "empty.duckdb")


def test_what_is_kept_out_of_the_facts_is_said(
    run: Callable[..., Result], stages: Stages, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published.parent)
    text = run("build", "--warehouse", "gouji.duckdb").stdout
    assert "隔离 quarantined: 1 份报告不计入事实表" in text
    with duckdb.connect(str(published)) as connection:
        [query] = re.findall("select .* where is_quarantined", text)
        assert [row[0] for row in connection.execute(query).fetchall()] == ["r4"]
    with duckdb.connect(str(published.parent / ".build" / "gouji.duckdb")) as connection:
        connection.execute("update marts.dim_reports set is_quarantined = false")
    assert "quarantined" not in run("build", "--warehouse", "gouji.duckdb").stdout


def test_acknowledgements_that_lapsed_are_named(
    run: Callable[..., Result], stages: Stages, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published.parent)
    why = ("台账如此", "复函", "张三")
    entries = (
        Acknowledgement("r1", "legal_challenges.results", "reconsideration", "11 vs 0", *why),
        Acknowledgement("r1", "requests.balance", "total", "9 vs 8", *why),
        Acknowledgement("of no report that is here", "requests.balance", "total", "9 vs 8", *why),
    )
    monkeypatch.setattr(summary, "read_acknowledgements", lambda: entries)
    text = run("build", "--warehouse", "gouji.duckdb").stdout
    assert "已确认差异 known discrepancies: 1 条有效 count · 1 条失效 lapsed" in text
    assert "r1 requests.balance total: 9 vs 8" in text


@pytest.mark.parametrize("width", [80, 100])
def test_summary_fits_the_width(
    run: Callable[..., Result], stages: Stages, published: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(published.parent)
    lines = run("build", "--warehouse", "gouji.duckdb").stdout.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "  gouji.duckdb" in lines
    assert any("是年度报告，但文中没有法定表格" in line for line in lines)
    assert any("自然人：261 ≠ 275，相差 -14" in line for line in lines)
