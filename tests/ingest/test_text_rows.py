"""Tables copied out of browsers and word processors as text, and tables drawn in characters."""

from __future__ import annotations

import pytest

from benchmarks.scoring import read_cells
from forge import distinct_primes
from forge.tables import build_grid
from ingest.documents import Block, Line, Table
from ingest.readers.html import read_html
from ingest.readers.text import read_text


def blocks(text: str) -> tuple[Block, ...]:
    return read_text(text.encode()).blocks


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for b in blocks(text) if isinstance(b, Table) for row in b.rows]


def test_a_label_broken_in_its_cell_is_joined_across_rows_of_tabs() -> None:
    text = "自然人\t法人或其他组织\t总计\n商业\n企业\t科研\n机构\t社会\n公益\n组织\t其他\n规章\t1\t2\n"
    assert rows(text) == [
        ["自然人", "法人或其他组织", "总计"],
        ["商业\n企业", "科研\n机构", "社会\n公益\n组织", "其他"],
        ["规章", "1", "2"],
    ]


def test_lines_that_spell_no_label_stay_rows_of_their_own() -> None:
    assert rows("总计\t3\n规章\t1\n其他\t自然人\n总计\t4\n") == [
        ["总计", "3"],
        ["规章", "1"],
        ["其他", "自然人"],
        ["总计", "4"],
    ]


def test_a_rule_drawn_in_characters_is_no_row() -> None:
    assert rows("┌──┬──┐\n│规章│1│\n├──┼──┤\n│其他│─│\n└──┴──┘") == [["规章", "1"], ["其他", "─"]]


def test_lines_keep_their_numbers_where_labels_are_joined() -> None:
    (table, line) = blocks("商业\n企业\t科研机构\n\n末尾")
    assert isinstance(table, Table)
    assert isinstance(line, Line)
    assert [table.rows[0].cells[0].locator, line.locator] == ["line 1 cell 1", "line 4"]


def test_preformatted_text_in_a_page_is_read_as_a_text_file() -> None:
    page = "<h1>甲</h1><pre>规章\t1\n总计\t2</pre><p>乙</p>"
    first, table, last = read_html(page.encode()).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["规章", "1"], ["总计", "2"]]
    assert table.rows[0].cells[1].locator == "pre 1 line 1 cell 2"
    assert isinstance(first, Line)
    assert isinstance(last, Line)


def test_tabs_alone_on_their_lines_part_cells() -> None:
    text = "\n".join(["规章", "\t", "1", "\t\t", "2", *["其他", "\t", "3"] * 10, "\t", "\u00a0"])
    found = [(block.text, block.is_cell) for block in blocks(text) if isinstance(block, Line)]
    assert found[:4] == [("规章", False), ("1", False), ("", True), ("2", False)]
    assert found[-1] == ("", True)


def test_figures_broken_off_a_row_of_marks_are_put_back() -> None:
    """As html2text leaves them, which keeps lines shorter than a page is wide."""
    text = "规章| 1| 2| 3  \n行政规范性文件| 4| 5|\n6  \n总计| 7| 8|\n9  \n"
    assert rows(text) == [["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"], ["总计", "7", "8", "9"]]
    padded = "| 规章 | 1   | 2 | 3 |\n| 其他 | 4   | 5 |   |\n| 6    |\n| 总计 | 7   | 8 | 9 |\n"
    assert rows(padded)[:2] == [["规章", "1", "2", "3"], ["其他", "4", "5", "6"]]


def test_figures_below_headers_or_as_wide_as_the_row_above_are_a_row() -> None:
    assert rows("结果维持| 总计\n1| 2\n3| 4\n") == [["结果维持", "总计"], ["1", "2"], ["3", "4"]]
    assert rows("| 规章 | 1 | 2 |\n\n4\n") == [["规章", "1", "2"]]


REPORT = distinct_primes("form_2021")


