"""The workbook: opened again by Polars with its types, whole where a text is too long, and never a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest
from click.testing import Result

from gouji.exports.catalogue import read_catalogue
from gouji.exports.xlsx import CHARACTERS_OF_A_CELL, CUT, export_xlsx
from tests.conftest import Built

Run = Callable[..., Result]

TABLES = ("dim_reports", "fct_fees", "fct_requests", "dim_rules", "fct_findings")


@pytest.fixture(scope="module")
def workbook(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from gouji.cli import main

    path = tmp_path_factory.mktemp("xlsx") / "gouji.xlsx"
    tables = [word for table in TABLES for word in ("--table", table)]
    assert main(["export", str(path), "--warehouse", str(built.live_file), *tables]) == 0
    return path


def test_rows_and_types_come_back(workbook: Path, built: Built) -> None:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        (mart,) = read_catalogue(connection, ["dim_reports"])
        expected = connection.execute(mart.query()).pl()
        (fees,) = read_catalogue(connection, ["fct_fees"])
        amounts = connection.execute(fees.query()).pl()["fee_amount_wan_yuan"].cast(pl.Float64)
    read = pl.read_excel(workbook, sheet_name="dim_reports", engine="openpyxl")
    for column in ("report_id", "report_year", "published_date", "is_current", "failed_rule_count"):
        assert read[column].to_list() == expected[column].to_list(), column
    assert (
        pl.read_excel(workbook, sheet_name="fct_fees", engine="openpyxl")["fee_amount_wan_yuan"].to_list()
        == amounts.to_list()
    )


def test_headers_are_frozen_and_the_dictionary_comes_first(workbook: Path) -> None:
    opened = openpyxl.load_workbook(workbook)
    assert opened.sheetnames == ["data_dictionary", *sorted(TABLES)]
    assert {sheet.freeze_panes for sheet in opened.worksheets} == {"A2"}
    dictionary = pl.read_excel(workbook, sheet_name="data_dictionary", engine="openpyxl")
    described = dictionary.filter((pl.col("table") == "fct_requests") & (pl.col("column") == "report_id"))
    assert described.select("type", "key").rows() == [("varchar", "primary, → dim_reports.report_id")]
    assert dictionary.filter(pl.col("description").is_null()).is_empty()


def test_hostile_text_is_text(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema marts; create table marts.dim_hostile (name varchar, count bigint)")
        texts = ["=1+1", "@x", "http://example.org", "007", "\x00\x07bell", "x" * 1_000_000]
        connection.execute("insert into marts.dim_hostile select unnest(?), -1", [texts])
        marts = read_catalogue(connection)
        exported = export_xlsx(connection, marts, tmp_path / "hostile.xlsx", [], lambda done, total: None)
    sheet = openpyxl.load_workbook(tmp_path / "hostile.xlsx")["dim_hostile"]
    cells = {str(row[0].value): row[0] for row in sheet.iter_rows(min_row=2)}
    assert {cell.data_type for cell in cells.values()} == {"s"}
    assert {"=1+1", "@x", "http://example.org", "007"} <= set(cells)
    assert not any(cell.hyperlink for cell in cells.values())
    (long_text,) = (text for text in cells if text.startswith("xxx"))
    assert len(long_text) == CHARACTERS_OF_A_CELL
    assert long_text.endswith(CUT)
    assert "1 处文字超过单元格上限" in exported.notes[0].zh


def test_a_table_too_long_for_a_sheet_is_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gouji.errors import TableTooLong

    monkeypatch.setattr("gouji.exports.xlsx.ROWS_OF_A_SHEET", 10)
    with duckdb.connect() as connection:
        connection.execute("create schema marts; create table marts.fct_long as select * from range(10)")
        with pytest.raises(TableTooLong, match="fct_long"):
            export_xlsx(connection, read_catalogue(connection), tmp_path / "a.xlsx", [], lambda done, total: None)
    assert list(tmp_path.iterdir()) == []
