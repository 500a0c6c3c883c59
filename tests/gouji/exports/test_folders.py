"""Parquet and CSV: every row, every type, files that can be checked, and a destination that changes in one step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest
from click.testing import Result

from tests.conftest import Built

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def parquet(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from gouji.cli import main

    folder = tmp_path_factory.mktemp("parquet") / "marts"
    assert main(["export", str(folder), "--warehouse", str(built.live_file)]) == 0
    return folder


def tables_of(built: Built) -> list[str]:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        rows = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
    return sorted(name for (name,) in rows)


def test_parquet_holds_every_table_with_its_rows_columns_and_types(built: Built, parquet: Path) -> None:
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        for table in tables_of(built):
            files = f"read_parquet('{parquet}/{table}/**/*.parquet', hive_partitioning = false)"
            described = connection.execute(f"describe from {files}").fetchall()
            assert [row[:2] for row in described] == [
                row[:2] for row in connection.execute(f"describe marts.{table}").fetchall()
            ], table
            lost = f"select * from marts.{table} except all select * from {files}"
            added = f"select * from {files} except all select * from marts.{table}"
            assert connection.execute(lost).fetchall() == connection.execute(added).fetchall() == [], table


def test_rows_about_a_year_lie_in_the_folder_of_that_year(parquet: Path) -> None:
    years = sorted(path.name for path in (parquet / "fct_requests").iterdir())
    assert len(years) > 1
    assert all(name.startswith("report_year=20") for name in years)
    found = duckdb.sql(f"select distinct report_year from read_parquet('{parquet}/fct_requests/**/*.parquet')")
    assert len(found.fetchall()) == len(years)
    assert [path.name for path in (parquet / "dim_rules").iterdir()] == ["data_0.parquet"]


def test_manifest_and_checksums_name_every_file(parquet: Path, built: Built) -> None:
    manifest = json.loads((parquet / "manifest.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in manifest["tables"]] == tables_of(built)
    files = {file["path"]: file for table in manifest["tables"] for file in table["files"]}
    on_disk = {path.relative_to(parquet).as_posix() for path in parquet.rglob("*.parquet")}
    assert set(files) == on_disk
    for name, file in files.items():
        content = (parquet / name).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    requests = next(table for table in manifest["tables"] if table["name"] == "fct_requests")
    assert requests["primary_key"] == ["report_id", "applicant_type_code"]
    assert all(column["description"] for column in requests["columns"])
    lines = (parquet / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert {line.split("  ")[1] for line in lines} == on_disk


def test_export_replaces_its_own_folder_and_no_other(run: Run, built: Built, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    options = ("--warehouse", built.live_file, "--table", "dim_rules")
    assert run("export", ours, *options).exit_code == 0
    (ours / "dim_rules" / "data_0.parquet").unlink()
    assert run("export", ours, *options).exit_code == 0
    assert (ours / "dim_rules" / "data_0.parquet").is_file()
    theirs.mkdir()
    (theirs / "thesis.docx").write_bytes(b"years of work")
    refused = run("export", theirs, *options)
    assert refused.exit_code == 2
    assert "不是 gouji 导出的文件夹" in refused.stderr
    assert (theirs / "thesis.docx").read_bytes() == b"years of work"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ours", "theirs"]


def test_an_export_that_fails_leaves_the_old_one(
    run: Run, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--warehouse", built.live_file, "--table", "dim_rules")
    assert run("export", tmp_path / "ours", *options).exit_code == 0
    before = (tmp_path / "ours" / "dim_rules" / "data_0.parquet").read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("gouji.exports.parquet.write_manifest", full_disk)
    refused = run("export", tmp_path / "ours", *options)
    assert refused.exit_code == 2
    assert "No space left" in refused.stderr
    assert (tmp_path / "ours" / "dim_rules" / "data_0.parquet").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_only_the_years_and_tables_that_are_wanted(run: Run, built: Built, tmp_path: Path) -> None:
    wanted = ("--year", "2022", "--table", "fct_requests", "--table", "dim_reports")
    assert run("export", tmp_path / "some", "--warehouse", built.live_file, *wanted).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "some").iterdir() if path.is_dir()) == [
        "dim_reports",
        "fct_requests",
    ]
    assert [path.name for path in (tmp_path / "some" / "fct_requests").iterdir()] == ["report_year=2022"]


def test_csv_opens_in_excel_as_it_is(run: Run, built: Built, tmp_path: Path) -> None:
    ended = run("export", tmp_path / "csv", "--format", "csv", "--warehouse", built.live_file)
    assert ended.exit_code == 0, ended.stderr
    with duckdb.connect(str(built.live_file), read_only=True) as connection:
        for table in tables_of(built):
            content = (tmp_path / "csv" / f"{table}.csv").read_bytes()
            assert content.startswith(b"\xef\xbb\xbf")
            frame = pl.read_csv(content, infer_schema=False)
            count = connection.execute(f"select count(*) from marts.{table}").fetchone()
            assert count is not None
            assert frame.height == count[0], table
            assert frame.columns == [row[0] for row in connection.execute(f"describe marts.{table}").fetchall()]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        (" =1+1", "' =1+1"),
        ("+86-10", "'+86-10"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("-18", "-18"),
        ("-", "-"),
        ("-1,234.50", "-1,234.50"),
        ("", ""),
        ("105件", "105件"),
        (None, None),
    ],
)
def test_no_text_of_a_spreadsheet_begins_a_formula(printed: str | None, written: str | None) -> None:
    from gouji.exports.spreadsheets import without_formulas

    frame = without_formulas(
        pl.DataFrame({"text": [printed], "count": [-1]}, schema={"text": pl.String, "count": pl.Int64})
    )
    assert frame.rows() == [(written, -1)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("report.pdf",), "无法由目标判断导出格式"),
        (("out.xlsx", "--format", "postgresql"), "无法由目标判断导出格式"),
        (("postgresql://localhost/x", "--format", "csv"), "无法由目标判断导出格式"),
        (("postgresql://localhost/x", "--year", "2022"), "foreign keys need every year"),
        (("out", "--table", "fct_nonsense"), "没有名为 fct_nonsense 的数据表"),
    ],
)
def test_what_cannot_be_exported_is_said(run: Run, built: Built, arguments: tuple[str, ...], told: str) -> None:
    refused = run("export", *arguments, "--warehouse", built.live_file)
    assert refused.exit_code == 2
    assert told in refused.stderr
