"""Whose report it is: what each source is believed for, and what it is not."""

from __future__ import annotations

import pytest

from ingest.identify import Identity, identify

TITLE = "2021年政府信息公开工作年度报告"
FIRST_SECTION = "一、总体情况"
PLACELESS = "市应急管理局 县财政局 区市场监督管理局 市市场监督管理局 市人民政府 财政局 住房和城乡建设局 乡村振兴局"


def read(*lines: str, hint: str | None = None, **metadata: str) -> Identity:
    return identify(hint, metadata, [*lines, FIRST_SECTION])


def named(head: str) -> str | None:
    return read(f"{head}{TITLE}").agency_name


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("平阳县", "平阳县人民政府"),
        ("平阳县政府", "平阳县人民政府"),
        ("平阳县人民政府", "平阳县人民政府"),
        ("平阳县人民政府办公室", "平阳县人民政府办公室"),
        ("平阳县政务公开办公室", "平阳县政务公开办公室"),
        ("平阳县水头镇", "平阳县水头镇人民政府"),
        ("水头镇", "水头镇人民政府"),
        ("大冶市金湖街道", "大冶市金湖街道办事处"),
        ("本溪市财政局", "本溪市财政局"),
        ("高新区应急管理局", "高新区应急管理局"),
        ("淮安经济技术开发区管委会", "淮安经济技术开发区管委会"),
        ("平阳县供销合作社联合社", "平阳县供销合作社联合社"),
        ("财政部", "财政部"),
        ("国家税务总局平阳县税务局", "国家税务总局平阳县税务局"),
        ("新疆生产建设兵团", "新疆生产建设兵团"),
    ],
)
def test_a_whole_name_is_taken_from_the_title(head: str, agency: str) -> None:
    assert named(head) == agency


@pytest.mark.parametrize(
    "head",
    PLACELESS.split(),
)
def test_a_name_without_its_place_is_nobodys(head: str) -> None:
    identity = read(f"{head}{TITLE}")
    assert identity.agency_name is None
    assert identity.agency_evidence is not None
    assert "not told" in identity.agency_evidence


@pytest.mark.parametrize("head", ["我县", "全市", "各部门", "当前位置首页"])
def test_words_about_agencies_are_no_agency(head: str) -> None:
    assert named(head) is None


@pytest.mark.parametrize(
    "line",
    [
        "现发布《大冶市应急管理局2021年政府信息公开年报》。",
        "发文机关：大冶市应急管理局",
        "本报告由大冶市应急管理局办公室编制。",
        "如有疑问，请与大冶市应急管理局联系（电话：0000000）。",
        "如有疑问，请与市应急管理局联系（地址：大冶市某路1号）。",
    ],
)
def test_the_missing_place_is_supplied_by_what_the_report_says_of_itself(line: str) -> None:
    assert read(f"市应急管理局{TITLE}", line).agency_name == "大冶市应急管理局"


@pytest.mark.parametrize(
    "line",
    [
        "在黄石市应急管理局的指导下开展工作。",
        "按照《黄石市应急管理局2021年政务公开工作要点》要求。",
        "可在黄石市人民政府网站下载。",
        "地址：黄石市大冶市某路1号。",
        "请与大冶市应急管理局联系，或与黄石市应急管理局联系。本报告由黄石市应急管理局编制。",
    ],
)
def test_a_neighbour_or_superior_does_not_supply_the_missing_place(line: str) -> None:
    assert read(f"市应急管理局{TITLE}", line).agency_name is None


def test_the_countys_website_supplies_the_place_of_its_departments() -> None:
    assert read(f"县财政局{TITLE}", "全文见平阳县人民政府网站。").agency_name == "平阳县财政局"


def test_a_zones_district_is_not_the_district_it_lies_in() -> None:
    assert read(f"区财政局{TITLE}", "高新区", "地址：长沙市岳麓区某路1号。").agency_name is None
    assert read(f"区财政局{TITLE}", "地址：长沙市岳麓区某路1号。").agency_name == "岳麓区财政局"


def test_a_department_above_the_title_reports() -> None:
    identity = read("平阳县财政局", TITLE)
    assert identity.agency_name == "平阳县财政局"
    assert identity.agency_evidence == f"line above title: 平阳县财政局{TITLE}"


@pytest.mark.parametrize("body", ["我局认真落实。", "本报告由平阳县财政局编制。", "认真落实各项要求。"])
def test_a_government_above_the_title_may_be_the_sites(body: str) -> None:
    assert read("平阳县人民政府", TITLE, body).agency_name != "平阳县人民政府"


