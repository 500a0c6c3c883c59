"""The region of an agency: certain, told from its namesakes, or none."""

from __future__ import annotations

import pytest

from ingest.forms import read_seed
from ingest.identify import Identity, identify
from ingest.identity.names import agency_name
from ingest.identity.regions import LATEST_YEAR, load_regions, walk_from

FIRST_SECTION = "一、总体情况"
DEPARTMENTS = (
    "市场监督管理局 城市管理局 住房和城乡建设局 乡村振兴局 社区矫正管理局 区划地名办公室 市政公用局 自然资源和规划局 "
    "移民局 人民政府办公室 红十字会 老区建设促进会 县域经济发展中心 街道管理办公室"
)


def read(agency: str, *lines: str, year: int = 2021, **metadata: str) -> Identity:
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return identify(None, metadata, [title, *lines, FIRST_SECTION])


@pytest.mark.parametrize(
    ("agency", "code"),
    [
        ("浙江省温州市平阳县财政局", "330326"),
        ("温州市平阳县财政局", "330326"),
        ("浙江省平阳县财政局", "330326"),
        ("平阳县财政局", "330326"),
        ("中共平阳县委办公室", "330326"),
        ("平阳县水头镇人民政府", "330326"),
        ("大冶市金湖街道办事处", "420281"),
        ("温州市人民政府", "330300"),
        ("贵州省财政厅", "520000"),
        ("北京市财政局", "110000"),
        ("北京市朝阳区财政局", "110105"),
        ("广西壮族自治区财政厅", "450000"),
        ("黔东南苗族侗族自治州财政局", "522600"),
        ("黔东南州财政局", "522600"),
        ("玉屏县财政局", "520622"),
        ("阿拉善盟财政局", "152900"),
        ("大兴安岭地区行政公署", "232700"),
        ("海南州财政局", "632500"),
        ("海南省财政厅", "460000"),
        ("吉林省财政厅", "220000"),
        ("吉林市财政局", "220200"),
        ("吉林省吉林市船营区财政局", "220204"),
        ("南通市通州区财政局", "320612"),
        ("乐山市市中区财政局", "511102"),
        ("石河子市人民政府", "659001"),
        ("嘉峪关市财政局", "620200"),
        ("东莞市虎门镇人民政府", "441900"),
        ("中山市东区街道办事处", "442000"),
    ],
)
def test_a_region_is_the_innermost_that_the_name_begins_with(agency: str, code: str) -> None:
    assert read(agency).region_code == code


@pytest.mark.parametrize("region", ["浙江省", "温州市", "平阳县", "北京市朝阳区", "黔东南州"])
@pytest.mark.parametrize("department", DEPARTMENTS.split())
def test_departments_whose_names_hold_a_level_belong_to_their_region(region: str, department: str) -> None:
    assert read(region + department).region_code is not None


@pytest.mark.parametrize(
    "agency",
    [
        "高新区应急管理局",
        "淮安市高新区财政局",
        "淮安经济技术开发区管理委员会",
        "大理州苍山洱海风景名胜区管理委员会",
        "杭州市下沙区城市管理局",
        "石家庄市桥东区财政局",
        "温州市鳌江镇人民政府",
        "东区街道办事处",
        "财政部",
        "国家税务总局平阳县税务局",
        "新疆生产建设兵团",
        "水头镇人民政府",
    ],
)
def test_what_the_table_does_not_hold_has_no_region(agency: str) -> None:
    identity = read(agency)
    assert identity.agency_name == agency
    assert identity.region_code is None


@pytest.mark.parametrize("name", ["朝阳区", "鼓楼区", "城关区", "市中区", "和平区", "通州区", "城区"])
def test_a_name_of_several_regions_alone_decides_nothing(name: str) -> None:
    identity = read(f"{name}财政局")
    assert identity.region_code is None
    assert identity.region_evidence is not None
    assert "several regions of this name" in identity.region_evidence


@pytest.mark.parametrize(
    "line",
    [
        "本报告由长春市朝阳区财政局编制。",
        "可在长春市朝阳区人民政府网站下载。",
        "可在吉林省朝阳区人民政府网站下载。",
        "地址：长春市某大街1号。",
        "地址：吉林省长春市朝阳区某大街1号。",
    ],
)
def test_what_stands_around_it_tells_a_region_from_its_namesakes(line: str) -> None:
    assert read("朝阳区财政局", line).region_code == "220104"


def test_metadata_tells_a_region_from_its_namesakes() -> None:
    assert read("朝阳区财政局", sitename="长春市朝阳区人民政府").region_code == "220104"
    assert read("朝阳区财政局", 所属地区="吉林省长春市").region_code == "220104"
    assert read("朝阳区财政局", sitename="中国政府网").region_code is None


def test_the_full_name_anywhere_tells_a_region_from_its_namesakes() -> None:
    lines = [FIRST_SECTION, "长春市朝阳区财政局认真落实。"]
    assert read("朝阳区财政局", *lines).region_code == "220104"


