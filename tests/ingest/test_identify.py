"""Scope, dates, and what must hold for any text at all."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.forms import read_seed
from ingest.identify import Identity, identify

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "reports"
TITLE = "平阳县人民政府2021年政府信息公开工作年度报告"
FIRST_SECTION = "一、总体情况"


def read(*lines: str, **metadata: str) -> Identity:
    return identify(None, metadata, [*lines, FIRST_SECTION])


@pytest.mark.parametrize(
    ("line", "scope"),
    [
        ("本报告统计数据仅为县人民政府本级数据。", "own"),
        ("本报告为县本级数据，不含各部门、乡镇。", "own"),
        ("本报告所列数据不包括所属各单位。", "own"),
        ("本报告所列数据汇总了县政府各部门、各乡镇的数据。", "summary"),
        ("统计范围涵盖全县各乡镇、各部门。", "summary"),
        ("本报告由县政府办公室根据各乡镇、各部门的年度报告编制。", "summary"),
        ("本报告所列数据为县本级和各部门、各乡镇数据。", "unknown"),
        ("其中县本级受理3件，各乡镇受理5件。", "unknown"),
        ("及时汇总各部门主动公开的信息。", "unknown"),
        ("本报告汇总了各科室、股室的数据。", "unknown"),
        ("本报告为县本级数据。统计范围涵盖全县各乡镇、各部门。", "unknown"),
        ("本报告由六部分组成。", "unknown"),
    ],
)
def test_scope_is_what_a_sentence_about_the_figures_says(line: str, scope: str) -> None:
    assert read(TITLE, line).scope == scope


def test_scope_named_in_the_title() -> None:
    assert read("平阳县人民政府（本级）2021年政府信息公开工作年度报告").scope == "own"
    assert read("平阳县2021年政府信息公开工作年度报告（汇总）").scope == "summary"


def test_a_department_does_not_sum_up_others_by_a_sentence() -> None:
    identity = read("平阳县财政局2021年政府信息公开工作年度报告", "本报告根据各部门数据汇总编制。")
    assert (identity.scope, identity.scope_evidence) == ("unknown", None)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布时间:2022-01-19", dt.date(2022, 1, 19)),
        ("发布日期：2019年1月6日", dt.date(2019, 1, 6)),
        ("来源：平阳县财政局 时间：2019-03-15 14:20", dt.date(2019, 3, 15)),
        ("时间:2019-03-1514:20", dt.date(2019, 3, 15)),
        ("发布时间：2022/1/9 10:30 浏览次数：12", dt.date(2022, 1, 9)),
        ("发布时间：２０２２．０１．１９", dt.date(2022, 1, 19)),
        ("发布于:20220119", dt.date(2022, 1, 19)),
        ("成文日期:2019-01-10 发布日期:2019-01-16", dt.date(2019, 1, 16)),
        ("成文日期:2019-01-10", dt.date(2019, 1, 10)),
        ("发布日期:2022-13-45", None),
        ("办公时间:2022-01-19", None),
        ("2022年1月19日", None),
        ("开放时间：8:30-17:00", None),
    ],
)
def test_published_date_is_the_labelled_one(line: str, date: dt.date | None) -> None:
    assert read(TITLE, line).published_date == date


def test_published_date_from_metadata() -> None:
    assert read(TITLE, PubDate="2022-01-19 10:00").published_date == dt.date(2022, 1, 19)
    assert read(TITLE, **{"article:published_time": "2022-01-19T10:00:00+08:00"}).published_date == dt.date(2022, 1, 19)


def test_a_label_in_the_running_text_is_no_metadata() -> None:
    assert read(TITLE, FIRST_SECTION, "活动时间：2021-05-01").published_date is None


def test_nothing_at_all_is_known_of_an_empty_document() -> None:
    assert identify(None, {}, []) == Identity(None, None, None, None, None, None, None, "unknown", None, None)


WORDS = (
    "平阳县 和县 朝阳区 长春市 市 县 区 镇 水头镇 街道 人民政府 政府 办公室 财政局 局 高新区 2021年 二〇二一年 度 "
    "政府信息公开 工作 年度报告 年报 （本级） 汇总 我县 我局 全县 由 编制 请与 联系 地址： 发布时间： 2022-01-19 至 "
    "1月1日 12月31日 《 》 〔2022〕 来源： 一、 ， 。 | > - ( ) ０ ⼯ \u200b"
)
PIECES = [*WORDS.split(" "), "\n", " ", "　"]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
KEYS = [row["metadata_key"] for row in read_seed("metadata_keys")]
METADATA = st.dictionaries(st.text(max_size=8) | st.sampled_from(KEYS), TEXTS)


@given(hint=st.none() | TEXTS, metadata=METADATA, paragraphs=st.lists(TEXTS, max_size=8))
def test_no_text_makes_it_fail(hint: str | None, metadata: dict[str, str], paragraphs: list[str]) -> None:
    identity = identify(hint, metadata, paragraphs)
    assert identity.scope in ("own", "summary", "unknown")
    assert identity.report_year is None or 2007 <= identity.report_year <= 2100
    assert (identity.agency_name is None) <= (identity.region_code is None)
    for value, evidence in (
        (identity.agency_name, identity.agency_evidence),
        (identity.region_code, identity.region_evidence),
        (identity.report_year, identity.year_evidence),
    ):
        assert value is None or evidence


def test_a_long_line_of_anything_takes_no_time() -> None:
    started = time.perf_counter()
    for piece in ("平阳县", "政府信息公开", "请与", "由", "(", "2021年", "一", "地址"):
        identify(piece * 3000, {"发文机关": piece * 3000}, [piece * 20000, *[piece * 10] * 200])
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("report", "agency", "region", "year", "date"),
    [
        ("000", "平阳县应急管理局", "330326", 2021, dt.date(2022, 1, 19)),
        ("001", "施秉县人民政府", "522623", 2021, None),
        ("002", "福州市应急管理局", "350100", 2018, dt.date(2019, 1, 16)),
        ("003", "大冶市应急管理局", "420281", 2021, None),
        ("004", "高新区应急管理局", None, 2021, None),
    ],
)
def test_published_reports(report: str, agency: str, region: str | None, year: int, date: dt.date | None) -> None:
    files = sorted(REPORTS.glob(f"{report}_*.txt"))
    if not files:
        pytest.skip(f"the published reports are not beside this checkout ({REPORTS.name})")
    identity = identify(None, {}, files[0].read_text(encoding="utf-8").splitlines())
    found = (identity.agency_name, identity.region_code, identity.report_year, identity.published_date)
    assert found == (agency, region, year, date)
    assert identity.scope == "unknown"
