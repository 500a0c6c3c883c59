"""Names that their wording alone does not tell, told by their place in the form, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.scoring import bare, read_cells
from forge import LAYOUTS, CellCode, distinct_primes, render
from forge.form import FormColumn, load_form
from forge.quirks.base import Quirk
from forge.quirks.relabel import Label, relabel
from ingest.aligned import AlignedCell
from ingest.by_place import like

GRIDS = ("html_spans", "html_word_paste", "markdown_pipes", "docx_tables", "xlsx_sheet", "pdf_ruled", "ofd_ruled")
VERSION = "form_2021"
LEFT_OUT = 3
Expected = dict[CellCode, str]


def changed(
    layout: str, labels: dict[str, str], version: str = VERSION
) -> tuple[dict[CellCode, AlignedCell], Expected]:
    """What is read of a report on which some labels are printed otherwise, and what each cell prints."""
    seen: set[str] = set()

    def change(label: Label) -> str:
        if label.text in labels:
            seen.add(label.text)
        return labels.get(label.text, label.text)

    quirk = Quirk("changed", "", change_form=lambda form, figures, chance: relabel(form, change))
    document = render(distinct_primes(version), layout, (quirk,))
    assert seen == set(labels), "a label that the form does not print"
    return read_cells(document.content, document.suffix), dict(document.expected)


def unread(found: dict[CellCode, AlignedCell], expected: Expected) -> set[tuple[str, str]]:
    """Rows of which some cell was not read; everything else is read as printed."""
    read = {code: bare(cell.printed_text) for code, cell in found.items() if cell.problem_code is None}
    assert {code: text for code, text in read.items() if expected.get(code) != text} == {}
    return {(code.table, code.row) for code in expected if code not in read}


SHORT_ROWS = {
    "5.属于三类内部事务信息": "5.内部事务信息",
    "6.属于四类过程性信息": "6.过程性信息",
    "8.属于行政查询事项": "8.行政查询",
    "2.重复申请": "2.重复性申请",
    "3.要求提供公开出版物": "3.要求提供出版物",
    "4.无正当理由大量反复申请": "4.无正当理由反复申请",
    "5.要求行政机关确认或重新出具已获取信息": "5.确认或重新出具信息",
    "行政处罚": "行政处罚决定",
    "行政许可": "行政许可数量",
}
SHORT_HEADERS = {
    "本年制发件数": "制发件数",
    "现行有效件数": "有效件数",
    "本年处理决定数量": "本年处理数量",
    "社会公益组织": "社会组织",
    "法律服务机构": "法律服务",
    "未经复议直接起诉": "复议直接起诉",
}


BEGINNINGS = ("法律服务", "8.行政查询")


@pytest.mark.parametrize("layout", GRIDS)
def test_short_names_are_told_by_their_places(layout: str) -> None:
    found, expected = changed(layout, {**SHORT_ROWS, **SHORT_HEADERS})
    assert unread(found, expected) == set()
    matched = {cell.row_label.strip(): cell.matched_by for cell in found.values()}
    assert {matched[short] for short in SHORT_ROWS.values()} == {"place"}


@pytest.mark.parametrize(
    ("label", "printed"),
    [pair for pair in (*SHORT_ROWS.items(), *SHORT_HEADERS.items()) if pair[1] not in BEGINNINGS],
)
def test_none_of_them_is_told_by_its_wording(label: str, printed: str) -> None:
    """Each of these would be read without its place if it were a variant; then this file tested nothing.

    But for the beginnings of names, which are told among bare lines as well.
    """
    found, expected = changed("text_blank_lines", {label: printed})
    assert unread(found, expected)


def test_a_row_of_blanks_is_told_as_well() -> None:
    markup = _rows("4.保护第三方合法权益 1", "5.内部事务信息 ·", "6.属于四类过程性信息 2")
    assert _texts(markup) == {
        "denied_third_party_rights": "1",
        "denied_internal_affairs": "",
        "denied_process_information": "2",
    }


def columns_of(code: str) -> tuple[FormColumn, ...]:
    table = load_form(VERSION).table(code)
    assert table is not None
    return table.columns


def _rows(*lines: str) -> str:
    applicants = "".join(f"<td>{column.label}</td>" for column in columns_of("requests"))
    rows = [line.rsplit(" ", 1) for line in lines]
    figures = "".join(f"<tr><td>{name}</td>{f'<td>{figure}</td>'.replace('·', '') * 7}</tr>" for name, figure in rows)
    return f"<table><tr><td></td>{applicants}</tr>{figures}</table>"


def _texts(markup: str) -> dict[str, str]:
    found = read_cells(markup.encode(), ".html")
    assert not any(cell.problem_code for cell in found.values())
    return {code.row: cell.printed_text for code, cell in found.items()}


@pytest.mark.parametrize(
    "lines",
    [
        ("4.保护第三方合法权益 1", "5.内部事务信息 2", "7.属于行政执法案卷 3"),
        ("4.保护第三方合法权益 1", "5.内部事务信息 2", "5.内部事务信息 4", "6.属于四类过程性信息 3"),
        ("4.保护第三方合法权益 1", "5.行政查询 2", "6.属于四类过程性信息 3"),
        ("4.保护第三方合法权益 1", "5.属于三类内部管理信息 2", "6.属于四类过程性信息 3"),
        ("4.保护第三方合法权益 1", "5.信息 2", "6.属于四类过程性信息 3"),
        ("4.保护第三方合法权益 1", "5.内部事务信息7 2", "6.属于四类过程性信息 3"),
        ("3.危及“三安全一稳定” 1", "5.内部事务信息 2", "6.属于四类过程性信息 3", "4.保护第三方合法权益 9"),
    ],
    ids=[
        "next row missing",
        "twice",
        "of another place",
        "another word",
        "of several",
        "with a figure",
        "out of order",
    ],
)
def test_what_its_place_does_not_tell_stays_unknown(lines: Sequence[str]) -> None:
    assert "2" not in _texts(_rows(*lines)).values()


def test_a_table_printed_twice_tells_nothing() -> None:
    lines = ("4.保护第三方合法权益 1", "5.内部事务信息 2", "6.属于四类过程性信息 3")
    found = read_cells((_rows(*lines) + _rows(*lines)).encode(), ".html")
    assert {code.row for code in found} == {"denied_third_party_rights", "denied_process_information"}


@pytest.mark.parametrize(
    "headers",
    [
        ("本年修订件数", "本年废止件数", "现行有效件数"),
        ("件数", "本年废止件数", "现行有效件数"),
    ],
    ids=["another word", "of several"],
)
def test_a_header_that_its_place_does_not_tell_stays_unknown(headers: Sequence[str]) -> None:
    head = "".join(f"<td>{text}</td>" for text in ("信息内容", *headers))
    markup = f"<table><tr>{head}</tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>"
    found = read_cells(markup.encode(), ".html")
    assert {cell.printed_text for cell in found.values() if cell.problem_code is None} == {"2", "3"}
    assert [cell.problem_code for cell in found.values() if cell.printed_text == "1"] == ["columns_uncertain"]


def test_where_headers_are_in_another_order_no_place_tells_what_one_is() -> None:
    head = "".join(f"<td>{text}</td>" for text in ("信息内容", "有效件数", "本年废止件数", "本年制发件数"))
    markup = f"<table><tr>{head}</tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>"
    found = read_cells(markup.encode(), ".html")
    assert {cell.problem_code for cell in found.values()} == {"wrong_cell_count"}


def test_what_a_text_reads_like() -> None:
    assert like("政府信息公开申请数量", "requests", "row") == {"received", "carried_in"}
    assert like("有效件数", "disclosures", "column") == {"in_force"}
    assert like("件数", "disclosures", "column") == frozenset()
    assert like("2022年制发件数", "disclosures", "column") == frozenset()


def test_of_several_that_a_text_reads_like_it_is_the_one_that_is_not_known() -> None:
    found, expected = changed("html_spans", {"本年废止件数": "本年件数"})
    assert unread(found, expected) == set()
    found, expected = changed("html_spans", {"本年废止件数": "本年件数", "本年制发件数": "本件数"})
    assert unread(found, expected) == {("disclosures", "rules"), ("disclosures", "normative_documents")}


@pytest.mark.parametrize("layout", GRIDS)
def test_hardly_a_label_short_of_characters_is_lost_where_cells_are_known(layout: str) -> None:
    lost = printed = 0
    for seed in range(6):
        document = render(distinct_primes(VERSION), layout, ("abridged_labels",), seed=seed)
        found = read_cells(document.content, document.suffix)
        read = {code for code, cell in found.items() if cell.problem_code is None}
        lost += len(document.expected.keys() - read)
        printed += len(document.expected)
    assert lost < printed / 50


def test_a_row_below_a_group_whose_name_is_not_known_is_not_the_group() -> None:
    """（六）其他处理 is a row of some forms; the number of the name behind it (2.) is no figure."""
    groups = ("<td>（六）其他处理</td><td>2.某某情形</td>", "<td colspan=2>（七）总计</td>")
    rows = "".join(f"<tr>{name}{f'<td>{n}</td>' * 7}</tr>" for n, name in enumerate(groups, start=1))
    head = "".join(f"<td>{column.label}</td>" for column in columns_of("requests"))
    found = read_cells(f"<table><tr><td colspan=2></td>{head}</tr>{rows}</table>".encode(), ".html")
    assert {code.row for code in found} == {"processed"}


def cut_labels() -> list[tuple[str, str]]:
    """Every label of a row or a column with three characters that stand together left out of it."""
    wordings: list[tuple[str, str]] = []
    for table in load_form(VERSION).tables:
        for label in dict.fromkeys([*(row.label for row in table.rows), *(column.label for column in table.columns)]):
            places = range(len(label) - LEFT_OUT + 1) if len(label) > LEFT_OUT + 1 else ()
            wordings += [(label, label[:n] + label[n + LEFT_OUT :]) for n in places]
    return wordings


@pytest.mark.parametrize(("layout", "every"), [("html_spans", 2), ("text_pipe_terminated", 5)])
def test_no_label_cut_short_is_read_as_another(layout: str, every: int) -> None:
    cases = cut_labels()[::every]
    lost = {printed: rows for label, printed in cases if (rows := unread(*changed(layout, {label: printed})))}
    assert LAYOUTS[layout].family != "html" or len(lost) < len(cases) / 10, lost
