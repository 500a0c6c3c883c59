"""Five real reports, every cell of them checked by hand against what is read."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.forms import CellKey
from ingest.normalise import normalise_text
from ingest.report import ReadReport, read_reports
from ingest.rows import is_blank

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
GOLD = REPORTS / "seeds_gold.csv"
DOCUMENTS = (
    "000_4ed26dfb9e6e6758.txt",
    "001_7c8ae67e3dbf3b7a.txt",
    "002_ac214f3d55844a5d.txt",
    "003_829a8659471e469f.txt",
    "004_1877cc79e01d8aca.txt",
)
FIRST_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ABSENT = pytest.mark.skipif(not GOLD.exists(), reason="the real reports are not part of the repository")
every_report = pytest.mark.parametrize("name", [pytest.param(name, marks=ABSENT) for name in DOCUMENTS])


class Gold(NamedTuple):
    """One report as people read it: ``values`` as the number printed, empty where the cell is blank."""

    agency: str
    year: int
    form_version: str
    values: dict[CellKey, str]


@lru_cache(maxsize=1)
def gold() -> dict[str, Gold]:
    lines: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with GOLD.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            lines[line["document"]].append(line)
    return {
        name: Gold(
            cells[0]["agency"],
            int(cells[0]["year"]),
            cells[0]["form_version"],
            {(cell["table_code"], cell["row_code"], cell["column_code"]): cell["value"] for cell in cells},
        )
        for name, cells in lines.items()
    }


@lru_cache(maxsize=len(DOCUMENTS))
def report(name: str) -> ReadReport:
    (only,) = read_reports((REPORTS / name).read_bytes(), name).reports
    return only


def number_printed(text: str) -> str:
    """The number a cell begins with; units and notes behind it are the models' business."""
    found = FIRST_NUMBER.match(normalise_text(text))
    assert found or is_blank(text), text
    return found[0] if found else ""


@every_report
def test_every_cell_is_read_as_printed(name: str) -> None:
    found = {cell[:3]: number_printed(cell.printed_text) for cell in report(name).alignment.cells}
    assert found == gold()[name].values


@every_report
def test_no_cell_is_in_doubt(name: str) -> None:
    assert [cell for cell in report(name).alignment.cells if cell.problem_code] == []


@every_report
def test_vintage_agency_and_year_are_told(name: str) -> None:
    identity = report(name).identity
    told = (identity.agency_name, identity.report_year, report(name).form_version)
    assert told == (gold()[name].agency, gold()[name].year, gold()[name].form_version)