def test_a_government_above_the_title_that_speaks_reports() -> None:
    assert read("平阳县人民政府", TITLE, "我县认真落实。").agency_name == "平阳县人民政府"


@pytest.mark.parametrize("key", ["发文机关", "发布机构", "contentsource"])
def test_metadata_names_the_department(key: str) -> None:
    identity = identify(TITLE, {key: "平阳县财政局"}, [])
    assert identity.agency_name == "平阳县财政局"
    assert identity.agency_evidence == f"metadata: {key}:平阳县财政局"


def test_an_index_table_in_the_text_counts_as_metadata() -> None:
    lines = [TITLE, "• 索 引 号: X-1  • 发 文 机 关: 平阳县财政局", "来源：平阳县人民政府 时间：2022-01-20 09:30"]
    assert read(*lines).agency_name == "平阳县财政局"


@pytest.mark.parametrize("body", ["我局认真落实。", "认真落实各项要求。"])
def test_the_sites_publisher_is_not_the_reporting_department(body: str) -> None:
    identity = identify(TITLE, {"发布机构": "平阳县人民政府"}, [body])
    assert identity.agency_name is None
    assert identity.region_code is None


def test_a_government_that_speaks_confirms_the_publisher() -> None:
    assert identify(TITLE, {"发布机构": "平阳县人民政府办公室"}, ["我县认真落实。"]).agency_name == "平阳县人民政府"


def test_publishers_that_differ_are_none() -> None:
    metadata = {"发布机构": "平阳县财政局", "责任单位": "平阳县教育局"}
    identity = identify(TITLE, metadata, [])
    assert identity.agency_name is None
    assert identity.agency_evidence == "metadata: 平阳县教育局 / 平阳县财政局 (contradict each other)"


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("本报告由平阳县财政局办公室编制。", "平阳县财政局"),
        ("本报告由平阳县财政局根据各项统计编制。", "平阳县财政局"),
        ("本报告由平阳县综合行政执法局编制。", "平阳县综合行政执法局"),
        ("本报告由平阳县负责编制。", None),
        ("如有疑问，请与平阳县财政局办公室联系。", "平阳县财政局"),
        ("如有疑问，请联系平阳县财政局（电话：0000000）。", "平阳县财政局"),
        ("如有疑问，请联系平阳县人民政府办公室（电话：0000000）。我县认真落实。", "平阳县人民政府"),
        ("如有疑问，请联系平阳县人民政府办公室（电话：0000000）。全县认真落实。", "平阳县人民政府"),
        ("如有疑问，请联系平阳县人民政府办公室（电话：0000000）。我办认真落实。", "平阳县人民政府办公室"),
        ("如有疑问，请联系平阳县人民政府办公室（电话：0000000）。", None),
        ("如有疑问，请联系平阳县人民政府办公室（电话：0000000）。我局认真落实。", None),
        ("如有疑问，请联系平阳县人民政府办公室（电话：0000000）。我镇认真落实。", None),
        ("如有疑问，请联系水头镇人民政府党政办公室（电话：0000000）。我镇认真落实。", "水头镇人民政府"),
        ("如有疑问，请联系平阳县大数据中心（电话：0000000）。我县认真落实。", None),
        ("如有疑问，请与我局办公室联系。", None),
        ("本报告由平阳县财政局编制，请与平阳县教育局联系。", None),
        ("本报告由概述、附表等六部分组成。", None),
    ],
)
def test_compilers_and_contacts_where_no_title_names_an_agency(words: str, agency: str | None) -> None:
    assert read(TITLE, words).agency_name == agency


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("我县信息可在平阳县人民政府网站查阅。", "平阳县人民政府"),
        ("我县信息可在平阳县人民政府网站查阅，落实浙江省人民政府要求。", "平阳县人民政府"),
        ("我县信息可在平阳县人民政府网站查阅，学习苍南县人民政府做法。", None),
        ("我局信息可在平阳县人民政府网站查阅，服务我县发展。", None),
        ("本局信息可在平阳县人民政府网站查阅，服务我县发展。", None),
        ("信息可在平阳县人民政府网站查阅。", None),
        ("全县信息可在平阳县人民政府网站查阅。", None),
        ("我县落实市人民政府和县人民政府要求。", None),
        ("我区高新区位于岳麓区，信息可在岳麓区人民政府网站查阅。", None),
    ],
)
def test_a_government_is_told_by_its_voice_and_only_then(words: str, agency: str | None) -> None:
    assert read(TITLE, words).agency_name == agency


