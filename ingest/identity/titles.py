"""The title of a report among page navigation, document numbers and the names of sites.

A title is told by its shape: who, which year, 信息公开, 报告. Of several the one that says most counts; several that
contradict each other (a list of links to other agencies' reports) are none, unless the page's metadata agrees with
one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from ingest.identity.names import AgencyName, agency_name, titled_name
from ingest.identity.reading import Reading
from ingest.identity.regions import walk_from
from ingest.normalise import normalise_text

# The regulation dates from 2007 and its first reports cover 2008; four digits above 2100 are no year of ours.
EARLIEST_YEAR = 2007
LATEST_YEAR = 2100
LONGEST_TITLE = 80
LONGEST_PART = 45
MOST_LINES = 3
FULL_RANK = 3
TITLES_KEPT = 8192
BREADCRUMB = re.compile("[>»›]")

YEAR = r"(?<!\d)(?:20\d\d|2100)(?!\d)(?!年\d{1,2}月)(?:年度|年|度)?"
TOPIC = r"(?:(?:(?<!人民)政府|政务)?信息(?:主动)?公开|政务(?:信息)?公开)"
TITLE = re.compile(
    rf"(?P<head>[^。,;:!?<>《》“”\"|]{{0,60}}?){TOPIC}"
    rf"(?:工作|情况|执行|实施|落实|年度|年|度|的|-|{YEAR}|\([^()]{{1,20}}\))*(?:报告|年报|总结)"
    r"(?:\((?P<bracket>[^()]{1,30})\)|的?(?:公告|公示|通告)|的(?:报告|函)|[-_|]+(?P<behind>[^。,;:]{2,30}))*"
)
TITLE_YEAR = re.compile(YEAR)
DOCUMENT_NUMBER = re.compile(r"[一-鿿]{1,12}[〔\[]20\d\d[〕\]]\d+号|[〔\[(]20\d\d[〕\])]\d+号")
BEFORE_NAME = re.compile(
    r"^(?:大中小|附件\d*[:、.]?|【[^】]*】|\[[^\]]*\]|关于|发布|公布|公开|印发|报送|转发|\d{1,2}[.、]|[、•·*-])+"
)
BEHIND_NAME = re.compile(
    r"(?:\((?:机关)?(?:本级|汇总|[^()]*20\d\d[^()]*)\)|本级|关于|发布|公布|公开|印发|报送|上报|年度|的|[-、\s])+$"
)
SITE = re.compile("(?:人民政府|政府|网|网站|平台|门户|频道|专栏)$")
SEPARATORS = re.compile(r"[_|>»›\\/]+|-{2,}|\s-\s")
FILE_TYPE = re.compile(r"\.(?:docx?|wps|pdf|html?|shtml|txt|xlsx?|md)$", re.IGNORECASE)
QUOTED = re.compile(
    "(?:公布|发布|公开|编制|形成|撰写|制作|现将|完成)[了本]{0,2}"
    rf"(?:《(?P<title>[^《》]{{8,80}})》|(?P<bare>[一-鿿()·]{{2,40}}?{YEAR}{TOPIC}(?:工作)?(?:年度)?(?:报告|年报)))"
)


PRINTED, LINE_ABOVE, DECLARED, QUOTED_IN_TEXT = "title", "line above title", "declared title", "quoted title"
FILE_NAME = "file name"
ADDRESS_END = re.compile(r"[?#].*$")


class Title(NamedTuple):
    """One title read. ``source`` is one of the constants above, a word for evidence.

    ``named_in`` and ``dated_in`` are the words that agency and years were read from, where not from ``text``.
    """

    text: str
    agency: AgencyName | None
    years: tuple[int, ...]
    source: str
    named_in: str = ""
    dated_in: str = ""

    @property
    def rank(self) -> int:
        """How much it says: agency counts more than year."""
        return 2 * (self.agency is not None) + bool(self.years)

    @property
    def weight(self) -> int:
        """``rank``, and less where the agency stands apart: that line may be the site's."""
        return 2 * self.rank - (self.source == LINE_ABOVE)

    def agrees(self, other: Title) -> bool:
        """Whether both can be the same report's: nothing said differently, one name possibly shorter (市财政局)."""
        if other is self:
            return True
        mine, others = self.agency.text if self.agency else "", other.agency.text if other.agency else ""
        same_agency = mine.endswith(others) or others.endswith(mine)
        return same_agency and (not self.years or not other.years or self.years == other.years)


def find_title(reading: Reading) -> Title | None:
    """The report's title, None when it prints none or several that contradict each other."""
    declared = list(_declared(reading))
    printed = list(_printed(reading))
    matches = QUOTED.finditer(reading.intro)
    quoted = [title for match in matches if (title := parse_title(match["title"] or match["bare"], QUOTED_IN_TEXT))]
    choices = (_best(printed, declared), _best(declared, []), _best(quoted, declared))
    best = max(filter(None, choices), key=lambda title: title.weight, default=None)
    if best is None or (best.rank == 0 and best.source != DECLARED):
        return None
    return _completed(best, declared)


