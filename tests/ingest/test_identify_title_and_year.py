"""Titles among navigation, and the year they give."""

from __future__ import annotations

import pytest

from ingest.identify import Identity, identify

PERIOD = "统计时段：2021年1月1日起至2021年12月31日。"
FIRST_SECTION = "一、总体情况"


def read(*lines: str, hint: str | None = None, **metadata: str) -> Identity:
    return identify(hint, metadata, [*lines, FIRST_SECTION])


@pytest.mark.parametrize(
    "title",
    [
        "平阳县财政局2021年政府信息公开工作年度报告",
        "2021年平阳县财政局政府信息公开工作年度报告",
        "平阳县财政局2021年度政府信息公开年报",
        "平阳县财政局二〇二一年政府信息公开工作年度报告",
        "平阳县财政局 二 〇 二 一 年 政府信息公开工作年度报告",
        "二○二一年度平阳县财政局政府信息公开工作年度报告",
        "平阳县财政局２０２１年政府信息公开工作年度报告",
        "平阳县财政局 2021 年政府信息公开工作年度报告",
        "平阳县财政局关于2021年政府信息公开工作的年度报告",
        "平阳县财政局政府信息公开工作年度报告（2021年度）",
        "平阳县财政局政府信息公开工作2021年度报告",
        "平阳县财政局2021年政务公开工作年度报告",
        "平阳县财政局2021年度信息公开工作年度报告",
        "平阳县财政局2021年政府信息公开⼯作年度报告",
        "平阳县财政局2021年政府信息公开工作年度报告（2022年1月发布）",
        "2021年度政府信息公开工作年度报告（平阳县财政局）",
        "2021年度政府信息公开工作年度报告--平阳县财政局",
        "附件1：平阳县财政局2021年政府信息公开工作年度报告",
        "平财发〔2022〕3号平阳县财政局2021年政府信息公开工作年度报告",
        "当前位置：首页>政府信息公开>平阳县财政局2021年政府信息公开工作年度报告",
    ],
)
def test_who_and_when_are_read_from_every_shape_of_title(title: str) -> None:
    identity = read(title)
    assert (identity.agency_name, identity.report_year) == ("平阳县财政局", 2021)
    assert identity.agency_evidence is not None
    assert identity.agency_evidence.startswith("title: ")


@pytest.mark.parametrize(
    "lines",
    [
        ["平阳县财政局2021年政府信息公开工作", "年度报告"],
        ["平阳县财政局2021年", "政府信息公开工作年度报告"],
        ["平阳县财政局", "2021年政府信息公开工作", "年度报告"],
        ["平阳县财政局2021年政府信\n息公开工作年度报告"],
        ["首页", "平阳县财政局2021年", "政府信息公开工作年度报告"],
    ],
)
def test_titles_split_over_lines_are_one_title(lines: list[str]) -> None:
    identity = read(*lines)
    assert identity.title == "平阳县财政局2021年政府信息公开工作年度报告"
    assert (identity.agency_name, identity.report_year) == ("平阳县财政局", 2021)


@pytest.mark.parametrize(
    "hint",
    [
        "平阳县财政局2021年政府信息公开工作年度报告_平阳县人民政府",
        "平阳县财政局2021年政府信息公开工作年度报告 - 平阳县人民政府网",
        "平阳县财政局2021年政府信息公开工作年度报告-平阳县人民政府",
        "平阳县人民政府 | 平阳县财政局2021年政府信息公开工作年度报告",
        "平阳县人民政府 平阳县财政局2021年政府信息公开工作年度报告",
        "平阳县财政局2021年政府信息公开工作年度报告.docx",
    ],
)
def test_the_sites_name_is_no_part_of_a_declared_title(hint: str) -> None:
    identity = read(hint=hint)
    assert (identity.agency_name, identity.report_year) == ("平阳县财政局", 2021)


