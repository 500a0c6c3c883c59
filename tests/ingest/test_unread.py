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


@pytest.mark.parametrize("lines", [["2022", "3"], ["本年度未收到政府信息公开申请。"]])
def test_a_page_number_or_a_sentence_is_no_table(lines: list[str]) -> None:
    assert read_report(page(lines), "report.txt").alignment.unmapped == ()


def test_of_two_units_that_end_a_name_the_longer_is_left_out() -> None:
    row = row_of_run("七、依申请公开信息收取的费用万元397")
    assert row is not None
    assert (row.name, row.digits) == ("七、依申请公开信息收取的费用", "397")
