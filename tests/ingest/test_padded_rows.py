"""Text that programs took out of pages: what pads a row is no cell, and a row whose blanks are lost is not read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks.scoring import read_cells
from forge import CellCode, ReportFigures, distinct_primes, render
from forge.grid import GridRow
from forge.tables import build_grid
from ingest.aligned import AlignedCell

RECEIVED = ("requests", "received")
RULES = ("disclosures", "rules")
Writer = Callable[[GridRow, int], str]


def without(figures: ReportFigures, *blank: tuple[str, str, str]) -> ReportFigures:
    """The figures with some cells blank."""
    return replace(figures, cells={c: "" if tuple(c) in blank else text for c, text in figures.cells.items()})


def text_of(figures: ReportFigures, write: Writer) -> bytes:
    """A report of the tables of sections 2 and 3, row by row as the writer writes them."""
    titles = {"disclosures": "二、主动公开政府信息情况", "requests": "三、收到和处理政府信息公开申请情况"}
    parts = ["望江区水务局2022年政府信息公开工作年度报告"]
    for table in figures.form.tables:
        grid = build_grid(table, figures)
        if table.code in titles:
            parts += [titles[table.code], *(write(row, grid.width) for row in grid.rows)]
    return "\n".join(parts).encode()


def row_starts(row: GridRow, width: int) -> str:
    """A lone pipe before each row, a line for each cell, padding behind the last."""
    texts = [cell.text.replace("\n", "") for cell in row.cells if cell.text]
    return "\n".join(
        ["|", *(f"{text} |" for text in texts[:-1]), f"{texts[-1]} | {'|' * (width - len(texts))}".rstrip()]
    )


def blanks_kept(row: GridRow, width: int) -> str:
    """A line for each cell, blank or not, padding on its own line."""
    lines = [f"{cell.text} |".lstrip().replace("\n", "") for cell in row.cells]
    return "\n".join([*lines, *(["|" * (width - len(row.cells))] if width > len(row.cells) else [])])


def closed_below(row: GridRow, width: int) -> str:
    """As ``row_starts`` without the lone pipes, the mark of each name on the line below it."""
    lines = row_starts(row, width).split("\n")[1:]
    return "\n".join([lines[0].replace(" |", "\n|", 1), *lines[1:]])


def read(figures: ReportFigures, write: Writer) -> dict[CellCode, AlignedCell]:
    return read_cells(text_of(figures, write), ".txt")


def row(cells: dict[CellCode, AlignedCell], table: str, code: str) -> list[tuple[str, str | None]]:
    return [(cell.printed_text, cell.problem_code) for key, cell in cells.items() if key[:2] == (table, code)]


@pytest.mark.parametrize("write", [row_starts, blanks_kept, closed_below])
@pytest.mark.parametrize("form", ["form_2019", "form_2021"])
def test_a_report_without_blanks_is_read_whole(write: Writer, form: str) -> None:
    figures = distinct_primes(form)
    cells = read(figures, write)
    printed = {c: text for c, text in figures.cells.items() if c.table != "legal_challenges"}
    assert {c: cell.printed_text for c, cell in cells.items() if not cell.problem_code} == printed


@pytest.mark.parametrize("write", [row_starts, closed_below])
def test_a_row_whose_blank_was_left_out_is_not_read(write: Writer) -> None:
    figures = without(distinct_primes(), (*RECEIVED, "research_institution"), (*RULES, "repealed"))
    cells = read(figures, write)
    assert {problem for _, problem in row(cells, *RECEIVED)} == {"wrong_cell_count"}
    assert {problem for _, problem in row(cells, *RULES)} == {"wrong_cell_count"}
    assert sum(cell.problem_code is not None for cell in cells.values()) == 7 + 3


def test_a_row_that_keeps_its_blanks_is_read_and_its_padding_is_none() -> None:
    blank = (*RECEIVED, "research_institution"), (*RECEIVED, "total"), (*RULES, "repealed")
    figures = without(distinct_primes(), *blank)
    cells = read(figures, blanks_kept)
    assert [text for text, problem in row(cells, *RECEIVED) if problem is None] == [
        text for cell, text in figures.cells.items() if cell[:2] == RECEIVED
    ]
    assert [text for text, _ in row(cells, *RULES)] == [
        text for cell, text in figures.cells.items() if cell[:2] == RULES
    ]


def test_one_mark_at_the_end_of_a_row_is_not_taken_for_its_last_cell_where_blanks_are_left_out() -> None:
    # 规章 prints two figures and a blank, and 行政规范性文件 three: which of them is blank nobody can tell.
    figures = without(distinct_primes(), (*RULES, "in_force"))
    document = render(figures, "text_extracted_rows")
    cells = read_cells(document.content, document.suffix)
    assert {problem for _, problem in row(cells, *RULES)} == {"wrong_cell_count"}


def test_a_row_of_blanks_is_blank() -> None:
    columns = [cell.column for cell in distinct_primes().cells if cell[:2] == ("requests", "granted")]
    figures = without(distinct_primes(), *(("requests", "granted", column) for column in columns))
    document = render(figures, "text_extracted_rows")
    assert row(read_cells(document.content, document.suffix), "requests", "granted") == [("", None)] * len(columns)


def test_padding_below_headers_is_not_the_beginning_of_the_figures_of_section_4() -> None:
    figures = without(distinct_primes(), ("legal_challenges", "reconsideration", "total"))
    document = render(figures, "text_extracted_cells")
    cells = read_cells(document.content, document.suffix)
    assert {cell.problem_code for code, cell in cells.items() if code.table == "legal_challenges"} == {
        "wrong_cell_count"
    }


def test_blanks_behind_a_row_whose_columns_all_have_figures_are_nobodys() -> None:
    header = "第二十条第（九）项 |\n信息内容 |\n采购项目数量 |\n采购总金额 |\n"
    text = f"二、主动公开政府信息情况\n{header}政府集中采购 |\n29 |\n31 |\n"
    cells = read_cells((text + "|\n" * 5 + "政府信息公开 |\n" * 9).encode(), ".txt")
    assert row(cells, "disclosures", "procurement") == [("29", None), ("31", None)]


@pytest.mark.parametrize("start", ["", "| "])
def test_a_mark_more_behind_the_headers_of_section_4_is_not_its_first_figure(start: str) -> None:
    figures = without(distinct_primes(), ("legal_challenges", "litigation_after_reconsideration", "total"))
    text = render(figures, "text_extracted_rows").content.decode()
    text = text.replace("\n结果维持", "\n|\n|\n|\n|\n结果维持").replace("总计 | |||||", "总计 | |")
    lines = [start + line if " | " in line and "结果维持" not in line else line for line in text.split("\n")]
    cells = read_cells("\n".join(lines).encode(), ".txt")
    assert {cell.problem_code for code, cell in cells.items() if code.table == "legal_challenges"} == {
        "wrong_cell_count"
    }


@pytest.mark.parametrize(
    ("licensing", "sides", "problem"),
    [("|||", 15, "wrong_cell_count"), ("| ||", 13, "wrong_cell_count"), ("| ||", 15, None)],
)
def test_a_name_with_nothing_but_padding_or_too_few_sides_show_that_blanks_were_left_out(
    licensing: str, sides: int, problem: str | None
) -> None:
    """A mark at the end of 行政规范性文件 is its last cell only where blank cells are marked."""
    results = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
    lines = [
        *("二、主动公开政府信息情况", "| 第二十条第（一）项 | |||"),
        *("| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |", "| 规章 | 3 | 5 | 7 |"),
        *("| 行政规范性文件 | 113 | 11 | |", "| 第二十条第（五）项 | |||", "| 信息内容 | 本年处理决定数量 | ||"),
        *(f"| 行政许可 | {licensing}", "| 第二十条第（六）项 | |||", "| 信息内容 | 本年处理决定数量 | ||"),
        *("| 行政处罚 | 14 | ||", "| 行政强制 | 139 | ||", "| 第二十条第（八）项 | |||"),
        *(
            "| 信息内容 | 本年收费金额（单位：万元） | ||",
            "| 行政事业性收费 | 16 |",
            "三、收到和处理政府信息公开申请情况",
        ),
        *("四、政府信息公开行政复议、行政诉讼情况", f"| 行政复议 | 行政诉讼 | {'|' * 13}"),
        *(f"| {results} 未经复议直接起诉 | 复议后起诉 | {'|' * 8}", f"| {results} {results} {'|' * 5}"),
        f"| {' | '.join(str(n) for n in range(201, 201 + sides))} |",
    ]
    cells = read_cells("\n".join(lines).encode(), ".txt")
    assert {found for _, found in row(cells, "disclosures", "normative_documents")} == {problem}
    assert {found for _, found in row(cells, *RULES)} == {None}


@pytest.mark.parametrize("layout", ["text_rows_opened", "text_cells_indented", "text_pipe_below"])
@pytest.mark.parametrize("among", [" ", "", "、", " |\n注：数据截至年底。\n"])
@pytest.mark.parametrize("cells", [("upheld", "corrected"), ("pending", "total")])
def test_the_pipe_before_a_row_of_section_4_is_not_its_first_figure(
    layout: str, among: str, cells: tuple[str, str]
) -> None:
    """Two cells that run together, or a note among them: the row has a cell less, and its beginning is none."""
    document = render(distinct_primes(), layout)
    printed = dict(document.expected)
    last = [CellCode("legal_challenges", "litigation_after_reconsideration", column) for column in cells]
    upper, lower = (printed[code] for code in last)
    head, rest = document.content.decode().rsplit(upper, 1)
    content = head + upper + among + lower + rest.split(lower, 1)[1]
    found = read_cells(content.encode(), ".txt")
    assert {code.table for code, cell in found.items() if cell.problem_code} <= {"legal_challenges"}
    assert all(cell.printed_text == printed[code] for code, cell in found.items() if cell.problem_code is None)
    assert {code for code in found if code.table == "legal_challenges"} >= set(last)
