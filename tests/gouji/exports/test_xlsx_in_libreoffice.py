"""The workbook in LibreOffice: it opens, and what it saves again has the rows and types that were exported."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import openpyxl
import pytest

from gouji.exports.catalogue import read_catalogue
from gouji.exports.xlsx import export_xlsx

REQUIRED = "GOUJI_REQUIRE_LIBREOFFICE"


@pytest.fixture(scope="module")
def libreoffice() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get(REQUIRED):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed (Debian: apt-get install libreoffice-calc-nogui)")
    return program


def saved_again(program: str, workbook: Path, folder: Path) -> openpyxl.Workbook:
    """Opened and saved by LibreOffice, under a profile of its own so that a running one is left alone."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "saved"), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)
    # A boolean is a function of LibreOffice's, `=TRUE()`, with its value beside it.
    return openpyxl.load_workbook(folder / "saved" / workbook.name, data_only=True)


def test_rows_and_types_are_intact(libreoffice: str, tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("""
            create table marts.fct_kinds as
            select 'r' || n as name, n::bigint * 1000003 as request_count, (n / 7)::decimal(28, 6) as amount,
                (n / 3.0)::double as rate, date '2024-01-31' + n::integer as published_date, n % 2 = 0 as is_current,
                case when n % 5 = 0 then null else n end::bigint as blank_count,
                '=1+' || n as formula_like, '00' || n as code
            from range(1000) as t (n)
        """)
        marts = read_catalogue(connection)
        expected = connection.execute(marts[0].query()).fetchall()
        names = marts[0].column_names
        export_xlsx(connection, marts, tmp_path / "kinds.xlsx", [], lambda done, total: None)
    sheet = saved_again(libreoffice, tmp_path / "kinds.xlsx", tmp_path)["fct_kinds"]
    header, *rows = sheet.iter_rows()
    assert [cell.value for cell in header] == list(names)
    for row, wanted in zip(rows, expected, strict=True):
        found = dict(zip(names, row, strict=True))
        printed = dict(zip(names, wanted, strict=True))
        for name in ("name", "request_count", "is_current", "blank_count", "formula_like", "code"):
            assert found[name].value == printed[name], name
        assert found["published_date"].value.date() == printed["published_date"]
        assert found["amount"].value == pytest.approx(float(printed["amount"]), abs=1e-9)
        assert found["rate"].value == pytest.approx(printed["rate"])
        assert {found["formula_like"].data_type, found["code"].data_type, found["name"].data_type} == {"s"}
        assert found["is_current"].data_type == "b"
