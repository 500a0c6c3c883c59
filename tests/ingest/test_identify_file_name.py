"""What a file's name or address says, where the document itself is silent."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from ingest.identify import Identity, identify

NAME = "平阳县财政局2021年政府信息公开工作年度报告"


def read(address: str, *lines: str) -> Identity:
    return identify(None, {}, [*lines, "一、总体情况"], address)


@pytest.mark.parametrize(
    "address",
    [
        f"{NAME}.docx",
        f"reports/2022/{NAME}.pdf",
        f"reports.zip!/下载/{NAME}.doc",
        f"C:\\下载\\{NAME}.txt",
        f"https://www.example.gov.cn/{quote(NAME)}.html?id=2019#top",
        "平阳县财政局 ２０２１年_政府信息公开工作年度报告.xlsx",
    ],
)
def test_a_file_named_by_its_title_tells_agency_and_year(address: str) -> None:
    identity = read(address)
    assert (identity.agency_name, identity.report_year) == ("平阳县财政局", 2021)
    assert identity.region_code == "330326"
    assert identity.agency_evidence == identity.year_evidence == f"file name: {NAME}"
    assert identity.title is None


@pytest.mark.parametrize(
    "address", ["2021.html", "/2021/平阳县财政局/report.html", "art_2021_1.html", "", "平阳县2021.pdf"]
)
def test_folders_numbers_and_bare_years_tell_nothing(address: str) -> None:
    identity = read(address)
    assert (identity.agency_name, identity.report_year) == (None, None)


def test_what_the_document_says_itself_is_never_overruled() -> None:
    identity = read(f"{NAME}.docx", "苍南县教育局2022年政府信息公开工作年度报告")
    assert (identity.agency_name, identity.report_year) == ("苍南县教育局", 2022)


def test_a_name_that_leaves_out_its_place_is_no_agency() -> None:
    identity = read("市应急管理局2021年政府信息公开工作年度报告.docx")
    assert (identity.agency_name, identity.report_year) == (None, 2021)
    assert identity.agency_evidence == "file name: 市应急管理局2021年政府信息公开工作年度报告"
