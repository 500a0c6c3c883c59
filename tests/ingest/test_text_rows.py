"""Tables copied out of browsers and word processors as text, and tables drawn in characters."""

from __future__ import annotations

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
