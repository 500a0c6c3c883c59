"""Text of a PDF page printed row by row is read; printed in any other order it is not, however much looks alike."""

from __future__ import annotations

import pytest

from benchmarks.scoring import read_cells

PAGE_END = "\f"
HEAD = ["二、主动公开政府信息情况", "第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数"]
NAMES = ["规章", "行政规范性\n文件"]
FIGURES = ["2 3 5", "7 11 13"]
SECTION_4 = [
    "行政复议 行政诉讼",
    "未经复议直接起诉 复议后起诉",
    *["结果\n维持\n结果\n纠正\n其他\n结果\n尚未\n审结\n总 计"] * 3,
]


def read(lines: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, cell in read_cells("\n".join([*lines, PAGE_END]).encode(), ".txt").items():
        if cell.problem_code is None:
            found.setdefault(code.row, []).append(cell.printed_text)
    return found


def test_figures_below_the_name_of_their_row_are_read() -> None:
    lines = [*HEAD, *(line for pair in zip(NAMES, FIGURES, strict=True) for line in pair)]
    assert read(lines) == {"rules": ["2", "3", "5"], "normative_documents": ["7", "11", "13"]}


@pytest.mark.parametrize(
    "lines",
    [
        [*NAMES, *FIGURES],
        [*FIGURES, *NAMES],
        [line for pair in zip(FIGURES, NAMES, strict=True) for line in pair],
        [NAMES[0], *FIGURES, NAMES[1]],
        [NAMES[0], "2", "3", "5", NAMES[1], FIGURES[1]],
    ],
    ids=["names first", "figures first", "figures above names", "two lines of figures", "word by word"],
)
def test_any_other_order_is_not_read(lines: list[str]) -> None:
    assert read([*HEAD, *lines]) == {}


def test_section_4_below_its_headers_is_read() -> None:
    figures = [str(number) for number in range(101, 116)]
    lines = ["四、政府信息公开行政复议、行政诉讼情况", *SECTION_4[:1], SECTION_4[2], SECTION_4[1], *SECTION_4[3:]]
    found = read([*lines, " ".join(figures)])
    assert sorted(figure for row in found.values() for figure in row) == figures


def test_a_figure_that_a_narrow_cell_broke_is_not_read() -> None:
    lines = ["第二十条第（五）项", "信息内容 本年处理决定数量", "行政许可 12", "97", "第二十条第（六）项"]
    assert read([*lines, "信息内容 本年处理决定数量", "行政处罚 5", "行政强制 7"]) == {
        "penalty": ["5"],
        "coercion": ["7"],
    }
