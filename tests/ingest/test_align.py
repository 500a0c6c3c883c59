"""Figures are placed in one way only, or the reason is said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.scoring import read_cells
from ingest.align import align
from ingest.aligned import AlignedCell, Alignment
from ingest.locate import locate
from ingest.readers import read

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
CODES = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_org",
    "legal_service_org",
    "other_org",
    "total",
]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def aligned(document: str) -> Alignment:
    return align(locate(read(document.encode(), "report")).rows)


def cells(document: str) -> dict[tuple[str, str], AlignedCell]:
    return {(cell.row_code, cell.column_code): cell for cell in aligned(document).cells}


def figures(document: str, row: str) -> list[str | None]:
    """Printed texts of one row in the form's order of columns; the problem where a cell was not read."""
    found = cells(document)
    return [
        cell.problem_code or cell.printed_text if (cell := found.get((row, code))) is not None else None
        for code in CODES
    ]


def html(*rows: Sequence[str]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


def td(text: object, **spans: int) -> str:
    return f"<td {' '.join(f'{name}={size}' for name, size in spans.items())}>{text}</td>"


def requests(*rows: Sequence[str], applicants: Sequence[str] = APPLICANTS) -> str:
    return html([td("", colspan=3), *map(td, applicants)], *rows)


ONE_TO_SEVEN = [td(n) for n in range(1, 8)]
AS_READ = [str(n) for n in range(1, 8)]


def test_headers_decide_columns_even_when_permuted() -> None:
    table = requests([td("一、本年新收政府信息公开申请数量", colspan=3), *ONE_TO_SEVEN], applicants=APPLICANTS[::-1])
    assert figures(table, "received") == AS_READ[::-1]


def test_a_missing_column_leaves_its_cells_absent() -> None:
    table = requests([td("（一）予以公开", colspan=3), *ONE_TO_SEVEN[:6]], applicants=APPLICANTS[:6])
    assert figures(table, "granted") == [*AS_READ[:6], None]


def test_a_row_that_lacks_a_cell_is_not_read_at_all() -> None:
    table = requests([td("（一）予以公开", colspan=3), *ONE_TO_SEVEN[:6]])
    assert set(figures(table, "granted")) == {"wrong_cell_count"}


def test_a_row_shifted_by_a_wrong_span_is_read_by_order() -> None:
    table = requests([td("（一）予以公开", colspan=2), *ONE_TO_SEVEN])
    assert figures(table, "granted") == AS_READ


def test_a_figure_merged_over_two_columns_belongs_to_neither() -> None:
    table = requests([td("（一）予以公开", colspan=3), td(5, colspan=2), *ONE_TO_SEVEN[2:]])
    assert figures(table, "granted") == ["merged_cell", "merged_cell", *AS_READ[2:]]


def test_a_figure_merged_over_two_rows_belongs_only_to_the_first() -> None:
    table = requests(
        [td("（一）予以公开", colspan=3), td(1, rowspan=2), *ONE_TO_SEVEN[1:]],
        [td("2.重复申请", colspan=3), *ONE_TO_SEVEN[1:]],
    )
    assert figures(table, "granted") == AS_READ
    assert figures(table, "not_processed_duplicate") == ["merged_cell", *AS_READ[1:]]


def test_a_row_the_form_does_not_know_is_kept_aside() -> None:
    alignment = aligned(
        requests([td("（一）予以公开", colspan=3), *ONE_TO_SEVEN], [td("另行答复的申请", colspan=3), *ONE_TO_SEVEN])
    )
    assert [(row.label, row.previous_row_code, row.printed_text) for row in alignment.unmapped] == [
        ("另行答复的申请", "granted", " | ".join(AS_READ))
    ]
    assert {cell.row_code for cell in alignment.cells} == {"granted"}


def test_a_row_printed_twice_alike_counts_once_and_otherwise_not_at_all() -> None:
    row = [td("（一）予以公开", colspan=3), *ONE_TO_SEVEN]
    assert figures(requests(row, row), "granted") == AS_READ
    other = [td("（一）予以公开", colspan=3), td(9), *ONE_TO_SEVEN[1:]]
    assert figures(requests(row, other), "granted") == ["row_repeated", *AS_READ[1:]]


def test_a_row_in_the_wrong_group_is_not_read() -> None:
    table = requests([td("（四）无法提供"), td("2.重复申请", colspan=2), *ONE_TO_SEVEN])
    assert set(figures(table, "not_processed_duplicate")) == {"row_contradicts_group"}


FIRST_ROWS = (
    ("（三）不予公开", "1.属于国家秘密"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息"),
    ("（五）不予处理", "2.重复申请"),
)
OTHER = [td("3.其他", colspan=3), *ONE_TO_SEVEN]


@pytest.mark.parametrize(("group", "first"), FIRST_ROWS)
def test_an_extra_row_of_a_plain_name_is_not_taken_for_another_groups(group: str, first: str) -> None:
    """The form of 2019 has no row 其他, so nothing else would tell."""
    extra = [td("9.其他", colspan=3), *ONE_TO_SEVEN[::-1]]
    read = requests([td(group), td(first, colspan=2), *ONE_TO_SEVEN], extra)
    assert set(figures(read, "other_reason")) == {None}
    assert [(row.label, row.problem_code) for row in aligned(read).unmapped] == [("9.其他", "row_ambiguous")]
    both = requests([td(group), td(first, colspan=2), *ONE_TO_SEVEN], extra, [td("（六）其他处理", colspan=3)], OTHER)
    assert figures(both, "other_reason") == AS_READ


def test_a_row_of_a_plain_name_is_read_behind_rows_of_its_group() -> None:
    fee = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    assert figures(requests([td(fee, colspan=3), *ONE_TO_SEVEN], OTHER), "other_reason") == AS_READ


def test_a_near_miss_in_the_wrong_place_is_not_read() -> None:
    table = requests(
        [td("5.要求行政机关确认或重新出具已获取信息", colspan=3), *ONE_TO_SEVEN],
        [td("1.本机关不掌握相关政俯信息", colspan=3), *ONE_TO_SEVEN],
    )
    assert set(figures(table, "unavailable_not_held")) == {"row_out_of_order"}


def test_total_and_other_name_rows_below_the_header() -> None:
    above = [td("2.申请人逾期不缴费", colspan=3), *ONE_TO_SEVEN]
    table = requests(above, [td("其他", colspan=3), *ONE_TO_SEVEN], [td("总计", colspan=3), *ONE_TO_SEVEN[::-1]])
    assert figures(table, "other_reason") == AS_READ
    assert figures(table, "processed") == AS_READ[::-1]


def test_a_table_continued_over_a_page_keeps_its_columns() -> None:
    first = requests([td("（一）予以公开", colspan=3), *ONE_TO_SEVEN])
    second = html([td("三、本年度办理结果"), td("2.重复申请", colspan=2), *ONE_TO_SEVEN])
    assert figures(first + "<p>- 4 -</p>" + second, "not_processed_duplicate") == AS_READ


def test_a_surplus_blank_is_left_out_only_where_it_makes_no_difference() -> None:
    table = "\n".join(
        [
            "\t".join(["申请人情况", *APPLICANTS]),
            "\t".join(["（一）予以公开", "", *AS_READ]),
            "\t".join(["2.重复申请", "", *AS_READ[:6], ""]),
        ]
    )
    assert figures(table, "granted") == AS_READ
    assert set(figures(table, "not_processed_duplicate")) == {"wrong_cell_count"}


def lines(*texts: str) -> str:
    return "\n".join(texts)


HEADER_LINES = lines("申请人情况", *APPLICANTS)


def test_bare_lines_with_one_figure_lost_are_not_read() -> None:
    text = lines(HEADER_LINES, "（一）予以公开", *AS_READ[:6], "2.重复申请", *AS_READ)
    assert set(figures(text, "granted")) == {"wrong_cell_count"}
    assert figures(text, "not_processed_duplicate") == AS_READ


def test_figures_displaced_from_their_labels_are_not_read() -> None:
    text = lines(HEADER_LINES, "（一）予以公开", "2.重复申请", *AS_READ, *AS_READ)
    assert set(figures(text, "granted")) == {"wrong_cell_count"}
    assert set(figures(text, "not_processed_duplicate")) == {"wrong_cell_count"}


def test_a_page_mark_between_rows_is_no_figure() -> None:
    text = lines(HEADER_LINES, "（一）予以公开", *AS_READ, "— 4 —", "2.重复申请", *AS_READ)
    assert figures(text, "granted") == AS_READ
    assert figures(text, "not_processed_duplicate") == AS_READ


def test_a_label_may_be_cut_over_lines() -> None:
    text = lines(HEADER_LINES, "1.本机关不掌握", "相关政府信息", *AS_READ)
    assert figures(text, "unavailable_not_held") == AS_READ


def test_a_label_may_share_its_line_with_its_figures() -> None:
    assert figures(lines(HEADER_LINES, f"（一）予以公开 {' '.join(AS_READ)}"), "granted") == AS_READ


def test_one_figure_columns_are_not_filled_from_the_next_row() -> None:
    text = lines("第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "行政强制", "75", "5")
    assert {cell.problem_code for cell in aligned(text).cells} == {"wrong_cell_count"}


def test_two_kinds_of_item_never_share_a_header() -> None:
    table = html(
        [td("信息内容"), td("本年制发件数"), td("本年废止件数"), td("现行有效件数")],
        [td("行政许可"), td(1), td(2), td(3)],
    )
    assert {cell.problem_code for cell in aligned(table).cells} == {"columns_uncertain"}


def challenges(*header: str) -> str:
    return lines("行政复议", "行政诉讼", *header, *(str(n) for n in range(15)))


@pytest.mark.parametrize(
    "header",
    [
        [*RESULTS, "未经复议直接起诉", "复议后起诉", *RESULTS, *RESULTS],
        ["结果维持", "结果", "其他", "尚未", "总计", "未经复议直接起诉", "复议后起诉"]
        + ["结果", "结果", "其他", "尚未", "总计"] * 2,
    ],
)
def test_section_4_is_read_in_the_order_of_its_headers(header: list[str]) -> None:
    found = cells(challenges(*header))
    assert [found[row, "upheld"].printed_text for row in ("reconsideration", "direct_litigation")] == ["0", "5"]
    assert found["litigation_after_reconsideration", "total"].printed_text == "14"
    assert {cell.problem_code for cell in found.values()} == {None}


def test_section_4_with_headers_in_another_order_is_not_read() -> None:
    swapped = ["结果纠正", "结果维持", "其他结果", "尚未审结", "总计"]
    found = cells(challenges(*RESULTS, "未经复议直接起诉", "复议后起诉", *swapped, *RESULTS))
    assert {cell.problem_code for cell in found.values()} == {"columns_uncertain"}


def test_section_4_by_position_follows_permuted_headers() -> None:
    routes = [td("行政复议", colspan=5), td("未经复议直接起诉", colspan=5), td("复议后起诉", colspan=5)]
    order = [*RESULTS[::-1], *RESULTS, *RESULTS]
    found = cells(html(routes, [td(text) for text in order], [td(n) for n in range(15)]))
    assert found["reconsideration", "total"].printed_text == "0"
    assert found["reconsideration", "upheld"].printed_text == "4"


def test_section_4_may_print_a_route_a_row() -> None:
    table = html(
        [td(""), *map(td, RESULTS)], [td("行政复议"), *ONE_TO_SEVEN[:5]], [td("复议后起诉"), *ONE_TO_SEVEN[2:]]
    )
    found = cells(table)
    assert found["reconsideration", "corrected"].printed_text == "2"
    assert found["litigation_after_reconsideration", "total"].printed_text == "7"


@pytest.mark.parametrize("unit", ["条", ""])
def test_the_unit_column_of_an_indicator_table_holds_no_figure(unit: str) -> None:
    rows = [["指标名称", "单位", "2018年", "历年累计"], ["主动公开文件数", unit, "128", "839"]]
    found = cells(html(*([td(text) for text in row] for row in rows)))
    assert (found["proactive_total", "year"].printed_text, found["proactive_total", "cumulative"].printed_text) == (
        "128",
        "839",
    )


def test_a_label_in_prose_or_navigation_is_no_table() -> None:
    assert aligned("行政许可\n行政处罚\n行政强制\n关于本站\n行政许可 146 件已办结。\n").cells == ()


def test_rows_without_any_header_are_said_not_to_be_read() -> None:
    rows = ["一、本年新收政府信息公开申请数量", "（一）予以公开", "四、结转下年度继续办理"]
    table = html(*([td(label), *ONE_TO_SEVEN] for label in rows))
    assert {cell.problem_code for cell in aligned(table).cells} == {"columns_uncertain"}
    assert len(aligned(table).cells) == 21


def test_a_header_not_understood_below_a_common_heading_gives_no_order() -> None:
    text = lines(
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
        "商业",
        "科研",
        "媒体",
        "法律",
        "其他",
        "（一）予以公开",
        *AS_READ,
    )
    assert set(figures(text, "granted")) <= {"columns_uncertain", None}


def test_headers_on_two_levels_without_their_common_heading_give_no_order() -> None:
    text = lines("申请人情况", "自然人", "总计", *APPLICANTS[1:6], "（一）予以公开", *AS_READ)
    assert set(figures(text, "granted")) == {"wrong_cell_count"}


def test_a_surplus_blank_does_not_hide_a_header_that_is_not_understood() -> None:
    table = "信息内容\t某种数量\t本年增/减\n行政事业性收费\t12\t\u00a0\n其他\t\t\n"
    assert [cell.printed_text for cell in aligned(table).cells if cell.problem_code is None] == []


def test_labels_are_not_put_together_over_a_label_that_means_something_else() -> None:
    text = lines("第二十条第（六）项", "本年增/减（如-", "处理决定数量", "项数）", "行政处罚", "12")
    assert [cell.column_code for cell in aligned(text).cells if cell.problem_code is None] != ["item_change"]


def test_a_header_not_understood_before_the_others_gives_no_order_among_bare_lines() -> None:
    text = lines("第二十条第（六）项", "信息内容", "某种说明", "处理决定数量", "行政处罚", "12", "行政强制", "3")
    assert None not in {cell.problem_code for cell in aligned(text).cells}


def test_a_header_worded_for_other_rows_is_none_of_a_row_that_slid_below_it() -> None:
    table = html(
        [td("信息内容"), td("采购项目数量"), td("采购总金额")],
        [td("政府集中采购"), td("6"), td("251000")],
        [td("行政事业性收费"), td("7"), td("197")],
    )
    found = {tuple(code): cell for code, cell in read_cells(table.encode(), ".html").items()}
    assert found["disclosures", "procurement", "amount"].problem_code is None
    assert found["disclosures", "fees", "amount"].problem_code == "columns_uncertain"
