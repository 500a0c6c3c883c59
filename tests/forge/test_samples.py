"""Samples: up to date, deterministic, and each with the trait it is there for."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from forge.__main__ import DEFAULT_DESTINATION, main
from forge.form import read_seed
from forge.model import SYNTHETIC_NOTICE
from forge.samples import (
    MANIFEST_COLUMNS,
    PLANTED_SUM,
    PLANTED_TOTAL,
    Sample,
    build_files,
    build_samples,
    planted_imbalance,
)


@pytest.fixture(scope="module")
def samples() -> tuple[Sample, ...]:
    return tuple(build_samples())


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return build_files()


def test_the_committed_files_are_those_the_program_writes(files: Mapping[str, bytes]) -> None:
    committed = {path.name: path.read_bytes() for path in DEFAULT_DESTINATION.iterdir()}
    assert committed.keys() == files.keys()
    stale = [name for name, content in files.items() if committed[name] != content]
    assert stale == [], "run: python -m forge samples"


def test_writing_them_again_writes_the_same_bytes(files: Mapping[str, bytes], tmp_path: Path) -> None:
    assert main(["samples", str(tmp_path)]) == 0
    assert files == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_every_readable_sample_says_that_it_is_synthetic(samples: Sequence[Sample]) -> None:
    for sample in samples:
        if sample.name.endswith(".bin"):
            continue
        text = sample.content.decode("gb18030" if sample.name.startswith("gb18030") else "utf-8")
        notice = SYNTHETIC_NOTICE.replace("，", ",") if SYNTHETIC_NOTICE not in text else SYNTHETIC_NOTICE
        assert notice in text.replace('<span lang="EN-US">', ""), sample.name


def test_the_samples_cover_all_vintages_and_several_provinces(samples: Sequence[Sample]) -> None:
    assert {sample.form for sample in samples} >= {line["form_version"] for line in read_seed("form_versions")}
    provinces = {
        line["province_name"]
        for line in read_seed("regions")
        for sample in samples
        if line["region_level"] == "county" and sample.agency.startswith(line["region_name"])
    }
    assert len(provinces) >= 8


def test_the_planted_report_is_wrong_in_one_cell() -> None:
    figures = planted_imbalance()
    table = figures.form.tables[1]
    outcomes = [row.code for row in table.rows_printed(figures.alternative) if row.group]
    total = sum(int(figures.text("requests", row, "natural_person")) for row in outcomes)
    assert str(total) == PLANTED_SUM
    assert figures.text("requests", "processed", "natural_person") == PLANTED_TOTAL


def test_the_manifest_names_files_that_exist(files: Mapping[str, bytes]) -> None:
    lines = list(csv.DictReader(io.StringIO(files["manifest.csv"].decode())))
    assert {line["path"] for line in lines} <= files.keys()
    assert tuple(lines[0]) == MANIFEST_COLUMNS


def test_the_readme_lists_every_file(files: Mapping[str, bytes]) -> None:
    readme = files["README.md"].decode()
    assert [name for name in files if name not in readme and name != "README.md"] == []


def test_the_unreadable_file_is_no_text(files: Mapping[str, bytes]) -> None:
    assert b"\x00" in files["unreadable.bin"]