def test_a_namesake_in_the_narrative_decides_nothing() -> None:
    assert read("朝阳区财政局", FIRST_SECTION, "赴北京市朝阳区考察学习。").region_code is None


def test_namesakes_that_are_both_named_decide_nothing() -> None:
    assert read("朝阳区财政局", "北京市朝阳区、长春市朝阳区结对共建。").region_code is None


def test_a_name_that_was_several_regions_then_is_ambiguous_for_those_years() -> None:
    assert read("桥东区财政局", year=2012).region_code is None
    assert read("桥东区财政局", year=2020).region_code is None  # until then 邢台 had one as well
    assert read("桥东区财政局", year=2023).region_code == "130702"
    assert read("张家口市桥东区财政局", year=2012).region_code == "130702"
    assert read("东城区财政局").region_code is None
    assert read("北京市东城区财政局").region_code == "110101"


def test_a_towns_county_is_the_one_named_before_it() -> None:
    assert read("水头镇人民政府", "地址：平阳县水头镇某路1号。").region_code == "330326"
    assert read("水头镇人民政府", "平阳县水头镇与南安市水头镇同名。").region_code is None


def test_every_region_is_found_by_its_name_within_its_parent() -> None:
    regions = load_regions()
    for name in regions.codes:
        found = regions.named(name)
        for region in found:
            walk = walk_from(f"{region.ancestors[0]}{name}" if region.ancestors else name)
            assert walk is not None
            then = {one.code for one in regions.meant(walk.candidates, region.last_year)}
            assert region.code in then
            assert len(then) == 1 or region.last_year < LATEST_YEAR


def test_a_county_of_two_characters_is_not_read_into_a_conjunction() -> None:
    regions = load_regions()
    assert regions.name_ending("市政府和县", 5) == ""
    assert regions.name_ending("联系,和县", 5) == "和县"
    assert regions.name_ending("马鞍山市和县", 6) == "和县"


def test_names_borne_by_others_are_names_of_the_table() -> None:
    regions = load_regions()
    assert all(row["region_name"] in regions.codes for row in read_seed("region_homonyms"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("平阳县人民政府", "government"),
        ("平阳县人民政府办公室", "government_office"),
        ("平阳县水头镇人民政府", "town"),
        ("平阳县昆阳街道办事处", "town"),
        ("淮安经济技术开发区管委会", "zone"),
        ("平阳县住房和城乡建设局", "department"),
        ("平阳县卫生健康委员会（中医药管理局）", "department"),
        ("平阳县人民检察院", "institution"),
    ],
)
def test_the_kind_of_an_agency_is_told_by_its_ending(name: str, kind: str) -> None:
    agency = agency_name(name.replace("（", "(").replace("）", ")"))
    assert agency is not None
    assert agency.kind == kind


@pytest.mark.parametrize(
    ("agency", "year", "code"),
    [
        ("密云县财政局", 2014, "110228"),
        ("密云区财政局", 2022, "110118"),
        ("密云县财政局", 2022, None),
        ("襄樊市财政局", 2009, "420600"),
        ("铜仁市财政局", 2022, "520600"),
        ("铜仁市财政局", 2009, None),
        ("莱芜市财政局", 2013, "371200"),
        ("北京市宣武区财政局", 2009, "110104"),
        ("莱芜市钢城区财政局", 2013, "370117"),
        ("钢城区财政局", 2013, "370117"),
        ("济南市钢城区财政局", 2022, "370117"),
        ("莱芜市钢城区财政局", 2022, None),
        ("六安市寿县财政局", 2014, "340422"),
        ("淮南市寿县财政局", 2022, "340422"),
        ("巢湖市和县财政局", 2009, "340523"),
    ],
)
def test_a_region_is_that_of_the_year(agency: str, year: int, code: str | None) -> None:
    """密云县 is a district since 2015; 襄樊 was renamed; 铜仁市 was a county; 莱芜市 is part of 济南 since 2019.

    A region that changed hands goes by one code: its agencies are the same before and after.
    """
    assert read(agency, year=year).region_code == code


def test_former_regions_lead_to_what_there_is() -> None:
    today = {row["region_code"]: row for row in read_seed("regions")}
    former = read_seed("former_regions")
    codes = today.keys() | {row["region_code"] for row in former}
    for row in former:
        assert row["parent_code"] in codes, row
        assert today.get(row["region_code"], {}).get("region_name") != row["region_name"], row
        assert row["region_code"][:2] == (row["successor_code"] or row["region_code"])[:2], row
        assert (row["first_year"] or "0") <= row["last_year"], row


def test_first_years_follow_what_went_before() -> None:
    """A region of today begins after the last year of the name or the code that it had before."""
    first = {row["region_code"]: row["first_year"] for row in read_seed("region_first_years")}
    assert first.keys() <= {row["region_code"] for row in read_seed("regions")}
    followed = [row for row in read_seed("former_regions") if row["successor_code"] in first]
    assert len(followed) > 200
    assert [row for row in followed if row["last_year"] >= first[row["successor_code"]]] == []
