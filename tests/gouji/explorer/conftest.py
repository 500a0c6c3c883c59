"""A small published warehouse under the marts' own contracts, one report of it hostile, and a client on it."""

from __future__ import annotations

import warnings
from pathlib import Path

import duckdb
import pytest

from benchmarks.warehouse import create_empty, fill
from gouji.explorer.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette's client is about to prefer another version of httpx
    from starlette.testclient import TestClient

SCRIPT = "<script>alert(1)</script>某县财政局\u202egnp"
FORMULA = '=HYPERLINK("http://evil.example","x")'
LONG_LABEL = "长" * 1_000_000
REPORTS = 40
HOSTILE = "0badc0de0badc0de"


@pytest.fixture(scope="session")
def warehouse_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explorer") / "gouji.duckdb"
    create_empty(path)
    fill(path, REPORTS)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "insert into marts.dim_agencies by name "
            "select 'evil' as agency_id, ? as agency_name, '110000' as region_code",
            [SCRIPT],
        )
        connection.execute(
            "insert into marts.dim_reports by name select ? as report_id, 'doc' as document_id, 'evil' as agency_id, "
            "2023 as report_year, 'form_2021' as form_version, 'own' as scope, ? as title, 'javascript:alert(1)' as "
            "source_uri, 'html' as source_format, true as is_current, 'discrepant' as reconciliation_status, "
            "1 as failed_rule_count, false as is_quarantined",
            [HOSTILE, SCRIPT],
        )
        connection.execute(
            "insert into marts.fct_printed_cells by name "
            "select ? as report_id, 'requests' as table_code, 'processed' as "
            "row_code, 'natural_person' as column_code, ? as printed_text, 'unreadable' as cell_state, ? as row_label, "
            "'自然人' as column_label, 'line 1' as locator",
            [HOSTILE, FORMULA, LONG_LABEL],
        )
        connection.execute(
            "insert into marts.fct_findings by name "
            "select 'f' as finding_id, ? as report_id, 'error' as severity, 'requests' "
            "as table_code, 'processed' as row_code, 'natural_person' as column_code, ? as printed_text, "
            "? as message_zh, ? as message_en, false as is_acknowledged",
            [HOSTILE, FORMULA, SCRIPT, SCRIPT],
        )
        _claims(connection)
        _equations(connection)
        _metrics(connection)
    return path


def _claims(connection: duckdb.DuckDBPyConnection) -> None:
    """What the hostile report says in prose: a figure that differs, one not understood, one of money, a change."""
    connection.executemany(
        "insert into marts.fct_narrative_claims by name select ? as claim_id, ? as report_id, 1 as paragraph_ordinal, "
        "? as claim_ordinal, ? as claimed_code, ? as table_code, ? as row_code, ? as column_code, ? as claim_kind, "
        "? as unit, ? as sentence, 'line 9' as locator, ? as period, ? as claimed_value, ? as printed_value, "
        "? as agrees",
        [
            ["c1", HOSTILE, 1, "processed", "requests", "processed", "natural_person", "exact", "件", SCRIPT, 2023, 258,
             275, False],
            ["c2", HOSTILE, 2, "received", "requests", "received", "total", "unclear", "件", SCRIPT, 2023, 3, 4, False],
            ["c3", HOSTILE, 3, "fees", "disclosures", "fees", "amount", "exact", "万元", LONG_LABEL, 2023, 30000, 30000,
             True],
            ["c4", HOSTILE, 4, "litigation", "legal_challenges", None, "total", "change", None, FORMULA, None, 2, 1,
             None],
        ],
    )  # fmt: skip
    connection.execute(
        "insert into marts.fct_rule_results by name select ? as report_id, 'narrative.processed' as rule_id, "
        "'report' as scope_code, 258 as left_value, 275 as right_value, -17 as residual, 'fail' as verdict, "
        "'notice' as severity, "
        "false as is_acknowledged",
        [HOSTILE],
    )


def _metrics(connection: duckdb.DuckDBPyConnection) -> None:
    """One metric whose name and meaning no page may run as markup, one rate."""
    connection.executemany(
        "insert into marts.dim_metrics by name select ? as metric_code, ? as name_zh, ? as name_en, "
        "? as description_zh, ? as description_en, ? as aggregation, ? as unit, ? as column_name, "
        "? as numerator_column, ? as denominator_column, ? as ordinal",
        [
            ["requests_received", "新收申请", "Requests received", SCRIPT, SCRIPT, "sum", "count", "received_count",
             None, None, 1],
            ["disclosure_rate", "公开率", "Disclosure rate", "公开占比", "Share disclosed", "ratio", "share",
             "disclosure_rate", "disclosed_count", "processed_count", 2],
        ],
    )  # fmt: skip


def _equations(connection: duckdb.DuckDBPyConnection) -> None:
    """Two broken rules with the terms that the evaluator put together, one of them of last year's report."""
    connection.execute(
        "insert into marts.report_chains by name select ? as report_id, 'last-year' as prior_report_id", [HOSTILE]
    )
    terms = [
        ("requests.balance", 1, "left", "t", "received", 27), ("requests.balance", 2, "left", "t", "carried_in", 0),
        ("requests.balance", 3, "right", "t", "processed", 21), ("requests.balance", 4, "right", "t", "carried_out", 0),
        ("requests.carry_over", 1, "left", "t", "carried_in", 0),
        ("requests.carry_over", 2, "right", "t-1", "carried_out", 4),
    ]  # fmt: skip
    cells = {("last-year" if period == "t-1" else HOSTILE, row, value) for _, _, _, period, row, value in terms}
    connection.executemany(
        "insert into marts.dim_rule_terms by name select ? as rule_id, 'form_2021' as form_version, "
        "'total' as scope_code, ? as term_ordinal, ? as side, ? as period, 1 as sign, 'requests' as table_code, "
        "? as row_code, 'total' as column_code",
        [term[:5] for term in terms],
    )
    connection.executemany(
        "insert into marts.fct_printed_cells by name select ? as report_id, 'requests' as table_code, ? as row_code, "
        "'total' as column_code, ? as value, value::varchar as printed_text, 'number' as cell_state",
        sorted(cells),
    )
    for rule, row, left, right in (("balance", "processed", 27, 21), ("carry_over", "carried_in", 0, 4)):
        connection.execute(
            "insert into marts.fct_rule_results by name select ? as report_id, ? as rule_id, 'total' as scope_code, "
            "? as left_value, ? as right_value, left_value - right_value as residual, 'fail' as verdict, "
            "'error' as severity, false as is_acknowledged",
            [HOSTILE, f"requests.{rule}", left, right],
        )
        connection.execute(
            "insert into marts.fct_findings by name select ? as finding_id, ? as report_id, ? as rule_id, 'error' as "
            "severity, 'requests' as table_code, ? as row_code, 'total' as column_code, '不符' as message_zh, "
            "'broken' as message_en, false as is_acknowledged",
            [rule, HOSTILE, f"requests.{rule}", row],
        )


@pytest.fixture
def client(warehouse_once: Path) -> TestClient:
    return TestClient(create_app(warehouse_once), base_url="http://127.0.0.1:8000")