def test_the_title_wins_over_metadata_and_contacts() -> None:
    identity = identify(
        None, {"发文机关": "平阳县人民政府"}, [f"平阳县财政局{TITLE}", "请联系平阳县教育局（电话：0000000）。我县"]
    )
    assert identity.agency_name == "平阳县财政局"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("发布时间：2022-01-18 来源：平阳县财政局 浏览次数：17", "平阳县财政局"),
        ("来源: 平阳县财政局 【字体：大 中 小】", "平阳县财政局"),
        ("来源：本站 浏览次数：17", None),
    ],
)
def test_a_source_is_told_from_what_stands_behind_it_on_its_line(line: str, agency: str | None) -> None:
    assert read(TITLE, line).agency_name == agency


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("平阳县财政局", "2022年1月12日"), "平阳县财政局"),
        (("平阳县水头镇人民政府 2022年1月12日",), "平阳县水头镇人民政府"),
        (("平阳县财政局", "平阳县教育局", "2022年1月12日"), "平阳县教育局"),
        (("平阳县财政局", "2022年1月12日", "平阳县教育局", "2022年1月13日"), None),
        (("平阳县人民政府办公室", "2022年1月12日"), None),
        (("我镇认真落实。", "平阳县财政局", "2022年1月12日"), None),
        (("平阳县财政局", "电话：0000000"), None),
    ],
)
def test_who_signs_and_dates_a_report_reports(lines: tuple[str, ...], agency: str | None) -> None:
    assert identify(None, {}, [TITLE, FIRST_SECTION, *lines]).agency_name == agency


@pytest.mark.parametrize(
    ("site", "words", "agency"),
    [
        ("平阳县财政局", "我局认真落实。", "平阳县财政局"),
        ("平阳县财政局门户网站", "我局认真落实。", "平阳县财政局"),
        ("平阳县财政局", "认真落实。", None),
        ("平阳县财政局", "我县认真落实。", None),
        ("平阳县人民政府", "我局认真落实。", None),
    ],
)
def test_a_department_that_speaks_on_its_own_site_reports(site: str, words: str, agency: str | None) -> None:
    assert identify(TITLE, {"sitename": site}, [words]).agency_name == agency
    assert identify(f"{TITLE}_{site}", {}, [TITLE, words]).agency_name == agency


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("根据规定，现公布平阳县财政局2021年政府信息公开工作年度报告。", "平阳县财政局"),
        ("根据规定编制了平阳县2021年度政府信息公开年度报告。", "平阳县人民政府"),
        ("根据规定，现公布2021年政府信息公开工作年度报告。", None),
    ],
)
def test_a_report_announced_by_its_title_is_that_agencys(words: str, agency: str | None) -> None:
    assert read(TITLE, words).agency_name == agency


def test_the_letter_that_submits_a_report_is_its_title() -> None:
    identity = read("平阳县财政局关于报送2021年政府信息公开工作年度报告的报告")
    assert (identity.agency_name, identity.report_year) == ("平阳县财政局", 2021)


def test_a_report_in_traditional_characters_is_told_like_any_other() -> None:
    title = "義烏市廿三里街道辦事處2023年政府信息公開工作年度報告"
    identity = identify("", {}, [title, "本報告所列數據的統計期限為2023年1月1日至12月31日。", "一、總體情況"])
    assert (identity.agency_name, identity.report_year) == ("义乌市廿三里街道办事处", 2023)
    assert identity.region_code == "330782"
    assert identity.title == title


def test_so_is_one_that_calls_information_by_another_word() -> None:
    title = "義烏市交通運輸局2023年政府資訊公開工作年度報告"
    identity = identify("", {}, [title, "本報告所列數據的統計期限為2023年1月1日至2023年12月31日。", "一、總體情況"])
    assert (identity.agency_name, identity.report_year, identity.title) == ("义乌市交通运输局", 2023, title)


def test_a_character_alone_makes_no_report_traditional() -> None:
    assert named("於潜镇人民政府") == "於潜镇人民政府"


def test_the_sizes_of_letters_are_no_part_of_a_name() -> None:
    assert named("大中小城口县卫生健康委员会") == "城口县卫生健康委员会"


def test_of_two_names_that_end_alike_the_one_that_begins_with_its_place_counts() -> None:
    title = "城口县卫生健康委员会2020年政府信息公开工作年度报告"
    assert read(title, f"返回首页{title}").agency_name == "城口县卫生健康委员会"
    assert read(title, title.removeprefix("城口县")).agency_name == "城口县卫生健康委员会"


