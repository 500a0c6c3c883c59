"""The whole way, nothing stood in for: documents in ``samples/`` to a published warehouse, and what stops it."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Built, gouji

MARTS = {
    "agency_years", "dim_agencies", "dim_agency_regions", "dim_applicant_types", "dim_enforcement_actions",
    "dim_metrics", "dim_outcomes", "dim_regions", "dim_reports", "dim_rule_terms", "dim_rules", "dim_series",
    "fct_enforcement", "fct_explanations", "fct_fees", "fct_findings", "fct_legacy_indicators", "fct_legal_challenges",
    "fct_narrative_claims", "fct_printed_cells", "fct_procurement", "fct_regulatory_documents", "fct_request_outcomes",
    "fct_requests", "fct_restated_cells", "fct_restated_verdicts", "fct_rule_results", "region_years", "report_chains",
    "report_coverage", "series_crosswalk", "summary_members",
}  # fmt: skip

DUPLICATE_CELL = "insert into raw.cells select * from raw.cells limit 1"
LOST_ROW = "delete from marts.fct_request_outcomes where rowid = (select max(rowid) from marts.fct_request_outcomes)"
FAILED = "select expectation_id from audit.expectation_results where suite = 'integrity' and not success"


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Built:
    """The built warehouse in a folder of its own, to be spoilt."""
    shutil.copytree(built.folder / "warehouse", tmp_path / "warehouse")
    return Built(tmp_path, built.ended)


def test_build_publishes_what_was_audited(built: Built) -> None:
    assert "已发布 Published" in built.ended.stdout
    assert built.build_file.read_bytes() == built.live_file.read_bytes()


def test_every_mart_is_published(built: Built) -> None:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        rows = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        schemas = connection.execute("select schema_name from duckdb_schemas()").fetchall()
    assert {name for (name,) in rows} == MARTS
    assert {"raw", "audit"} <= {name for (name,) in schemas}


def test_documents_in_are_documents_out(built: Built) -> None:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        row = connection.execute("""
            select
                (select count(distinct document_id) from raw.sources),
                (select count(*) from raw.documents) + (select count(distinct document_id) from raw.rejects)
        """).fetchone()
    assert row is not None
    assert row[0] == row[1] > 0


def test_nothing_is_written_beside_the_warehouse(built: Built) -> None:
    assert [path.name for path in built.folder.iterdir()] == ["warehouse"]
    assert sorted(path.name for path in (built.folder / "warehouse").iterdir()) == [".build", "gouji.duckdb"]


def test_pipeline_faults_stop_publishing_and_are_named(copy: Built) -> None:
    """Each fault by itself is planted in a build in miniature; here two of them stand in a real one."""
    before = copy.live_file.read_bytes()
    with duckdb.connect(str(copy.build_file)) as connection:
        connection.execute(DUPLICATE_CELL)
        connection.execute(LOST_ROW)
    ended = gouji(copy.folder, "audit")
    assert ended.returncode == 3, ended.stderr
    assert "审计未通过" in ended.stdout
    assert copy.live_file.read_bytes() == before
    with duckdb.connect(str(copy.build_file), read_only=True) as connection:
        failed = connection.execute(FAILED).fetchall()
    assert {name for (name,) in failed} == {"key.raw.cells", "figures.lost"}


def test_report_is_shown(built: Built) -> None:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        row = connection.execute("""
            select agencies.agency_name, reports.report_year
            from marts.fct_findings as findings
            inner join marts.dim_reports as reports using (report_id)
            inner join marts.dim_agencies as agencies using (agency_id)
            where findings.severity = 'critical' and reports.is_current
            order by findings.finding_id limit 1
        """).fetchone()
    assert row is not None
    ended = gouji(built.folder, "show", row[0], str(row[1]))
    assert ended.returncode == 0, ended.stderr
    assert "[1] 严重" in ended.stdout