def _completed(best: Title, declared: list[Title]) -> Title:
    """The title with what the page declares and the print leaves out; years that differ are kept, all of them."""
    named = max((title for title in (best, *declared) if title.agrees(best)), key=_tells_name)
    dated = next((title for title in (best, *declared) if title.years), best)
    years = tuple(sorted({year for title in (best, *declared) for year in title.years}))
    named_in = best.named_in if named is best else named.text
    source = best.source if named is best else named.source
    return Title(best.text, named.agency, years, source, named_in, dated.text)


def _tells_name(title: Title) -> tuple[bool, int]:
    """How fully a title names its agency: with its place at the front before anything longer (首页甲县财政局)."""
    name = title.agency.text if title.agency else ""
    return walk_from(name) is not None, len(name)


def _best(titles: list[Title], declared: list[Title]) -> Title | None:
    """The title that says most; among several that differ the one the page declares, else none of them."""
    if not titles or all(title is titles[0] for title in titles):
        return titles[0] if titles else None
    weight = max(title.weight for title in titles)
    top = [title for title in titles if title.weight == weight]
    if any(not title.agrees(top[0]) for title in top):
        named = [title for title in declared if title.rank]
        top = [title for title in top if any(title.agrees(other) for other in named)]
        if any(not title.agrees(top[0]) for title in top):
            return None
    return max(top, key=_tells_name, default=None)


@lru_cache(maxsize=TITLES_KEPT)
def parse_title(text: str, source: str) -> Title | None:
    """Read one folded string as a title; None when it has not the shape of one."""
    bare = DOCUMENT_NUMBER.sub("", BEFORE_NAME.sub("", text.strip("《》").removesuffix("》")))
    if len(bare) > LONGEST_TITLE or "公开" not in bare:
        return None
    match = TITLE.fullmatch(bare)
    if not match:
        return None
    head = BEHIND_NAME.sub("", BEFORE_NAME.sub("", TITLE_YEAR.sub("", match["head"])))
    agency = titled_name(head) or agency_name(match["bracket"] or "")
    behind = match["behind"] or ""
    if agency is None and not SITE.search(behind):
        agency = agency_name(behind)
    years = {int(year[:4]) for year in TITLE_YEAR.findall(bare)}
    return Title(text, agency, tuple(sorted(filter(is_plausible, years))), source)


def title_in_name(address: str) -> Title | None:
    """The title that a file is named by (``甲县财政局2021年政府信息公开工作年度报告.pdf``), from its path or address.

    Only a whole title counts: a folder, a number or a bare year in an address may be of anything.
    """
    name = unquote(ADDRESS_END.sub("", address) if "://" in address else address).replace("\\", "/").rpartition("/")[2]
    words = FILE_TYPE.sub("", normalise_text(name)).replace("_", " ")
    return parse_title("".join(words.split()), FILE_NAME) if words.strip() else None


def is_plausible(year: int) -> bool:
    """Whether there can be a report for the year."""
    return EARLIEST_YEAR <= year <= LATEST_YEAR


def _declared(reading: Reading) -> Iterator[Title]:
    for fact in reading.values("title"):
        yield from _segments(fact.value)
    yield from _segments(reading.hint)


@lru_cache(maxsize=TITLES_KEPT)
def _segments(value: str) -> tuple[Title, ...]:
    """A declared title without the site's name that pages put before or behind it."""
    titles: list[Title] = []
    for segment in SEPARATORS.split(FILE_TYPE.sub("", value)):
        words = segment.split()
        while len(words) > 1 and SITE.search(words[0]):
            words = words[1:]
        while len(words) > 1 and SITE.search(words[-1]):
            words = words[:-1]
        title = parse_title("".join(words), DECLARED)
        titles += [title] if title else []
    return tuple(titles)


def _printed(reading: Reading) -> Iterator[Title]:
    for number, line in enumerate(reading.lines):
        # Looked for one by one, they are found in a tenth of the time that a pattern takes to look for any of them.
        if len(line) > LONGEST_TITLE or not ("报" in line or "告" in line or "总结" in line):
            continue
        title = parse_title(line, PRINTED)
        if title and title.rank == FULL_RANK:
            yield _as_printed(title, reading.printed[number])
        elif BREADCRUMB.search(line):
            title = parse_title(BREADCRUMB.split(line)[-1], PRINTED)
            yield from [title] if title and title.rank == FULL_RANK else []
        else:
            yield from _extended(reading, number, title)


def _extended(reading: Reading, number: int, title: Title | None) -> Iterator[Title]:
    """The title of which line ``number`` is the end, or as much of it as that line holds."""
    for first in range(number - 1, max(number - MOST_LINES, -1), -1):
        above = reading.lines[first]
        if len(above) > LONGEST_PART or ":" in above or parse_title(above, PRINTED):
            break
        joined = parse_title("".join(reading.lines[first : number + 1]), PRINTED)
        if joined and joined.rank == FULL_RANK:
            is_heading = title is not None and bool(title.years)
            whole = "".join(reading.printed[first : number + 1])
            if is_heading:
                yield joined._replace(text=reading.printed[number], source=LINE_ABOVE, named_in=whole)
            else:
                yield joined._replace(text=whole)
            return
    if title:
        yield _as_printed(title, reading.printed[number])


def _as_printed(title: Title, text: str) -> Title:
    return title if title.text == text else title._replace(text=text)