@pytest.mark.parametrize(
    "line",
    [
        "本年度报告由无锡市锡山区厚桥街道党政办公室综合科编制。",
        "如对本年度报告有疑问,请联系:无锡市锡山区厚桥街道办事处;联系电话:0510-88880000。",
    ],
)
def test_a_town_is_told_by_who_compiles_its_report_or_is_to_be_asked(line: str) -> None:
    assert read(line).agency_name == "无锡市锡山区厚桥街道办事处"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("佳荣里街2021年政府信息公开工作年度报告", "佳荣里街道办事处"),
        ("天津市北辰区佳荣里街2021年政府信息公开工作年度报告", "天津市北辰区佳荣里街道办事处"),
    ],
)
def test_a_street_alone_stands_for_its_office(title: str, name: str) -> None:
    assert read(title).agency_name == name


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2021年，平阳县人民政府办公室以优化服务为目标，推进公开。", "平阳县人民政府办公室"),
        ("2021年，平阳县人民政府办公室认真落实条例。", "平阳县人民政府办公室"),
        ("来源：平阳县人民政府办公室", None),
        ("按照平阳县人民政府办公室要求，推进公开。", None),
        ("平阳县人民政府办公室认真落实条例。我局积极配合。", None),
        ("平阳县人民政府办公室认真落实条例。本报告由平阳县财政局编制。", "平阳县财政局"),
    ],
)
def test_an_office_above_the_title_is_the_agency_if_the_text_says_what_it_did(text: str, agency: str | None) -> None:
    assert identify(None, {}, ["平阳县人民政府办公室", TITLE, text, FIRST_SECTION, text]).agency_name == agency


def test_a_government_above_the_title_may_be_the_site_all_the_same() -> None:
    assert (
        identify(None, {}, ["平阳县人民政府", TITLE, FIRST_SECTION, "平阳县人民政府认真落实条例。"]).agency_name is None
    )


@pytest.mark.parametrize(
    "row",
    [
        "标题 平阳县财政局2021年政府信息公开工作年度报告",
        "标 题 平阳县财政局2021年政府信息公开工作年度报告",
        "索引号 00001/2022-1 标题 平阳县财政局2021年政府信息公开工作年度报告 文号 无",
        "信息名称 平阳县财政局2021年政府信息公开工作年度报告 主题分类 综合政务",
        "信息名称 平阳县财政局2021年政府信息公开工作年度报告 发布时间 2022-01-10 15:47 内容概述",
        "标题：平阳县财政局2021年政府信息公开工作年度报告",
    ],
)
def test_the_label_of_an_index_table_is_no_part_of_what_it_names(row: str) -> None:
    identity = read(row)
    assert (identity.agency_name, identity.report_year) == ("平阳县财政局", 2021)


@pytest.mark.parametrize(
    "row",
    [
        "发文机关 平阳县财政局 发文日期 2022-01-10",
        "索 引 号 00001/2022-1 发文机关 平阳县财政局 主题词 财政",
        "发文机关　平阳县财政局",
    ],
)
def test_an_index_table_says_who_issued_it_with_and_without_colons(row: str) -> None:
    assert read(row, TITLE).agency_name == "平阳县财政局"
    assert read(f"说明 {row}", TITLE).agency_name is None


def test_labels_one_beside_the_other_say_nothing() -> None:
    assert read("标题 发文机关 发文日期", "发文机关 主题词", TITLE).agency_name is None


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("现公布丽岙街道2021年度政府信息公开工作年度报告。", "丽岙街道办事处"),
        ("本报告由平阳县财政局编制，如有疑问，请与平阳县财政局联系。", "平阳县财政局"),
        ("本年报的电子版在网站公布，如有疑问，请与平阳县财政局办公室联系。", "平阳县财政局"),
        ("预算由平阳县财政局编制，按时公开。", None),
    ],
)
def test_the_opening_paragraph_may_stand_in_the_first_section(opening: str, agency: str | None) -> None:
    assert identify(None, {}, [FIRST_SECTION, opening, "（一）主动公开。"]).agency_name == agency
    # Not behind its own paragraphs, and not where the report has an opening paragraph above.
    assert identify(None, {}, [FIRST_SECTION, "（一）主动公开。", opening]).agency_name is None
    assert identify(None, {}, ["本报告分为六部分。", FIRST_SECTION, opening]).agency_name is None
