"""Labels that name a year where the form prints 本年, 上年 or 下年度 are read for that year and for no other."""

from __future__ import annotations

import re

import pytest

from forge import LAYOUTS, distinct_primes, render
from ingest.aligned import AlignedCell
from ingest.labels import dated_match, known_match
from ingest.normalise import squeeze
from ingest.report import read_report
from ingest.year_words import Told, year_of

QUIRK = ("dated_labels",)
SUFFIXES = (".html", ".txt", ".md")
# Of the first nothing or little is read however labels are worded; the last cuts words up, years among them.
LEFT_OUT = ("text_run_together", "text_rows_run_together", "pdftotext_raw", "text_pdf_lines", "html_word_paste")
WRITTEN = sorted(
    name
    for name, layout in LAYOUTS.items()
    if layout.suffix in SUFFIXES and "form_2021" in layout.forms and name not in LEFT_OUT
)
YEAR_IN_LABEL = re.compile("(20\\d\\d)(?=年(?:新|制|废|处|收费|增|结转|项目|度继续))")


def read_cells(content: str, suffix: str) -> tuple[AlignedCell, ...]:
    """The cells of the one report of a document."""
    return read_report(content.encode(), f"report{suffix}").alignment.cells


@pytest.mark.parametrize(
    ("text", "code", "report_year"),
    [
        ("2022年制发件数", "issued", 2022),
        ("一、2022年新收政府信息公开申请数量", "received", 2022),
        ("2022年度处理决定数量", "decisions", 2022),
        ("二、2021年结转政府信息公开申请数量", "carried_in", 2022),
        ("四、结转2023年度继续办理", "carried_out", 2022),
        ("四、结转2023年继续办理", "carried_out", 2022),
        ("2019年项目数量", "prior_items", 2020),
        ("2020年增/减", "item_change", 2020),
        ("2020年增（减）", "item_change", 2020),
        ("2022年收费金额（单位：万元）", "amount", 2022),
    ],
)
def test_a_label_that_names_a_year_is_the_forms_in_one_year(text: str, code: str, report_year: int) -> None:
    dated, known = dated_match(text), known_match(text)
    assert dated is not None
    assert known is not None
    assert ({label.code for label in known.labels}, known.matched_by) == ({code}, "variant")
    assert (dated.match, dated.report_year) == (known, report_year)
    assert year_of(text) == Told(report_year, 0)


@pytest.mark.parametrize(
    "text",
    [
        "2022年",
        "2022年度",
        "2022年数",
        "2022年度办理结果",
        "2021年和2022年新收申请",
        "本年制发件数",
        "2022年件数",
        "2022年度报告",
    ]
    + ["制发件数2022年", "2022年行政许可", "2022年规章", "22年制发件数"],
)
def test_other_texts_with_a_year_are_no_such_label(text: str) -> None:
    assert dated_match(text) is None


@pytest.mark.parametrize("layout", WRITTEN)
@pytest.mark.parametrize("version", ["form_2019", "form_2021"])
def test_labels_of_the_reports_own_year_change_nothing(layout: str, version: str) -> None:
    figures = distinct_primes(version)
    plain, dated = (render(figures, layout, quirks, seed=3) for quirks in ((), QUIRK))
    assert YEAR_IN_LABEL.search(dated.content.decode())
    before, after = (read_cells(each.content.decode(), each.suffix) for each in (plain, dated))
    assert [(*cell[:3], cell.printed_text, cell.problem_code) for cell in after] == [
        (*cell[:3], cell.printed_text, cell.problem_code) for cell in before
    ]


@pytest.mark.parametrize("layout", WRITTEN)
@pytest.mark.parametrize("years", [-1, 1])
def test_labels_of_another_year_are_not_read_as_the_reports(layout: str, years: int) -> None:
    forged = render(distinct_primes("form_2021"), layout, QUIRK, seed=3)
    content = YEAR_IN_LABEL.sub(lambda year: str(int(year[1]) + years), forged.content.decode())
    cells = read_cells(content, forged.suffix)
    read = {cell[:3]: squeeze(cell.printed_text) for cell in cells if cell.problem_code is None}
    assert read
    assert read.items() <= dict(forged.expected).items()
    own = "".join(content.split())  # a layout that breaks labels may have broken the year
    if not re.search("2022年新收|2021年结转|结转2023年度", own):
        assert not [key for key in read if key[1] in {"received", "carried_in", "carried_out"}]
    if "2022年制发件数" not in own:
        assert not [key for key in read if key[2] == "issued"]


RECEIVED, ISSUED = "一、本年新收政府信息公开申请数量", "本年制发件数"
NOTE = (
    "（包括通过当面、网络、信函等各种渠道收到的全部政府信息公开申请的数量之和，不含重复提交的申请和申请人撤回的申请）"
)


def row_with(markup: str, label: str) -> str:
    """The row of a page that prints a label."""
    return next(row[0] for row in re.finditer(r"<tr>.*?</tr>", markup, re.DOTALL) if label in row[0])


def of_year(markup: str, year: int, case: str) -> str:
    """A page on which one label names a year, in pieces or with a note behind it."""
    if case == "a note behind it":
        return markup.replace(RECEIVED, f"一、{year}年新收政府信息公开申请数量{NOTE}")
    row = row_with(markup, RECEIVED if case == "halves of a row" else ISSUED)
    if case == "halves of a row":
        upper = row.replace(RECEIVED, f"一、{year}年新收政府信息")
        lower = re.sub(r">\d+<", "><", row).replace(RECEIVED, "公开申请数量")
    else:
        upper = row.replace(ISSUED, f"{year}年制发").replace("废止件数", "废止").replace("有效件数", "有效")
        lower = "<tr><td></td><td>件数</td><td>件数</td><td>件数</td></tr>"
    return markup.replace(row, upper + lower)


@pytest.mark.parametrize("case", ["a note behind it", "halves of a row", "lines of a header"])
@pytest.mark.parametrize("year", [2021, 2022])
def test_a_year_counts_wherever_the_label_that_names_it_is_put_together(case: str, year: int) -> None:
    forged = render(distinct_primes("form_2021"), "html_spans", seed=3)
    cells = read_cells(of_year(forged.content.decode(), year, case), forged.suffix)
    of_label = [cell for cell in cells if ("issued" if case == "lines of a header" else "received") in cell[1:3]]
    assert of_label
    problem = None if year == 2022 else "other_year"
    assert {cell.problem_code for cell in of_label} == {problem}
