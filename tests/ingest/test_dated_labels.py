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
# Figures without separators are not read at all; the pasted one cuts words up, years among them.
LEFT_OUT = ("text_run_together", "html_word_paste")
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
    assert read.items() <= dict(forged.expected).items()
    own = "".join(content.split())  # a layout that breaks labels may have broken the year
    if not re.search("2022年新收|2021年结转|结转2023年度", own):
        assert not [key for key in read if key[1] in {"received", "carried_in", "carried_out"}]
    if "2022年制发件数" not in own:
        assert not [key for key in read if key[2] == "issued"]
