"""The region an agency belongs to: the one its name begins with, told from its namesakes by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.identity.finding import Finding, evidence
from ingest.identity.names import town_stem
from ingest.identity.reading import Reading
from ingest.identity.regions import Region, Walk, load_regions, places, walk_from
from ingest.identity.statements import addresses
from ingest.identity.titles import Title

PARTY = re.compile("^(?:中共|中国共产党)")
# 市场 and 城市 are no cities: characters of a level that name none. What remains is a zone or a place that is no more.
HARMLESS = re.compile(
    "市场|城市|市政|市容|市民|超市|都市|区域|社区|老区|山区|库区|牧区|灾区|县域|区划|[市县区][级直]|联盟|民盟"
)
LEVEL = re.compile("[市县区旗州盟]")
TOWN_AHEAD = re.compile("(?:街道(?!管)|[镇乡](?=人民政府|政府|$))")


def find_region(reading: Reading, title: Title | None, agency: str | None, year: int | None) -> Finding[str]:
    """GB/T 2260 code of the agency's region; None for zones, national organs and names that fit several places."""
    if agency is None:
        return Finding()
    name = PARTY.sub("", agency)
    regions = load_regions()
    walk = walk_from(name)
    if walk is None:
        return _town_region(reading, name, year)
    printed = "".join(walk.names)
    walk = Walk(walk.names, regions.meant(walk.candidates, year), walk.end)
    if not walk.candidates:
        return Finding(None, evidence("agency", printed, f"no region of this name in {year}"))
    if not _belongs(name[walk.end :], walk.candidates):
        return Finding(None, evidence("agency", agency, f"within {printed}, but no region of the table"))
    if not regions.is_ambiguous(walk, year):
        return Finding(walk.candidates[0].code, evidence("agency", printed))
    return _told_apart(reading, title, name, walk)


def _belongs(remainder: str, candidates: tuple[Region, ...]) -> bool:
    """Whether the region's own organ follows its name, rather than a zone, a former county or a city's distant town."""
    if TOWN_AHEAD.match(remainder):
        return False
    town = town_stem(remainder)
    if town and not LEVEL.search(town[:-3]):
        return all(region.level == "county" or not region.has_children for region in candidates)
    return not LEVEL.search(HARMLESS.sub("", remainder))


def _told_apart(reading: Reading, title: Title | None, agency: str, walk: Walk) -> Finding[str]:
    name = walk.names[-1]
    around = "\n".join(_around(reading, title))
    supported: dict[str, str] = {}
    for region in walk.candidates:
        full_names = [f"{outer}{name}" for outer in region.ancestors]
        words = next((full for full in full_names if full in around), "")
        words = words or next((full for full in full_names if full + agency[walk.end :] in reading.text), "")
        if words:
            supported[region.code] = evidence("text", words)
        elif words := _placed_within(reading, region):
            supported[region.code] = evidence("address or site", words)
    if len(supported) == 1:
        return Finding(*supported.popitem())
    note = " / ".join(supported.values()) or "no province or city beside it"
    return Finding(None, evidence("agency", name, f"several regions of this name; {note}"))


def _around(reading: Reading, title: Title | None) -> Iterator[str]:
    """Where a report names its own region: its titles, its metadata, its opening paragraph."""
    yield from (title.text if title else "", reading.hint, reading.intro)
    yield from (fact.value for fact in reading.facts)


def _placed_within(reading: Reading, region: Region) -> str:
    """The address or site that lies in the region itself or in what it belongs to."""
    sites = [fact.value for role in ("region", "site") for fact in reading.values(role)]
    for place in (*addresses(reading), *sites):
        walk = walk_from(place)
        if walk and {found.code for found in walk.candidates} <= {region.code, *region.ancestor_codes}:
            return "".join(walk.names)
    return ""


def _town_region(reading: Reading, agency: str, year: int | None) -> Finding[str]:
    """The county named directly before a town's own name, where it is always the same one."""
    town = town_stem(agency)
    if not town:
        return Finding()
    regions = load_regions()
    texts = (reading.text, *(fact.value.replace(" ", "") for fact in reading.facts))
    names = {regions.name_ending(text, match.start()) for text in texts for match in re.finditer(re.escape(town), text)}
    found = [regions.meant(regions.named(name), year) for name in names if name]
    if len(found) == 1 and len(places(found[0])) == 1 and found[0][0].level == "county":
        return Finding(found[0][0].code, evidence("text", found[0][0].name + town))
    return Finding(None, evidence("agency", agency, "its county is not told") if found else None)
