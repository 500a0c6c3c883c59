"""A table that fell to pieces is told to be unread; it is not taken for one that is not there."""

from __future__ import annotations

import pytest

from forge import distinct_primes
from ingest.report import read_report
from ingest.run_together import row_of_run

FIGURES = distinct_primes()
LABELS = ("一、本年新收政", "府信息公开申请", "数量")


def page(figures: list[str], section: str = "三、收到和处理政府信息公开申请情况") -> bytes:
    lines = [
        "昌黎县水务局2022年政府信息公开工作年度报告", "一、总体情况", "本年度工作正常开展。",
        "二、主动公开政府信息情况", "主动公开政府信息若干条。", section, *LABELS, *figures,
        "四、政府信息公开行政复议、行政诉讼情况", "本年度未发生行政复议、行政诉讼。",
        "五、存在的主要问题及改进情况", "继续改进。", "六、其他需要报告的事项", "无。",
    ]  # fmt: skip
    return "\n\n".join(lines).encode()


def test_lines_of_figures_without_rows_are_told() -> None:
    printed = [text for code, text in FIGURES.cells.items() if code.table == "requests"][:14]
    alignment = read_report(page(printed), "report.txt").alignment
    assert alignment.cells == ()
    [row] = alignment.unmapped
    assert (row.table_code, row.problem_code) == ("requests", "label_uncertain")
    assert row.printed_text == " | ".join(printed)


def test_figures_in_one_line_without_headers_are_told() -> None:
    alignment = read_report(page(["119 25 91 24 259 7 0 15"]), "report.txt").alignment
    assert [row.printed_text for row in alignment.unmapped] == ["119 | 25 | 91 | 24 | 259 | 7 | 0 | 15"]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("requests", ["申请人|（一）予以公开|2.重复申请|（七）总计", "自然人|101|102|103", "商业企业|104|105|106"]),
        ("disclosures", ["信息内容|规章|行政规范性文件", "本年制发件数|101|102", "现行有效件数|103|104"]),
        ("requests", ["一、本年新收政府信息公开申请数量|101|102|103", "二、上年结转政府信息公开申请数量|104|105|106"]),
    ],
)
def test_a_table_on_its_side_or_without_headers_is_told(code: str, rows: list[str]) -> None:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    markup = "".join(f"<p>{line}</p>" for line in page([]).decode().split("\n\n")) + f"<table>{table}</table>"
    alignment = read_report(markup.encode(), "report.html").alignment
    assert alignment.cells == ()
    [row] = alignment.unmapped
    assert (row.table_code, row.problem_code) == (code, "label_uncertain")
    assert row.printed_text.startswith("101 | 102 | 103")


@pytest.mark.parametrize("lines", [["2022", "3"], ["本年度未收到政府信息公开申请。"]])
def test_a_page_number_or_a_sentence_is_no_table(lines: list[str]) -> None:
    assert read_report(page(lines), "report.txt").alignment.unmapped == ()


def test_of_two_units_that_end_a_name_the_longer_is_left_out() -> None:
    row = row_of_run("七、依申请公开信息收取的费用万元397")
    assert row is not None
    assert (row.name, row.digits) == ("七、依申请公开信息收取的费用", "397")
