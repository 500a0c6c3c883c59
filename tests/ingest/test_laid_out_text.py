"""Text that keeps columns by spaces, as ``pdftotext -layout`` prints it: labels displaced, headers cut over lines."""

from __future__ import annotations

import pytest

from benchmarks.scoring import read_cells
from ingest.align import align
from ingest.locate import locate
from ingest.readers.text import read_text

HEADER = """
                                               自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他   总计
"""
PAGE_END = "\f"


def figures(text: str, end: str = PAGE_END) -> dict[tuple[str, str], list[str]]:
    """Figures read without a problem, by table and row, in the order of printing."""
    found: dict[tuple[str, str], list[str]] = {}
    for cell in align(locate(read_text((text + end).encode())).rows).cells:
        if cell.problem_code is None:
            found.setdefault((cell.table_code, cell.row_code), []).append(cell.printed_text)
    return found


def test_lines_of_a_groups_name_between_the_lines_of_a_label_are_passed_over() -> None:
    text = (
        HEADER
        + """
                      （五）不予处  4.无正当理由大量反复申请     11      12       13       14        15       16     17
                                   2.申请人逾期未按收费
                           理
                                   通知要求缴纳费用、行
                                                          21      22       23       24        25       26     27
                                   政机关不再处理其政府
                                   信息公开申请
                 三、
                                   1.本机关不掌握相关政
                 度办                                      31      32       33       34        35       36     37
                                   府信息
"""
    )
    read = figures(text)
    assert read["requests", "other_fee_unpaid"] == ["21", "22", "23", "24", "25", "26", "27"]
    assert read["requests", "unavailable_not_held"] == ["31", "32", "33", "34", "35", "36", "37"]


def test_a_name_that_is_not_understood_is_never_passed_over_for_that_of_a_blank_row() -> None:
    text = (
        HEADER
        + """
                      （五）不予处理
                                   1.信访举报投诉类申请        11      12       13       14        15       16     17
                                   2.重复申请
                                   甲乙丙丁戊己              21      22       23       24        25       26     27
                                   4.无正当理由大量反复申请     31      32       33       34        35       36     37
"""
    )
    read = figures(text)
    assert ("requests", "not_processed_duplicate") not in read
    assert read["requests", "not_processed_petition"][0] == "11"
    assert read["requests", "not_processed_excessive"][0] == "31"


def test_the_first_line_of_a_header_is_part_of_it_though_it_stands_alone() -> None:
    text = """
                                                       第二十条第（一）项
                                本年新制作数量（2020年1至1
                   信息内容                                          本年新公开数量                   对外公开总数量
                                          2月）
                规章                          12                                                   58
                规范性文件                        3                                                   65
                                                       第二十条第（六）项
                   信息内容           上一年项目数量                      本年增/减                       处理决定数量
                行政处罚                          1                        2                        3
                行政强制                          4                        5                        6
"""
    read = figures(text)
    assert ("disclosures", "rules") not in read
    assert read["disclosures", "penalty"] == ["1", "2", "3"]


def test_what_stands_left_of_the_columns_may_be_the_header_of_one() -> None:
    text = """
                                                       第二十条第（一）项
                                甲乙丙丁戊己                    本年新公开数量                   对外公开总数量
                规章                          12                                                   58
                规范性文件                        3                                                   65
                                                       第二十条第（六）项
                   信息内容           上一年项目数量                      本年增/减                       处理决定数量
                行政处罚                          1                        2                        3
                行政强制                          4                        5                        6
"""
    assert ("disclosures", "rules") not in figures(text)


def test_a_unit_set_apart_by_a_no_break_space_goes_with_its_figure() -> None:
    header = "第二十条第（一）项\n\n信息内容\n\n本年制发件数\n\n本年废止件数\n\n现行有效件数\n\n"
    rows = "规章\n\n1\u00a0件\n\n2\u00a0件\n\n3\u00a0件\n\n行政规范性文件\n\n4\u00a0件\n\n5\u00a0件\n\n6\u00a0件\n"
    assert [squeezed(text) for text in figures(header + rows, end="")["disclosures", "rules"]] == ["1件", "2件", "3件"]


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def test_a_row_with_blanks_is_placed_nowhere_as_longer_labels_move_whole_rows() -> None:
    text = (
        HEADER
        + """
                                   1.属于国家秘密             11      12       13       14        15       16     17
                                   2.其他法律行政法规禁止公开            22       23       24        25       26     27
                                   3.危及“三安全一稳定”        31      32       33       34        35       36     37
                                   4.保护第三方合法权益         41      42       43       44        45       46     47
"""
    )
    read = figures(text)
    assert ("requests", "denied_forbidden_by_law") not in read
    assert read["requests", "denied_third_party_rights"][0] == "41"


PUSHED = """
                      自然人 法人或其他组织             总计
                                          社会
                                     科研        法律服务
                              商业企业        公益          其他
                                     机构        机构
                                          组织

一、本年新收政府信息公开申请数量         267   97     101 84    85     99   733

二、上年结转政府信息公开申请数量         5     7      4    3    8      2    29

四、结转下年度继续办理             2     8      1    6    2      0    19
"""


def test_headers_on_several_lines_are_believed_in_the_order_of_the_form_only() -> None:
    """总计 was laid out to the left of 其他, which stands on a line of its own; the figures are not."""
    aligned = align(locate(read_text((PUSHED + PAGE_END).encode())).rows)
    assert {(cell.row_code, cell.problem_code) for cell in aligned.cells} == {
        (row, "columns_uncertain") for row in ("received", "carried_in", "carried_out")
    }
    in_order = PUSHED.replace("             总计", " " * 30 + "总计")
    assert figures(in_order)["requests", "received"] == ["267", "97", "101", "84", "85", "99", "733"]