def as_lines(gap: str) -> str:
    """A report row by row, ``gap`` between cells; labels of any length stand before their figures."""
    lines = [REPORT.title, "一、总体情况", "好。"]
    for table in REPORT.form.tables:
        lines.append(f"{table.code}如下：")
        lines += [gap.join(cell.text for cell in row.cells) for row in build_grid(table, REPORT).rows]
    return "\n".join([*lines, "五、存在的主要问题及改进情况", "无。"])


@pytest.mark.parametrize("gap", [" ", "  ", "   ", "        ", "\u3000\u3000"])
def test_cells_parted_by_any_number_of_spaces(gap: str) -> None:
    found = read_cells(as_lines(gap).encode(), ".txt")
    assert {code: cell.printed_text for code, cell in found.items()} == dict(REPORT.cells)
    assert not any(cell.problem_code for cell in found.values())


def test_a_figure_less_between_spaces_leaves_its_row_unread() -> None:
    blank = next(code for code in REPORT.cells if code.table == "requests")
    text = as_lines("   ").replace(f"   {REPORT.cells[blank]}   ", "      ")
    found = read_cells(text.encode(), ".txt")
    assert {cell.problem_code for code, cell in found.items() if code.row == blank.row} == {"wrong_cell_count"}


def test_a_table_in_one_line() -> None:
    text = " ".join(as_lines(" ").split())
    found = read_cells(f"首页\n{text}\n".encode(), ".txt")
    assert {code: cell.printed_text for code, cell in found.items()} == dict(REPORT.cells)
    assert not any(cell.problem_code for cell in found.values())
    assert all(cell.locator.startswith("line 2 ") for cell in found.values())


def broken_headers(change: str) -> dict[str, set[str | None]]:
    """Section 2 of 2019 with headers broken off their rows, a line each; what became of the rows."""
    lines = [
        *(
            "二、主动公开政府信息情况",
            "第二十条第（五）项 |",
            "信息内容 | 上一年项目数量",
            "|",
            change,
            "|",
            "处理决定数量",
            "|",
        ),
        *("行政许可 | 19 |", "其他对外管理服务事项 | 23 | 29 | 31 |", "第二十条第（六）项 |"),
        *("信息内容 | 上一年项目数量", "|", change, "|", "处理决定数量", "|"),
        *("行政处罚 | 37 | 41 | 43 |", "行政强制 | 47 | 53 | 59 |"),
    ]
    problems: dict[str, set[str | None]] = {}
    for code, cell in read_cells("\n".join(lines).encode(), ".txt").items():
        problems.setdefault(code.row, set()).add(cell.problem_code)
    return problems


def test_headers_broken_off_their_row_head_the_table_below() -> None:
    assert broken_headers("本年增/减") == {
        **{code: {None} for code in ("other_services", "penalty", "coercion")},
        "licensing": {"wrong_cell_count"},
    }


def test_a_broken_header_that_is_not_known_leaves_its_figures_unread() -> None:
    assert broken_headers("某类情形") == {
        **{code: {None, "columns_uncertain"} for code in ("other_services", "penalty", "coercion")},
        "licensing": {"wrong_cell_count"},
    }


@pytest.mark.parametrize("dash", "-–—")
def test_in_a_table_in_one_line_a_number_between_dashes_is_no_figure(dash: str) -> None:
    row = [code for code in REPORT.cells if code.row == "denied_enforcement_file"]
    lost = [REPORT.cells[code] for code in row[-3:]]
    text = " ".join(as_lines(" ").split()).replace(f" {' '.join(lost)} ", f" {dash} 5 {dash} ")
    found = read_cells(text.encode(), ".txt")
    assert {code: found[code].problem_code for code in row} == dict.fromkeys(row, "wrong_cell_count")


def test_a_long_sentence_is_no_table() -> None:
    text = "2022年共收到申请 3 件，予以公开 2 件。" * 40
    assert [block.text for block in blocks(text) if isinstance(block, Line)] == [text]
