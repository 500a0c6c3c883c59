"""A document that could not be read says what is expected, what was found, and which of its lines come nearest."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from gouji.check.model import RejectedDocument
from gouji.check.reading import read_inputs
from tests.conftest import SAMPLES

NEARLY = """<html><head><title>某县民政局2022年政务公开情况表</title></head><body><p>本页列出政务公开情况。</p>
<table><tr><td>项目</td><td>数量</td></tr><tr><td>本年新收信息公开申请</td><td>3</td></tr>
<tr><td>没有现成信息需另行制</td><td>2</td></tr></table></body></html>"""


def rejected(path: Path, folder: Path) -> RejectedDocument:
    [one] = read_inputs([path], folder, lambda done, total: None).rejected
    return one


@pytest.fixture
def nearly(tmp_path: Path) -> Path:
    path = tmp_path / "nearly.html"
    path.write_text(NEARLY, encoding="utf-8")
    return path


def test_the_nearest_rows_of_the_form_stand_beside_what_was_printed(nearly: Path, tmp_path: Path) -> None:
    one = rejected(nearly, tmp_path)
    assert one.reason_code == "not_a_report"
    assert one.expected is not None
    assert "收到和处理政府信息公开申请情况" in one.expected.zh
    assert one.found is not None
    assert one.found.zh == "1 个表格共 3 行，表格之外 1 行文字，题为“某县民政局2022年政务公开情况表”"
    assert {(row.label, row.row_code) for row in one.nearest} == {
        ("没有现成信息需另行制", "unavailable_needs_creation"),
        ("本年新收信息公开申请", "received"),
    }


def test_inside_an_archive_too(nearly: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "reports.zip", "w") as archive:
        archive.write(nearly, "inner.html")
    one = rejected(tmp_path / "reports.zip", tmp_path)
    assert one.path.endswith("reports.zip!/inner.html")
    assert len(one.nearest) == 2


def test_a_file_that_is_no_document_has_only_its_reason(tmp_path: Path) -> None:
    one = rejected(SAMPLES / "unreadable.bin", tmp_path)
    assert (one.reason_code, one.expected, one.found, one.nearest) == ("not_text", None, None, ())


def test_prose_resembles_no_row(tmp_path: Path) -> None:
    assert rejected(SAMPLES / "not_a_report.html", tmp_path).nearest == ()
