"""Indicator tables up to 2018: short local ones, the long national one, labels that repeat, columns that are alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from forge import LAYOUTS, NATIONAL, QUIRKS, ReportFigures, balanced, distinct_primes, render
from ingest.align import align
from ingest.aligned import AlignedCell, Alignment
from ingest.forms import read_seed
from ingest.locate import locate
from ingest.nesting import parents, path_of
from ingest.readers import read

HEADER = ("统计指标", "单位", "统计数")
OFFICIAL = ("维持具体行政行为数", "被依法纠错数", "其他情形数")
LEGACY_LAYOUTS = ("html_indicator", "html_indicator_long", "text_indicator", "text_indicator_long", "markdown_pipes")
# The header 2018年 cut in two is no header any more, and without it nothing is read.
CUT_YEAR = ("text_indicator", "labels_split")


def aligned(document: str) -> Alignment:
    return align(locate(read(document.encode(), "report")).rows)


def html(*rows: Sequence[str]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def plain(*texts: str) -> tuple[str, ...]:
    return tuple(f">{text}" for text in texts)


def figures(document: str) -> dict[tuple[str, str], str]:
    """Printed text by row and column; the problem where a cell was not read."""
    return {(c.row_code, c.column_code): c.problem_code or c.printed_text for c in aligned(document).cells}


def of_year(document: str) -> dict[str, str]:
    return {row: text for (row, column), text in figures(document).items() if column == "year"}


def wrongly_read(
    figures: ReportFigures, layout: str, quirk: str | None, seed: int
) -> tuple[list[object], list[object]]:
    """Cells read otherwise than printed, and cells not read."""
    document = render(figures, layout, [quirk] if quirk else [], seed=seed)
    rows = locate(read(document.content, f"report{document.suffix}")).rows
    found: dict[tuple[str, ...], AlignedCell] = {cell[:3]: cell for cell in align(rows).cells if not cell.problem_code}
    printed = {tuple(code): text for code, text in document.expected.items()}
    wrong = [key for key, cell in found.items() if cell.printed_text.strip() != printed.get(key)]
    return list(wrong), [key for key in printed if key not in found]


@pytest.mark.parametrize("alternative", [None, NATIONAL])
@pytest.mark.parametrize("layout", LEGACY_LAYOUTS)
def test_every_figure_of_every_table_up_to_2018_is_read(layout: str, alternative: str | None) -> None:
    printed = distinct_primes("form_pre2019", alternative=alternative)
    quirks = [name for name, quirk in QUIRKS.items() if quirk.applies_to(LAYOUTS[layout].family, "form_pre2019")]
    for quirk in (None, *quirks):
        for seed in range(3 if quirk == "label_variants" else 1):
            wrong, lost = wrongly_read(printed, layout, quirk, seed)
            assert wrong == [], quirk
            assert lost == [] or (layout, quirk) == CUT_YEAR, quirk


def test_the_long_table_balances_and_prints_the_year_only() -> None:
    table = balanced(4, "form_pre2019", alternative=NATIONAL)
    year = {code.row: int(text) for code, text in table.cells.items()}
    assert {code.column for code in table.cells} == {"year"}
    for total in ("requests_total", "requests_completed", "replies_total", "replies_denied", "reconsiderations"):
        assert year[total] == sum(year[part] for part, whole in parents().items() if whole == total)


def test_every_row_of_the_long_table_is_a_row_of_the_form() -> None:
    form = {row["row_code"] for row in read_seed("form_rows") if row["table_code"] == "legacy_indicators"}
    printed = [line["row_code"] for line in read_seed("legacy_form_lines") if line["row_code"]]
    assert len(printed) == len(set(printed)) == 58
    assert set(printed) <= form
    assert path_of("replies_denied_privacy") == {"replies_denied_privacy", "replies_denied", "replies_total"}


def test_a_repeated_label_belongs_to_the_total_above_it() -> None:
    document = html(
        plain(*HEADER),
        plain("四、行政复议数量", "件", "9"),
        *(plain(label, "件", str(n)) for n, label in enumerate(OFFICIAL, 2)),
        plain("五、行政诉讼数量", "件", "15"),
        *(plain(label, "件", str(n)) for n, label in enumerate(OFFICIAL, 4)),
    )
    assert of_year(document) == {
        "reconsiderations": "9",
        "reconsiderations_upheld": "2",
        "reconsiderations_corrected": "3",
        "reconsiderations_other": "4",
        "litigations": "15",
        "litigations_upheld": "4",
        "litigations_corrected": "5",
        "litigations_other": "6",
    }


def test_a_repeated_label_belongs_to_the_cell_that_spans_it() -> None:
    document = html(
        ("colspan=2>统计指标", ">单位", ">统计数"),
        (" rowspan=3>行政诉讼", f">{OFFICIAL[0]}", ">件", ">1"),
        *(plain(label, "件", str(n)) for n, label in enumerate(OFFICIAL[1:], 2)),
        (" rowspan=3>行政复议", f">{OFFICIAL[0]}", ">件", ">4"),
        *(plain(label, "件", str(n)) for n, label in enumerate(OFFICIAL[1:], 5)),
        plain("收到申请数", "", "件", "7"),
    ).replace("<tdcolspan", "<td colspan")
    assert of_year(document) == {
        "litigations_upheld": "1",
        "litigations_corrected": "2",
        "litigations_other": "3",
        "reconsiderations_upheld": "4",
        "reconsiderations_corrected": "5",
        "reconsiderations_other": "6",
        "requests_total": "7",
    }


@pytest.mark.parametrize("above", ["（三）申请答复数", "当事人不服的案件"])
def test_a_repeated_label_below_another_row_is_kept_aside(above: str) -> None:
    rows = (plain(*HEADER), plain("收到申请数", "件", "1"), plain(above, "件", "2"), plain(OFFICIAL[2], "件", "3"))
    alignment = aligned(html(*rows))
    assert not {cell.row_code for cell in alignment.cells} & {"reconsiderations_other", "litigations_other"}
    aside = [(row.label, row.printed_text, row.problem_code) for row in alignment.unmapped]
    assert (OFFICIAL[2], "件 | 3", "row_ambiguous") in aside


def test_a_block_without_its_total_is_not_taken_for_the_block_above() -> None:
    document = html(
        plain(*HEADER),
        plain("行政复议数量", "件", "9"),
        *(plain(label, "件", "2") for label in OFFICIAL[:2]),
        *(plain(label, "件", "3") for label in OFFICIAL),
    )
    assert of_year(document) == {
        "reconsiderations": "9",
        "reconsiderations_upheld": "2",
        "reconsiderations_corrected": "2",
    }
    assert [row.problem_code for row in aligned(document).unmapped] == ["row_ambiguous"] * 3


def test_a_part_below_a_total_it_does_not_belong_to_is_not_read() -> None:
    document = html((">统计指标", ">分项", ">统计数"), (" rowspan=1>申请办结数", ">传真申请数", ">3"))
    assert of_year(document) == {"requests_fax": "row_contradicts_group"}


def test_an_unknown_indicator_is_kept_with_its_text() -> None:
    document = html(
        plain(*HEADER), *(plain(label, "件", "1") for label in ("收到申请数", "传真申请数", "电话咨询人次总计"))
    )
    alignment = aligned(document)
    assert [(row.label, row.printed_text, row.previous_row_code) for row in alignment.unmapped] == [
        ("电话咨询人次总计", "件 | 1", "requests_fax")
    ]


def test_headings_inside_the_table_are_no_unknown_rows() -> None:
    document = html(
        plain(*HEADER),
        plain("三、依申请公开情况", "——", "——"),
        plain("收到申请数", "件", "1"),
        plain("二、回应解读情况", "", ""),
    )
    assert aligned(document).unmapped == ()


@pytest.mark.parametrize("header", ["统计数", "数量", "2018年", "2018年度", "本年度"])
def test_one_column_of_figures_is_the_year(header: str) -> None:
    assert of_year(html(plain("项目", "单位", header), plain("收到申请数", "件", "1"))) == {"requests_total": "1"}


def test_of_two_years_neither_is_guessed() -> None:
    document = html(plain("项目", "2017年", "2018年"), plain("收到申请数", "1", "2"))
    assert set(figures(document).values()) == {"columns_uncertain"}


def test_an_indicator_in_the_table_of_another_form_does_not_end_that_table() -> None:
    applicants = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    document = html(
        plain("", *applicants),
        plain("（一）予以公开", *"1234567"),
        plain("涉及国家秘密", *"1234567"),
        plain("2.重复申请", *"1234567"),
    )
    alignment = aligned(document)
    assert {cell.row_code for cell in alignment.cells} == {"granted", "not_processed_duplicate"}
    assert [row.label for row in alignment.unmapped] == ["涉及国家秘密"]


def cut_over_lines(above: str) -> str:
    """A table in which the label behind ``above`` goes on in a line that alone is another label of the form."""
    rows = [
        ("收到信息公开申请总数", "97"),
        ("1.当面申请数", "11"),
        (f"{above}\n\n传真申请数", "86"),
        ("申请办结总数", "96"),
    ]
    return "\n\n".join(["统计指标", "单位", "统计数", *(f"{label}\n\n件\n\n{figure}" for label, figure in rows)])


def test_a_label_cut_over_lines_is_not_the_one_that_its_last_line_is() -> None:
    read_so = of_year(cut_over_lines("3.信函、"))
    assert (read_so["requests_mail_fax"], read_so.get("requests_fax")) == ("86", None)


@pytest.mark.parametrize("above", ["3.邮寄、", "3.邮寄和", "3.邮寄"])
def test_a_label_of_which_only_the_last_line_is_known_is_none(above: str) -> None:
    found = aligned(cut_over_lines(above))
    assert {cell.row_code for cell in found.cells}.isdisjoint({"requests_fax", "requests_mail_fax"})
    assert [(row.label, row.printed_text) for row in found.unmapped] == [(f"{above}\n传真申请数", "件 | 86")]


def test_a_heading_that_nobody_knows_is_no_part_of_the_label_below_it() -> None:
    text = "\n\n".join(
        ["统计指标", "单位", "统计数", "（二）申请的渠道情况", "传真申请数", "件", "86", "网络申请数", "件", "7"]
    )
    assert of_year(text) == {"requests_fax": "86", "requests_online": "7"}