def test_figures_whose_row_cannot_be_told_are_told() -> None:
    text = (
        HEADER
        + """
                      一、本年新收政府信息公开申请数量    11      12       13       14        15       16     17
                                   甲乙丙丁
                                                          21      22       23       24        25       26     27
                                   戊己庚辛
                      四、结转下年度继续办理              31      32       33       34        35       36     37
"""
    )
    aligned = align(locate(read_text((text + PAGE_END).encode())).rows)
    assert {cell.row_code for cell in aligned.cells} == {"received", "carried_out"}
    [row] = aligned.unmapped
    assert (row.problem_code, row.previous_row_code) == ("label_uncertain", "received")
    assert row.printed_text.startswith("21 | 22 | 23")


SIDE_HEADERS = """
行政复议                         行政诉讼
                        未经复议直接起诉      复议后起诉
结果   甲乙 其他 尚未 总计  结果   结果 其他 尚未 总计  结果   结果 其他 尚未 总计
维持   纠正 结果 审结     维持   纠正 结果 审结      维持   纠正 结果 审结
1    0       8    6     15   3   4   6     3     16   7       8       3   6        24
"""


def test_the_line_of_section_four_under_uncertain_headers_is_unread() -> None:
    aligned = align(locate(read_text((HEADER + PUSHED + SIDE_HEADERS + PAGE_END).encode())).rows)
    section = [cell for cell in aligned.cells if cell.table_code == "legal_challenges"]
    assert len(section) == 15
    assert {cell.problem_code for cell in section} == {"columns_uncertain"}


def test_a_menu_parted_by_bars_does_not_hide_a_text_that_is_laid_out() -> None:
    row = "一、本年新收政府信息公开申请数量    11      12       13       14        15       16     17\n"
    text = HEADER + row + row.replace("一、本年新收", "二、上年结转") + "\n关于我们 | 网站地图 | 隐私声明\n"
    assert figures(text)["requests", "received"] == ["11", "12", "13", "14", "15", "16", "17"]


def test_figures_under_a_header_that_is_not_understood_are_not_those_of_the_header_before() -> None:
    text = """
第二十条第（五）项
信息内容                                本年处理决定数量
行政许可                                   146

甲乙丙丁                                某某  丁戊己
行政处罚                                   2370
行政强制                                   195
"""
    aligned = align(locate(read_text((text + PUSHED + PAGE_END).encode())).rows)
    cells = [cell for cell in aligned.cells if cell.table_code == "disclosures"]
    assert {cell.row_code: cell.printed_text for cell in cells if cell.problem_code is None} == {"licensing": "146"}
    assert {cell.row_code for cell in cells if cell.problem_code} == {"penalty", "coercion"}


def test_routes_under_uncertain_headers_are_unread() -> None:
    routes = """
四、政府信息公开行政复议、行政诉讼情况
                        结果维持  结果纠正  其他结果
                                                          总计   尚未审结
行政复议                  1      2      3      4      10
未经复议直接起诉          1      2      3      4      10
复议后起诉                1      2      3      4      10
"""
    aligned = align(locate(read_text((PUSHED + routes + PAGE_END).encode())).rows)
    section = [cell for cell in aligned.cells if cell.table_code == "legal_challenges"]
    assert len(section) == 15
    assert {cell.problem_code for cell in section} == {"columns_uncertain"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("规章        12    13    13", "            97    01    03"),
        ("            97    01    03", "规章        12    13    13"),
    ],
)
def test_figures_that_narrow_cells_broke_over_lines_are_not_read(first: str, second: str) -> None:
    lines = ["第二十条第（一）项", "信息内容    本年制发件数    本年废止件数    现行有效件数", first, second]
    text = "\n".join([*lines, "行政规范性文件    109    113    127"]) + "\n\f"
    found = {code.row: cell.problem_code for code, cell in read_cells(text.encode(), ".txt").items()}
    assert found.get("rules", "absent") is not None


def test_section_4_broken_over_lines_is_not_read() -> None:
    routes = "行政复议                 未经复议直接起诉              复议后起诉"
    results = "    ".join(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3)
    lines = [
        "四、政府信息公开行政复议、行政诉讼情况",
        routes,
        results,
        "    ".join(["12"] * 15),
        "    ".join(["97"] * 15),
    ]
    found = read_cells(("\n".join(lines) + "\n\f").encode(), ".txt")
    assert all(cell.problem_code for cell in found.values())


BLANK_ROW = """
             信息内容        上一年项目数量           本年增/减            处理决定数量
                                       {page}
          行政处罚
             信息内容        上一年项目数量                    本年增/减
                                     227  691   709  137  269  281  1223
                                     251  911  1237  271  907  139  1327
              （六）其他处理                811  643   997  503  523  919   787
"""


@pytest.mark.parametrize("page", ["- 1 -", "— 12 —", "1 / 9"])
def test_the_number_of_a_page_that_no_form_feed_ends_is_no_figure_of_a_blank_row(page: str) -> None:
    assert ("disclosures", "penalty") not in figures(BLANK_ROW.format(page=page), end="")


def test_a_number_alone_on_its_line_may_be_of_a_page_that_no_form_feed_ends() -> None:
    text = BLANK_ROW.replace("上一年项目数量           本年增/减            处理决定数量", "本年处理决定数量").format(
        page="1"
    )
    assert ("disclosures", "penalty") not in figures(text, end="")
