"""Section 3 under 总计 alone, a word that names a row as well as a column."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.scoring import read_cells

ROWS = {
    "received": ("一、本年新收政府信息公开申请数量", "3"),
    "carried_in": ("二、上年结转政府信息公开申请数量", "5"),
    "granted": ("（一）予以公开", "7"),
    "denied_state_secret": ("1.属于国家秘密", "11"),
    "processed": ("（七）总计", "13"),
    "carried_out": ("四、结转下年度继续办理", "17"),
}


def read(rows: Sequence[Sequence[str]]) -> dict[tuple[str, str], tuple[str, str | None]]:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    markup = f"<p>三、收到和处理政府信息公开申请情况</p><table>{cells}</table>"
    found = read_cells(markup.encode(), ".html")
    return {(code.row, code.column): (cell.printed_text, cell.problem_code) for code, cell in found.items()}


@pytest.mark.parametrize(
    "corner", ["申请人情况", "项目", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"]
)
def test_figures_under_the_total_alone_are_totals(corner: str) -> None:
    found = read([(corner, "总计"), *ROWS.values()])
    assert found == {(code, "total"): (figure, None) for code, (_, figure) in ROWS.items()}


def test_beside_a_header_that_is_not_known_the_total_is_not_read() -> None:
    found = read([("项目", "某类情形", "总计"), *((name, "900", figure) for name, figure in ROWS.values())])
    assert found == {(code, "total"): (f"900 | {figure}", "wrong_cell_count") for code, (_, figure) in ROWS.items()}


@pytest.mark.parametrize("header", [("项目", "数量"), ("项目", "七、总计")])
def test_other_words_alone_head_nothing(header: tuple[str, str]) -> None:
    assert {problem for _, problem in read([header, *ROWS.values()]).values()} == {"columns_uncertain"}


def test_a_row_of_that_name_is_no_header() -> None:
    rows = [(name, figure) for name, figure in ROWS.values()]
    assert {problem for _, problem in read([("其中", "总计", ""), *rows]).values()} == {"columns_uncertain"}
