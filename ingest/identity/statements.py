"""What a report says about itself in passing: who compiled it, whom to ask, where they are, in whose name it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.identity.names import AgencyName, agency_name, without_office
from ingest.identity.reading import Reading
from ingest.identity.regions import load_regions, walk_from
from ingest.patterns import late
from ingest.records import record

WORD = "[一-鿿·]"
CONTACT = re.compile(
    rf"(?:请|可|欢迎)(?:直接|径|及时)?[与同和向](?P<name>{WORD}{{2,40}}?)(?:\([^()]{{0,80}}\))?(?:进行|取得)?(?:联系|联络|咨询|反映)"
    rf"|(?:请|可)(?:直接|及时)?(?:联系|咨询|致电):?(?P<direct>{WORD}{{2,40}}?)(?=[(,。;:\n]|电话|联系|$)"
)
# 综合 and 组织 would end a name too early: 综合行政执法局, 组织部.
COMPILED = re.compile(
    rf"由(?P<name>{WORD}{{2,40}}?)(?:负责)?"
    r"(?=(?:(?:结合|根据|依据|按照|依照|汇总|牵头|会同)[^。]{0,60}?)?(?:编制|编写|编撰|撰写|起草))"
)
# How a report ends: who signs it, and on which day.
SIGNED = re.compile(r"^(?P<name>[一-鿿][一-鿿()·]{3,39})\n?20\d\d年\d{1,2}月\d{1,2}日$", re.MULTILINE)
ADDRESS = "地址:?([一-鿿]{3,40})"
WEBSITE = re.compile("(?:人民政府|政府)(?:门户|官方)?网")
# 本单位 and 本部门 also stand in what a county tells its departments to do; 我单位 does not.
SPEAKS_AS_DEPARTMENT = re.compile(
    "我(?:局|委(?![员托派])|厅|院|中心|单位|部门|支?队|站|馆|校|公司|社)|(?<!基)本(?:局(?![部面])|委(?![员托])|厅)"
)
SPEAKS_AS_TOWN = re.compile("我(?:镇|乡|街道|苏木)")
SPEAKS_AS_OFFICE = re.compile("我(?:办(?![事理公法])|室)|(?<!基)本办(?![事理公法])")
SPEAKS_AS_GOVERNMENT = re.compile("(?P<who>[我全])(?P<level>[县市区省州盟旗])(?![场域委])")
# In one of these 我区 is the zone, and the district it lies in is somebody else's.
ZONES = re.compile("高新区|经开区|开发区|新区|管委会|管理委员会")


@record
class Statement:
    """``kind`` compiled, contact or signed; ``agency`` the name without its office, ``office`` the name as stated."""

    kind: str
    agency: AgencyName
    office: str


@record
class Speech:
    """In whose name the text speaks. ``levels`` from 我县, ``wide_levels`` from 我县 or 全县."""

    is_department: bool
    is_town: bool
    is_office: bool
    levels: frozenset[str]
    wide_levels: frozenset[str]

    @property
    def is_governments(self) -> bool:
        """Whether nothing but a government above the towns can be speaking: 我局 or 我镇 is never said."""
        return bool(self.levels) and not (self.is_department or self.is_town or self.is_office)

    def allows(self, kind: str) -> bool:
        """Whether an agency of the kind (``AgencyName.kind``) may be the one that speaks."""
        if kind in ("government", "government_office"):
            return not (self.is_department or self.is_town)
        if kind in ("town", "subdistrict"):
            return not (self.is_department or self.is_governments)
        return kind == "zone" or not (self.is_governments or self.is_town)


def statements(reading: Reading) -> Iterator[Statement]:
    """Agencies that the opening paragraph names as compilers or contacts, in reading order."""
    for kind, pattern in (("compiled", COMPILED), ("contact", CONTACT)):
        for match in pattern.finditer(reading.intro):
            printed = match[1] or match["direct"]
            agency = agency_name(without_office(printed))
            if agency:
                yield Statement(kind, agency, printed)


def signatures(reading: Reading) -> Iterator[Statement]:
    """Agencies that stand above or before a date on lines of their own, behind the opening paragraph."""
    for match in SIGNED.finditer(reading.text, len(reading.intro)):
        if agency := agency_name(match["name"]):
            yield Statement("signed", agency, match["name"])


def speech(reading: Reading) -> Speech:
    """In whose name the report speaks."""
    text = reading.text
    levels = [(match["who"], match["level"]) for match in SPEAKS_AS_GOVERNMENT.finditer(text)]
    return Speech(
        bool(SPEAKS_AS_DEPARTMENT.search(text)),
        bool(SPEAKS_AS_TOWN.search(text)),
        bool(SPEAKS_AS_OFFICE.search(text)),
        frozenset(level for who, level in levels if who == "我"),
        frozenset(level for _, level in levels),
    )


def addresses(reading: Reading) -> Iterator[str]:
    """Postal addresses the report gives, from the name of a place on."""
    for fact in reading.values("address"):
        yield fact.value.replace(" ", "")
    for match in late(ADDRESS).finditer(reading.intro):
        yield match[1]


def places(reading: Reading, level: str) -> frozenset[str]:
    """Regions of a level (县, 市 …) in which the report places its publisher: by address, by the government's website.

    A city's website also carries its county-level cities' reports, so a 市 is placed by an address or not at all; where
    there is a development zone, 区 may mean that, and nothing is placed.
    """
    regions = load_regions()
    if level == "区" and ZONES.search(reading.text):
        return frozenset()
    walks = [walk for address in addresses(reading) if (walk := walk_from(address))]
    by_address = {name for walk in walks for name in walk.names if name.endswith(level)}
    sites = [fact.value for fact in reading.values("site")] + reading.hint.split()
    by_site = {regions.name_at(site, 0) for site in sites}
    by_site |= {regions.name_ending(reading.text, match.start()) for match in WEBSITE.finditer(reading.text)}
    if level == "市" and not by_address:
        return frozenset()
    return frozenset(by_address | {name for name in by_site if name.endswith(level) and name})