@pytest.mark.parametrize(
    "line",
    [
        "政府信息公开年报",
        "平阳县财政局2022年政务公开工作要点",
        "平阳县财政局政府信息公开指南",
        "关于做好2021年政府信息公开工作年度报告编制工作的通知",
        "我县2021年认真开展政府信息公开工作，现报告如下",
    ],
)
def test_navigation_and_other_documents_are_no_title(line: str) -> None:
    assert read(line).title is None


def test_a_list_of_other_agencies_reports_gives_no_title() -> None:
    links = ["平阳县财政局2021年政府信息公开年报", "平阳县教育局2021年政府信息公开年报"]
    assert read(*links).title is None
    assert read(*links).agency_name is None


def test_metadata_says_which_of_several_titles_is_meant() -> None:
    links = ["平阳县财政局2021年政府信息公开年报", "平阳县教育局2021年政府信息公开年报"]
    identity = read(*links, articletitle=links[1])
    assert (identity.title, identity.agency_name) == (links[1], "平阳县教育局")


def test_navigation_does_not_hide_a_declared_title() -> None:
    identity = read("政府信息公开年报", hint="平阳县财政局2021年政府信息公开工作年度报告")
    assert identity.agency_name == "平阳县财政局"
    assert identity.agency_evidence == "declared title: 平阳县财政局2021年政府信息公开工作年度报告"


def test_a_title_quoted_as_this_reports_counts_and_another_one_does_not() -> None:
    title = "平阳县财政局2021年政府信息公开工作年度报告"
    assert read(f"现公布《{title}》。").title == title
    assert read(f"根据《{title}》的要求。").title is None


def test_brackets_of_a_title_stay_as_printed() -> None:
    title = "平阳县人民政府（本级）2021年政府信息公开工作年度报告"
    assert read(title).title == title
    assert read(title).agency_name == "平阳县人民政府"


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("自2021年1月1日起至2021年12月31日止", 2021),
        ("自2021年1月1日起，至2021年12月31日止", 2021),
        ("2021年1月1日至12月31日期间", 2021),
        ("2021年1月1日—12月31日", 2021),
        ("2021.1.1-2021.12.31", 2021),
        ("2021年1-12月", 2021),
        ("二〇二一年一月一日至十二月三十一日", 2021),
        ("二 〇 二 一 年 一 月 一 日至十 二 月 三 十 一 日", 2021),
        ("2008年5月1日至2008年12月31日", 2008),
    ],
)
def test_the_stated_period_gives_the_year_where_no_title_does(period: str, year: int) -> None:
    identity = read(f"统计期限为{period}。")
    assert identity.report_year == year
    assert identity.year_evidence is not None
    assert identity.year_evidence.startswith("period: ")


@pytest.mark.parametrize(
    "words",
    [
        "2022年1月19日",
        "2021年12月1日至12月31日开展宣传月活动",
        "2008年5月1日至2018年12月31日累计公开839条",
        "2021年3月1日至2021年6月30日",
        "自2021年1月1日至2021年12月31日，上年为2020年1月1日至2020年12月31日",
        "自1999年1月1日至1999年12月31日",
        "印发《2021年政务公开工作要点》",
    ],
)
def test_dates_that_are_no_reports_year_give_none(words: str) -> None:
    assert read(words).report_year is None


def test_a_title_wins_over_a_period_of_another_year_and_says_so() -> None:
    identity = read("平阳县财政局2022年政府信息公开工作年度报告", PERIOD)
    assert identity.report_year == 2022
    assert identity.year_evidence is not None
    assert "the period says 2021年1月1日起至2021年12月31日" in identity.year_evidence


def test_titles_of_different_years_are_decided_by_the_period_or_not_at_all() -> None:
    title, hint = "平阳县财政局2021年政府信息公开年报", "平阳县财政局2020年政府信息公开年报"
    assert read(title, PERIOD, hint=hint).report_year == 2021
    assert read(title, hint=hint).report_year is None
    assert read("平阳县财政局2020-2021年政府信息公开年报").report_year is None


def test_the_year_of_a_document_number_or_a_dateline_is_not_the_reports() -> None:
    assert read("平财发〔2022〕3号", "发布时间：2022-01-19", "平阳县财政局政府信息公开工作年度报告").report_year is None
