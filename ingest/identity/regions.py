"""The regions of GB/T 2260 by name: the longest name at a place in a text, by look-up and never by scanning the list.

``seeds/regions.csv`` is today's division, ``seeds/former_regions.csv`` what it was in the years that reports cover.
A region that kept its name and changed its code and what it belongs to (钢城区, of 莱芜 until 2018, of 济南 since)
goes by today's code in all years, so that its agencies stay what they are, and is found within either.
``seeds/region_homonyms.csv`` adds what its names also meant elsewhere, so that a name which is unique today is not
taken for certain where it was not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ingest.forms import SeedRow, read_seed
from ingest.records import record

AUTONOMOUS = re.compile(r"(?P<stem>.+)自治(?P<level>[州县旗])")
# 和县 is a county, and also how 市政府和县政府 reads: a name this short counts only where something sets it off.
SHORTEST_SAFE_NAME = 3
SETS_OFF = frozenset("由与向请在经是为据对到从")
LATEST_YEAR = 9999
# Texts remembered: a report names its agency a dozen times, and agencies report every year.
NAMES_KEPT = 4096


class Region(NamedTuple):
    """One region. ``ancestors`` holds every name in use for its province and prefecture; ``last_year`` is the last year
    whose list has it, ``LATEST_YEAR`` for the regions of today."""

    code: str
    name: str
    level: str
    ancestor_codes: tuple[str, ...]
    ancestors: tuple[str, ...]
    has_children: bool
    last_year: int


class Walk(NamedTuple):
    """The regions named one after another at the start of a text, outermost first.

    ``candidates`` are the regions that the innermost name may mean; ``end`` is the index behind that name.
    """

    names: tuple[str, ...]
    candidates: tuple[Region, ...]
    end: int


@record
class RegionTable:
    """Regions by each name they go by, with the years until which other places went by it too.

    A report names a handful of three thousand regions: they are looked up by name and made when they are asked for.
    """

    rows: Mapping[str, SeedRow]
    """Key -> row: the code, for a former name of a region that kept its code the code and the name."""

    names: Mapping[str, tuple[str, ...]]
    """Key -> every name in use."""

    codes: Mapping[str, tuple[str, ...]]
    """Name -> the keys of the regions that go by it."""

    parents: frozenset[str]
    homonym_years: Mapping[str, int]
    longest: int

    def named(self, name: str) -> tuple[Region, ...]:
        """The regions that go by a name of the table."""
        return tuple(map(self._region, self.codes[name]))

    def _region(self, key: str) -> Region:
        row, ancestors = self.rows[key], _ancestors(self.rows, self.rows[key]["parent_code"])
        above = tuple(name for ancestor in ancestors for name in self.names[ancestor])
        code, last_year = row["region_code"], int(row.get("last_year") or LATEST_YEAR)
        return Region(code, row["region_name"], row["region_level"], ancestors, above, code in self.parents, last_year)

    def meant(self, regions: tuple[Region, ...], year: int | None) -> tuple[Region, ...]:
        """Those that a report of the year may mean; the year after the last is one in which both names are used."""
        return tuple(region for region in regions if (year or 0) <= region.last_year + 1)

    def name_at(self, text: str, start: int) -> str:
        """The longest region name that begins at ``start``, else ``''``."""
        for length in range(min(self.longest, len(text) - start), 1, -1):
            if text[start : start + length] in self.codes:
                return text[start : start + length]
        return ""

    def name_ending(self, text: str, end: int) -> str:
        """The longest region name that ends before ``end`` and is set off from what precedes it, else ``''``."""
        for length in range(min(self.longest, end), 1, -1):
            name = text[end - length : end]
            if name in self.codes:
                return name if len(name) >= SHORTEST_SAFE_NAME or self._is_set_off(text, end - length) else ""
        return ""

    def _is_set_off(self, text: str, start: int) -> bool:
        before = text[start - 1] if start else ""
        return not ("一" <= before <= "鿿") or before in SETS_OFF or bool(self.name_ending(text, start))

    def is_ambiguous(self, walk: Walk, year: int | None) -> bool:
        """Whether the innermost name, as far as the walk tells, may have meant more than one place in that year."""
        if len(places(self.meant(walk.candidates, year))) > 1:
            return True
        return len(walk.names) == 1 and (year or 0) <= self.homonym_years.get(walk.names[0], -1)


@lru_cache(maxsize=NAMES_KEPT)
def walk_from(text: str) -> Walk | None:
    """Follow 浙江省温州市平阳县 inwards, each name within the one before; None when no region begins the text."""
    regions = load_regions()
    name = regions.name_at(text, 0)
    if not name:
        return None
    names, candidates, end = [name], regions.named(name), len(name)
    while inner := regions.name_at(text, end):
        outer = {region.code for region in candidates}
        within = tuple(region for region in regions.named(inner) if outer.intersection(region.ancestor_codes))
        if not within:
            break
        names, candidates, end = [*names, inner], within, end + len(inner)
    return Walk(tuple(names), candidates, end)


def places(regions: tuple[Region, ...]) -> frozenset[str]:
    """The places that regions are: one that changed hands is one place, of two superiors."""
    return frozenset(region.code for region in regions)


def short_name(name: str, nationalities: tuple[str, ...]) -> str:
    """黔东南州 for 黔东南苗族侗族自治州: what autonomous regions below a province are called; ``''`` for others."""
    match = AUTONOMOUS.fullmatch(name) if "自治" in name else None
    if not match:
        return ""
    stem = match["stem"]
    while named := next((n for n in nationalities if stem.endswith(n) and len(stem) > len(n)), ""):
        stem = stem.removesuffix(named)
    return stem + match["level"]


@lru_cache(maxsize=1)
def load_regions() -> RegionTable:
    """The region table; read once in a process."""
    rows = {row["region_code"]: row for row in read_seed("regions")}
    nationalities = tuple(sorted((row["nationality"] for row in read_seed("nationalities")), key=len, reverse=True))
    for code, row in list(rows.items()):
        if rows.get(row["parent_code"], {}).get("region_name") == row["region_name"]:
            del rows[code]  # 嘉峪关市 has no counties and stands a second time as its own: one place, one code
    today = dict(rows)
    for row in read_seed("former_regions"):
        code, successor = row["region_code"], today.get(row["successor_code"])
        key = f"{code} {row['region_name']}" if code in rows else code
        rows[key] = {**row, "region_code": row["successor_code"]} if _is_recoded(row, successor) else row
    names = {code: _names(row["region_name"], nationalities) for code, row in rows.items()}
    codes: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for code, its_names in names.items():
        for name in its_names:
            codes[name] += (code,)
    homonyms = read_seed("region_homonyms")
    return RegionTable(
        rows=rows,
        names=names,
        codes=dict(codes),
        parents=frozenset(row["parent_code"] for row in rows.values()),
        homonym_years={row["region_name"]: int(row["last_year"] or LATEST_YEAR) for row in homonyms},
        longest=max(map(len, codes)),
    )


def _is_recoded(former: SeedRow, successor: SeedRow | None) -> bool:
    """Whether only the code changed; 巢湖市 is a county now and no prefecture."""
    kept = ("region_name", "region_level")
    return successor is not None and all(former[column] == successor[column] for column in kept)


def _ancestors(rows: Mapping[str, SeedRow], code: str) -> tuple[str, ...]:
    found: list[str] = []
    while code:
        found.append(code)
        code = rows[code]["parent_code"]
    return tuple(found)


def _names(name: str, nationalities: tuple[str, ...]) -> tuple[str, ...]:
    short = short_name(name, nationalities)
    return (name, short) if short else (name,)
