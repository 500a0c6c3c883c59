"""The conventions by which plain text marks its cells."""

from __future__ import annotations

from ingest.align import align
from ingest.aligned import AlignedCell
from ingest.documents import Line, Table
from ingest.locate import locate
from ingest.readers.text import read_text


def tables(text: str) -> list[list[list[str]]]:
    blocks = read_text(text.encode()).blocks
    return [[[cell.text for cell in row.cells] for row in b.rows] for b in blocks if isinstance(b, Table)]


def lines(text: str) -> list[tuple[str, bool]]:
    return [(b.text, b.is_cell) for b in read_text(text.encode()).blocks if isinstance(b, Line)]


def test_a_tab_begins_a_cell_and_a_blank_line_ends_the_row() -> None:
    text = "正文\n\t信息内容\n\t本年新\n制作数量\n\n\t规章\n\t\u3000\u30000\n\t\n\n正文"
    assert tables(text) == [[["信息内容", "本年新\n制作数量"], ["规章", "\u3000\u30000", ""]]]
    assert [text for text, _ in lines(text)] == ["正文", "正文"]


def test_cells_of_one_line_are_parted_by_pipes_or_tabs() -> None:
    assert tables("| 规章 | 1 |  |\n| --- | --- | --- |\n| 行政许可 | 2 | 3 |\n") == [
        [["规章", "1", ""], ["行政许可", "2", "3"]]
    ]
    assert tables("规章\t1\t\t2\n") == [[["规章", "1", "", "2"]]]


def test_a_pipe_after_each_cell_marks_empty_cells_but_padding_is_none() -> None:
    text = "规章 |\n1 |\n|\n3 | ||\n" + "行政许可 |\n4 | |||\n" * 5
    assert lines(text)[:4] == [("规章", True), ("1", True), ("", True), ("3", True)]


def test_a_lone_pipe_between_cells_marks_an_empty_cell_only_where_two_meet() -> None:
    text = "规章\n|\n1\n|\n|\n3\n" + "|\n0\n" * 10
    assert lines(text)[:4] == [("规章", False), ("1", False), ("", True), ("3", False)]


def test_plain_lines_keep_their_number_as_locator() -> None:
    first, second = read_text("行政许可\n\n146\n".encode()).blocks
    assert (first, second) == (Line("行政许可", "line 1"), Line("146", "line 3"))


def test_a_column_whose_header_is_lost_among_bare_lines_gives_its_place_to_no_other() -> None:
    headers = ["申请人情况", "甲乙", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构"]
    rows = ["其他", "一、本年新收政府信息公开申请数量 1 2 3 4 5 6", "二、上年结转政府信息公开申请数量 1 2 3 4 5 6"]
    assert not [cell for cell in aligned("\n".join(headers + rows)) if cell.problem_code is None]


SPACED = """申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 1 2 3 4 5 6 7
三、本年度办理结果 （一）予以公开 8 9 10 11 12 13 14
（三）不予公开 1.属于国家秘密 15 16 17 18 19 20 21
"""


def test_a_line_of_headers_and_a_group_before_a_row_are_told_word_by_word() -> None:
    found = {(cell.row_code, cell.column_code): cell.printed_text for cell in aligned(SPACED)}
    assert not [cell for cell in aligned(SPACED) if cell.problem_code]
    rows = ("received", "granted", "denied_state_secret")
    assert [row for row, column in found if column == "total"] == list(rows)
    assert list(found.values()) == [str(number) for number in range(1, 22)]


def test_a_row_of_fewer_figures_than_columns_is_not_read() -> None:
    cells = aligned(SPACED.replace("1 2 3 4 5 6 7", "1 2 7"))
    assert {cell.problem_code for cell in cells if cell.row_code == "received"} == {"wrong_cell_count"}


def test_words_of_which_one_is_no_header_are_no_header() -> None:
    cells = aligned(SPACED.replace("自然人 法人", "自然人 甲乙 法人"))
    assert not [cell for cell in cells if cell.problem_code is None]


def test_dashes_behind_a_label_are_figures() -> None:
    text = "信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 － － －\n行政规范性文件 1 － 3\n"
    assert [cell.printed_text for cell in aligned(text)] == ["－", "－", "－", "1", "－", "3"]


def test_a_header_may_end_in_what_is_also_a_unit() -> None:
    headers = ["申请人情况", "自然", "人", "法人或其他组织", "商业", "企业", "科研", "机构", "社会公", "益组织"]
    rows = ["法律服", "务机构", "其他", "总计", "一、本年新收政府信息公开申请数量 1 2 3 4 5 6 7"]
    read = [(cell.column_code, cell.printed_text) for cell in aligned("\n".join(headers + rows))]
    assert (read[0], read[-1], len(read)) == (("natural_person", "1"), ("total", "7"), 7)


def aligned(text: str) -> tuple[AlignedCell, ...]:
    """The cells of a text."""
    return align(locate(read_text(text.encode())).rows).cells


TOGETHER = """申请人情况
一、本年新收政府信息公开申请数量2121031088510294704
二、上年结转政府信息公开申请数量151476437
（三）不予公开1.属于国家秘密194642136
"""


def test_figures_of_which_nothing_parts_one_from_the_next_are_unreadable_not_absent() -> None:
    rows = {(cell.row_code, cell.problem_code) for cell in aligned(TOGETHER)}
    assert rows == {(row, "separators_lost") for row in ("received", "carried_in", "denied_state_secret")}


def test_a_table_in_one_word_names_its_rows() -> None:
    rows = {(cell.row_code, cell.problem_code) for cell in aligned(TOGETHER.replace("\n", "") * 2)}
    assert rows == {(row, "separators_lost") for row in ("received", "carried_in", "denied_state_secret")}


def test_figures_that_are_printed_apart_as_well_count() -> None:
    found = [cell for cell in aligned(SPACED + "结束。\n" + TOGETHER) if cell.row_code == "received"]
    assert [(cell.printed_text, cell.problem_code) for cell in found] == [(str(n), None) for n in range(1, 8)]


def test_a_sentence_of_figures_is_no_table_in_one_word() -> None:
    sentence = "办理行政许可1562件、行政处罚736件、行政强制1175件、行政事业性收费362万元。" * 5
    assert not aligned(sentence + "附2021")
