"""Headers that the text of a PDF tears to pieces: put together where they leave one order of the columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scoring import read_cells
from forge import CellCode
from ingest.aligned import AlignedCell
from ingest.documents import Line
from ingest.forms import column_order, group_members
from ingest.torn_headers import with_whole_headers

HEADERS = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_welfare_org": "社会公益组织",
    "legal_service_org": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
ROWS = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开")
TITLE = "三、收到和处理政府信息公开申请情况"
ROUTES = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other_result": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}


def read(header: Sequence[str]) -> Mapping[CellCode, AlignedCell]:
    """A table of rows with seven figures each, in line with their names, all figures different."""
    lines = [f"{name} {' '.join(str(100 * (n + 1) + column) for column in range(7))}" for n, name in enumerate(ROWS)]
    text = ["望江区水务局2022年政府信息公开工作年度报告", TITLE, *header, *lines]
    return read_cells("\n".join(text).encode(), ".txt")


def by_height(order: Sequence[str], cuts: Mapping[str, int]) -> list[str]:
    """The header as words stand at each height: the outer columns beside the two rows of the group, all centred."""
    places = {code: place for place, code in enumerate(order)}
    pieces = {code: pieces_of(text, cuts.get(code, 1)) for code, text in HEADERS.items()}
    members = group_members("requests")
    depth = max(len(pieces[code]) for code in members)
    lines: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    middle = sum(places[code] for code in members) / len(members)
    lines[0].append((middle + 0.1, "法人或其他组织"))
    for code, words in pieces.items():
        # Twice the height, so that halves are whole: members below the group, the others beside both.
        top = 2 + (depth - len(words)) if code in members else (depth + 1 - len(words))
        for n, word in enumerate(words):
            lines[top + 2 * n].append((float(places[code]), word))
    return ["申请人情况", *(" ".join(word for _, word in sorted(lines[height])) for height in sorted(lines))]


def pieces_of(text: str, parts: int) -> list[str]:
    size = -(-len(text) // parts)
    return [text[start : start + size] for start in range(0, len(text), size)]


def as_drawn(order: Sequence[str], cuts: Mapping[str, int], total_beside: bool = False) -> list[str]:
    """The header cell by cell: the row of the group, then the row of its members; a piece a line."""
    members = [code for code in order if code in group_members("requests")]
    outer: list[str] = []
    for code in order:
        if code not in members:
            outer += pieces_of(HEADERS[code], cuts.get(code, 1))
        elif code == members[0]:
            outer += ["法人或其他组织"]
    inner = [piece for code in members for piece in pieces_of(HEADERS[code], cuts.get(code, 1))]
    if total_beside:
        outer.remove("总计")
        inner[0] += " 总计"
    return ["申请人情况", *outer, *inner]


def assert_right(cells: Mapping[CellCode, AlignedCell], order: Sequence[str]) -> int:
    """Every figure that is read stands under its own header; how many are."""
    rows = ("received", "carried_in", "granted")
    read = [cell for cell in cells.values() if cell.problem_code is None and cell.table_code == "requests"]
    for cell in read:
        figure = 100 * (rows.index(cell.row_code) + 1) + order.index(cell.column_code)
        assert cell.printed_text == str(figure), (cell.row_code, cell.column_code)
    return len(read)


FORM = tuple(HEADERS)
TWO_LINES = {"commercial_enterprise": 2, "research_institution": 2, "public_welfare_org": 2, "legal_service_org": 2}
cuts_of_headers = st.fixed_dictionaries({code: st.integers(1, 3) for code in HEADERS})


@st.composite
def orders(draw: st.DrawFn) -> tuple[str, ...]:
    """The columns in any order, the members of the group beside each other."""
    members = draw(st.permutations([code for code in FORM if code in group_members("requests")]))
    blocks = draw(st.permutations([["natural_person"], members, ["total"]]))
    return tuple(code for block in blocks for code in block)


def test_the_columns_of_the_form_are_those_of_these_tests() -> None:
    assert column_order("requests") == FORM


@pytest.mark.parametrize("beside", [False, True])
def test_headers_drawn_one_after_the_other_are_read(beside: bool) -> None:
    cells = read(as_drawn(FORM, {**TWO_LINES, "natural_person": 2}, total_beside=beside))
    assert assert_right(cells, FORM) == 21
    assert {cell.column_label for cell in cells.values() if cell.column_code == "research_institution"} == {
        "科研\n机构"
    }


def test_headers_at_heights_that_leave_one_order_are_read() -> None:
    level = ["申请人情况", "法人或其他组织", "自然 商业 科研 社会公 法律服 总计", "人 企业 机构 益组织 务机构 其他"]
    assert assert_right(read(level), FORM) == 21


def test_a_header_at_a_height_of_its_own_could_stand_anywhere() -> None:
    lines = by_height(FORM, TWO_LINES)
    assert "其他" in lines
    assert not [cell for cell in read(lines).values() if cell.problem_code is None]


def test_a_total_left_of_other_headers_is_not_the_last_column() -> None:
    members = ["企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    upper = ["申请人情况", "自然", "人", "法人或其他组织"]
    assert assert_right(read([*upper, "商业 总计", *members]), FORM) == 21
    assert not [cell for cell in read([*upper, "总计 商业", *members]).values() if cell.problem_code is None]


def test_headers_with_one_missing_are_not_read() -> None:
    lines = [line for line in as_drawn(FORM, TWO_LINES) if line != "科研"]
    assert not [cell for cell in read(lines).values() if cell.problem_code is None]


@given(order=orders(), cuts=cuts_of_headers)
def test_whatever_the_order_no_figure_is_under_another_header(order: tuple[str, ...], cuts: dict[str, int]) -> None:
    assert_right(read(by_height(order, cuts)), order)
    assert_right(read(as_drawn(order, cuts)), order)


@given(cuts=cuts_of_headers)
def test_the_order_of_the_form_is_read_however_headers_are_cut(cuts: dict[str, int]) -> None:
    assert assert_right(read(as_drawn(FORM, cuts)), FORM) == 21


def sides(order: Sequence[str], first: Sequence[str], below: Sequence[str]) -> Mapping[CellCode, AlignedCell]:
    """Section 4 with results in an order, ``first`` and ``below`` the lines of its headers."""
    figures = " ".join(str(101 + place) for place in range(15))
    text = [
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议 行政诉讼",
        *first,
        *below,
        figures,
        "五、存在的主要问题",
    ]
    cells = read_cells("\n".join(text).encode(), ".txt")
    for cell in cells.values():
        if cell.problem_code is None:
            place = 5 * ROUTES.index(cell.row_code) + order.index(cell.column_code)
            assert cell.printed_text == str(101 + place)
    return cells


def result_lines(order: Sequence[str]) -> tuple[list[str], list[str]]:
    upper, lower = (" ".join(RESULTS[code][n : n + 2] for code in order if len(RESULTS[code]) > n) for n in (0, 2))
    return [f"{upper} 未经复议直接起诉 复议后起诉", f"{lower} {upper} {upper}"], [f"{lower} {lower}"]


def test_results_at_the_same_heights_are_read_in_the_order_of_the_form_only() -> None:
    plain = tuple(RESULTS)
    read_orders = []
    for order in permutations(plain):
        cells = sides(order, *result_lines(order))
        if any(cell.problem_code is None for cell in cells.values()):
            read_orders.append(order)
    assert read_orders == [plain]


def test_a_page_ends_among_headers() -> None:
    lines = as_drawn(FORM, TWO_LINES)
    assert assert_right(read([*lines[:6], "2", *lines[6:]]), FORM) == 21
    assert assert_right(read([*lines[:6], "- 2 -", *lines[6:]]), FORM) == 21


def test_lines_that_are_no_torn_header_stay_as_they_are() -> None:
    for texts in (["申请人情况", "见附表"], ["行政复议 行政诉讼", "本年没有"], ["申请人情况"], ["其他", "总计"]):
        lines = [Line(text, f"line {n}") for n, text in enumerate(texts, start=1)]
        assert with_whole_headers(lines) == lines
