"""CSV and JSON, told by what is in them and not by their names."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from benchmarks.scoring import read_cells
from forge import LAYOUTS, distinct_primes, render
from forge.grid import Grid, slots
from ingest.readers import read

VERSIONS = ("form_pre2019", "form_2019", "form_2021")
HEADERS = ",".join(("", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"))


def as_csv(version: str, delimiter: str, *, padded: bool) -> tuple[str, dict[tuple[str, ...], str]]:
    """A report as a worksheet saved as text, a row of the sheet each."""
    layout = LAYOUTS["html_indicator" if version == "form_pre2019" else "html_spans"]
    report = layout.compose(distinct_primes(version))
    rows = [[report.title]]
    for block in report.blocks:
        if isinstance(block, Grid):
            rows += [[s.cell.text if s.begins_row and s.begins_column else "" for s in line] for line in slots(block)]
        else:
            rows.append([block.text])
    width = max(map(len, rows)) if padded else 0
    file = StringIO()
    csv.writer(file, delimiter=delimiter).writerows(row + [""] * (width - len(row)) for row in rows)
    return file.getvalue(), {tuple(code): text for code, text in report.expected.items()}


def trusted(content: bytes, suffix: str) -> dict[tuple[str, ...], str]:
    cells = read_cells(content, suffix).items()
    return {tuple(code): cell.printed_text for code, cell in cells if cell.problem_code is None}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("delimiter", "padded"), [(",", True), (",", False), (";", True), ("\t", True)])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_worksheet_saved_as_text_is_read(version: str, delimiter: str, padded: bool, encoding: str) -> None:
    text, expected = as_csv(version, delimiter, padded=padded)
    assert trusted(text.encode(encoding), ".csv") == expected


def test_a_row_wider_than_the_others_is_not_read() -> None:
    rows = [f"（{n}）,,{name},1,2,3,4,5,6,7" for n, name in enumerate(("予以公开", "部分公开", "总计"), start=1)]
    rows.insert(1, ",,1.属于国家秘密,1,234,3,4,5,6,")
    text = "\n".join([HEADERS, *rows, ",,2.重复申请,1,234,3,4,5,6,7,8"])
    found = {code.row: cell.problem_code for code, cell in read_cells(text.encode(), ".csv").items()}
    assert found["granted"] is None
    assert found.get("not_processed_duplicate", "absent") is not None


def test_sentences_with_commas_are_no_worksheet() -> None:
    text = "行政许可, 行政处罚, 行政强制, 5, 6, 7.\n" * 12
    assert read(text.encode(), "a.csv").source_format == "text"


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("name", ["api.json", "page", "article.html"])
def test_markup_in_json_is_read(name: str, ascii_only: bool) -> None:
    document = render(distinct_primes("form_2021"), "html_spans")
    markup = document.content.decode()
    answer = {"code": 0, "data": [{"id": 7, "title": "某县财政局2022年政府信息公开工作年度报告", "content": markup}]}
    content = json.dumps(answer, ensure_ascii=ascii_only).encode()
    assert read(content, name).source_format == "json"
    assert trusted(content, "." + name.rpartition(".")[2]) == {tuple(k): text for k, text in document.expected.items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
@pytest.mark.parametrize("wrap", ["{}", "callback({});", "var answer = {};", "{},"])
def test_markup_in_a_string_keeps_its_spans(wrap: str, encoding: str) -> None:
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    answer = json.dumps({"title": "年度报告", "content": document.content.decode()}, ensure_ascii=False)
    found = trusted(wrap.replace("{}", answer).encode(encoding), ".json")
    assert found == {tuple(code): text for code, text in document.expected.items()}


def test_markup_with_escaped_quotation_marks_is_read_as_it_was() -> None:
    document = render(distinct_primes("form_2021"), "html_spans", ["other_columns"])
    content = document.content.replace(b'"', b'\\"')
    assert trusted(content, ".html") == {tuple(code): text for code, text in document.expected.items()}


@pytest.mark.parametrize("content", [b"{}", b"[1]", b'{"a": "b"}', b"[" * 100_000 + b"]" * 100_000, b"{<p>}", b"[}"])
def test_other_json_is_read_as_text_or_page(content: bytes) -> None:
    assert read(content, "a.json").source_format in ("text", "html")
