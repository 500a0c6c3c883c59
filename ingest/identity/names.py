"""What a printed name says about the agency it names: whether it is one, and whether it says where.

``seeds/agency_suffixes.csv`` lists how names of agencies end, ``seeds/agency_functions.csv`` what the name of a
department starts with when the place is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.forms import read_seed
from ingest.identity.regions import NAMES_KEPT, walk_from
from ingest.patterns import late

NAME = re.compile(r"[一-鿿][一-鿿()·、]{1,39}")
LEVELS = "省市县区州盟旗"
TOWN = r"(?P<town>[一-鿿]{1,12}?(?:街道|镇|乡|苏木))(?P<organ>.*)"
# 佳荣里街: cities that call the place of a street's office by the street.
STREET = r"[一-鿿]{2,6}街"
TOWN_ORGANS = ("", "人民政府", "政府", "办事处", "办")
ZONE = r"[一-鿿()]{2,20}(?:开发区|高新区|经开区|新区|园区|保税区|度假区|风景区|示范区|试验区|产业区|工业区)"
# 我局, 全县, 各部门, 其他: words about agencies, not names of one.
NO_NAME = re.compile("[我本全各其该某]|(?:首页|当前位置|您|今日)")
LONE_GOVERNMENT = re.compile("(?<!人民)政府$")
# Names of the state's own organs carry no place and need none.
NATIONAL = re.compile("国家|国务院|中国|中华人民共和国|中央|全国|最高人民|新疆生产建设兵团")
MINISTRY = re.compile("(?:部|总局|总署|审计署)$")
SECTION = "(?P<agency>.*(?:局|委员会|委|厅|办公室|人民政府|中心|院))[一-鿿]{2,10}[科股]"
OFFICE = re.compile("(?:党政(?:综合)?|综合)?办公(?:室|厅)$")
GOVERNMENT = "人民政府"


class AgencyName(NamedTuple):
    """A name as printed. ``missing`` is what it leaves out: nothing, ``市`` (市财政局: which?), ``''`` any place."""

    text: str
    missing: str | None

    @property
    def needle(self) -> str:
        """What a fuller form of the name prints behind the name of the place."""
        return self.text[1:] if self.missing else self.text

    @property
    def kind(self) -> str:
        """``agency_kind`` of the seed, ``town`` for the government of a town or a street's office."""
        return _kind_of(self.text)


@lru_cache(maxsize=NAMES_KEPT)
def _kind_of(text: str) -> str:
    walk = walk_from(text)
    if town_stem(text[walk.end if walk else 0 :]):
        return "town"
    return _kinds().get(_suffix(text), "zone")


def agency_name(printed: str) -> AgencyName | None:
    """Read a printed name, 政府 as 人民政府; None when it does not end like an agency's."""
    text = printed.strip("·、")
    walk = walk_from(text)
    if not NAME.fullmatch(text) or not _suffix(text) or (walk is None and _is_no_name(text)):
        return None
    if text.endswith("政府") and len(text) > len("政府"):
        text = LONE_GOVERNMENT.sub(GOVERNMENT, text)
    return AgencyName(text, None if walk else _missing_place(text))


def titled_name(printed: str) -> AgencyName | None:
    """Read the name in a title, where a place alone (施秉县, 水头镇, 高新区) stands for those who govern it."""
    text = printed.strip("·、")
    walk = walk_from(text)
    if walk and walk.end == len(text):
        return AgencyName(text + GOVERNMENT, None)
    if _suffix(text) or not NAME.fullmatch(text) or (walk is None and _is_no_name(text)):
        return agency_name(text)
    town = late(TOWN).fullmatch(text, walk.end if walk else 0)
    if town and not town["organ"]:
        return AgencyName(text + ("办事处" if text.endswith("街道") else GOVERNMENT), None)
    if late(STREET).fullmatch(text, walk.end if walk else 0):
        return AgencyName(f"{text}道办事处", None)
    return AgencyName(text, None) if late(ZONE).fullmatch(text) else None


def _is_no_name(text: str) -> bool:
    """Whether a text begins with words about agencies, or holds the label that a name stands behind (发文机关甲局)."""
    return NO_NAME.match(text) is not None or any(label in text for label in _labels_of_names())


@lru_cache(maxsize=1)
def _labels_of_names() -> tuple[str, ...]:
    rows = read_seed("metadata_keys")
    return tuple(row["metadata_key"] for row in rows if row["metadata_role"] in ("agency", "title"))


def _missing_place(text: str) -> str | None:
    if NATIONAL.match(text):
        return None
    if _function_pattern().match(text) or _suffix(text) == text:
        return None if MINISTRY.search(text) else ""
    if text[0] in LEVELS or text[:3] in ("镇人民", "乡人民"):
        return text[0]
    return None


def without_office(text: str) -> str:
    """大冶市应急管理局办公室 is where to ask, 大冶市应急管理局 is who reports; a name that is only an office stays."""
    section = late(SECTION).fullmatch(text)
    agency = section["agency"] if section else text
    stem = OFFICE.sub("", agency)
    if _suffix(stem):
        return stem
    # 厚桥街道党政办公室: a town is named without its government.
    named = titled_name(stem) if stem != agency else None
    return named.text if named and named.kind == "town" else agency


def town_stem(text: str) -> str:
    """水头镇 of 水头镇人民政府, 昆阳街道 of 昆阳街道办事处; ``''`` for other agencies, 住房和城乡建设局 among them."""
    match = late(TOWN).fullmatch(text)
    return match["town"] if match and (match["organ"] in TOWN_ORGANS) else ""


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["agency_suffix"]: row["agency_kind"] for row in read_seed("agency_suffixes")}


def _suffix(text: str) -> str:
    """The longest ending of an agency's name that the text has, what follows in brackets aside; ``''`` for none."""
    bare = text[: text.rfind("(")] if text.endswith(")") else text
    longest = min(len(bare), _longest_suffix())
    return next((bare[-length:] for length in range(longest, 0, -1) if bare[-length:] in _kinds()), "")


@lru_cache(maxsize=1)
def _longest_suffix() -> int:
    return max(map(len, _kinds()))


@lru_cache(maxsize=1)
def _function_pattern() -> re.Pattern[str]:
    stems = sorted((row["function_stem"] for row in read_seed("agency_functions")), key=len, reverse=True)
    return re.compile("|".join(stems))
