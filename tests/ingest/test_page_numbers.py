"""Numbers of pages among bare lines: no row's figure, and where they may be one, none that is believed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import read_cells
from ingest.bare_items import PAGE, items_of
from ingest.documents import Line
from ingest.page_numbers import with_page_numbers

PROSE = "本年度围绕重点领域公开政府信息，积极回应社会关切，\n完善公开制度，规范申请办理流程，加强平台建设，做好\n"
RULES = "二、主动公开政府信息情况\n第二十条第（一）项\n{header}\n{rules}\n{documents}\n第二十条第（五）项\n"
LICENSING = "信息内容{apart}本年处理决定数量\n行政许可{apart}{licensing}\n第二十条第（六）项\n"
ENFORCEMENT = "信息内容{apart}本年处理决定数量\n行政处罚{apart}23\n行政强制{apart}{coercion}\n"
FEES = "第二十条第（八）项\n信息内容{apart}本年收费金额（单位：万元）\n行政事业性收费{apart}{fees}\n"
END = "三、收到和处理政府信息公开申请情况\n本年没有收到政府信息公开申请。\n"
HEADERS = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
LAST = HEADERS[-1]


def report(apart: str = "\n", page: str = "1\n", **figures: str) -> Mapping[tuple[str, str], str | None]:
    """Section 2 behind a page of prose with its number: row and column -> the figure, None where it is not read."""
    rules, documents = figures.pop("rules", "3 5 7"), figures.pop("documents", "11 13 17")
    headers = [*HEADERS[:-1], figures.pop("headers", LAST)]
    told = {"licensing": "19", "coercion": "29", "fees": "31", **figures}
    table = RULES.format(
        header=apart.join(headers),
        rules=apart.join(["规章", *rules.split(" ")]),
        documents=apart.join(["行政规范性文件", *documents.split(" ")]),
    )
    parts = [part.format(apart=apart, **told) for part in (LICENSING, ENFORCEMENT, FEES)]
    text = f"甲县水务局2021年政府信息公开工作年度报告\n{PROSE * 5}{page}{PROSE}{table}{''.join(parts)}{END}"
    return {
        (code.row, code.column): cell.printed_text if cell.problem_code is None else None
        for code, cell in read_cells(text.encode(), ".txt").items()
    }


WHOLE = {
    ("rules", "issued"): "3",
    ("rules", "repealed"): "5",
    ("rules", "in_force"): "7",
    ("normative_documents", "issued"): "11",
    ("normative_documents", "repealed"): "13",
    ("normative_documents", "in_force"): "17",
    ("licensing", "decisions"): "19",
    ("penalty", "decisions"): "23",
    ("coercion", "decisions"): "29",
    ("fees", "amount"): "31",
}
apart = pytest.mark.parametrize("apart", ["\n", " "])


@apart
def test_without_another_page_all_figures_are_read(apart: str) -> None:
    assert report(apart) == WHOLE


@apart
@pytest.mark.parametrize(
    ("row", "figures", "printed"),
    [
        ("rules", {"rules": "3 5 7\n2"}, "3 5 7"),
        ("normative_documents", {"documents": "11 13 17\n2"}, "11 13 17"),
        ("coercion", {"coercion": "29\n2"}, "29"),
        ("fees", {"fees": "31\n2"}, "31"),
    ],
)
def test_one_figure_more_than_columns_is_the_page(
    apart: str, row: str, figures: Mapping[str, str], printed: str
) -> None:
    cells = report(apart, **figures)
    assert cells == WHOLE
    assert [text for (code, _), text in cells.items() if code == row] == printed.split()


@apart
@pytest.mark.parametrize(
    ("row", "figures"),
    [("rules", {"rules": "3 5\n2"}), ("coercion", {"coercion": "\n2"}), ("fees", {"fees": "\n2"})],
)
def test_where_a_blank_was_left_out_the_page_is_no_figure(apart: str, row: str, figures: Mapping[str, str]) -> None:
    cells = report(apart, **figures)
    assert {text for (code, _), text in cells.items() if code == row} <= {None}
    assert {key: text for key, text in cells.items() if key[0] != row} == {
        key: text for key, text in WHOLE.items() if key[0] != row
    }


def test_behind_figures_in_line_any_number_alone_is_doubted() -> None:
    assert report(" ", page="", rules="3 5\n2")["rules", "in_force"] is None
    assert report("\n", page="", rules="3 5\n2")["rules", "in_force"] == "2"


def test_a_number_below_headers_or_ahead_of_figures_is_of_no_row() -> None:
    assert report(" ", fees="31", headers="现行有效件数\n2") == WHOLE
    assert report(" ", rules="\n2\n3 5 7") == WHOLE
    assert report(" ", rules="\n2\n3 5")["rules", "issued"] is None
    assert report(" ", rules="\n2\n3 5\n3")["rules", "issued"] is None


@given(row=st.sampled_from(["rules", "documents", "licensing", "coercion", "fees"]), figures=st.integers(0, 2))
def test_a_page_never_fills_a_blank(row: str, figures: int) -> None:
    printed = {"rules": "3 5 7", "documents": "11 13 17", "licensing": "19", "coercion": "29", "fees": "31"}[row]
    left = " ".join(printed.split(" ")[:figures]) if " " in printed else ""
    for apart in ("\n", " "):
        cells = report(apart, **{row: f"{left}\n2"})
        assert {key: text for key, text in cells.items() if text is not None}.items() <= WHOLE.items()


def test_how_often_a_page_was_read_is_no_page() -> None:
    text = "甲县水务局2021年政府信息公开工作年度报告\n浏览次数：\n2\n"
    rows = "\n".join(["二、主动公开政府信息情况", *HEADERS, "规章", "3", "5", "7", "行政规范性文件", "11", "13", "17"])
    cells = read_cells(f"{text}{PROSE * 5}{rows}\n".encode(), ".txt")
    assert {cell.problem_code for cell in cells.values()} == {None}


def test_figures_between_headers_of_section_4_are_no_pages() -> None:
    lines = [Line(text, f"line {n}") for n, text in enumerate(("尚未审结", "3", "总计", "8", "未经复议直接起诉"))]
    items = list(items_of(lines))
    assert with_page_numbers(items, lines) == items


@pytest.mark.parametrize("page", ["", "1\n"])
def test_a_number_below_a_name_is_none_of_its_figures_where_these_stand_beside_names(page: str) -> None:
    """No number among sentences says that the text has pages: they end inside its tables."""
    assert report(" ", page, fees="\n2") == {**WHOLE, ("fees", "amount"): None}


def test_one_figure_beside_its_name_is_no_rule() -> None:
    texts = ("行政许可 19", "行政处罚", "23", "行政强制", "29", "第二十条第（八）项")
    items = list(items_of([Line(text, f"line {n}") for n, text in enumerate(texts)]))
    lines = [Line(text, f"line {n}") for n, text in enumerate(texts)]
    assert [item.kind for item in with_page_numbers(items, lines)] == [item.kind for item in items]
    doubted = with_page_numbers(items, lines, in_line=2)
    assert [item.text for item in doubted if item.kind == PAGE] == ["23", "29"]


PARTLY_PIPES = """二、主动公开政府信息情况
第二十条第（五）项
| 信息内容 | 本年处理决定数量 |
| ---- | -------- |
| 行政许可 | 1427 |
第二十条第（六）项
| 信息内容 | 本年处理决定数量 |
| ---- | -------- |
| 行政处罚 | 283 |
行政强制
1

第二十条第（八）项
| 信息内容 | 本年收费金额（单位：万元） |
| ---- | ---- |
| 行政事业性收费 | 31 |
"""


def test_a_number_below_a_name_is_none_of_its_figures_where_these_stand_in_its_row_of_a_table() -> None:
    cells = read_cells(PARTLY_PIPES.encode(), ".md")
    read = {code.row: cell.printed_text for code, cell in cells.items() if cell.problem_code is None}
    assert read == {"licensing": "1427", "penalty": "283", "fees": "31"}
