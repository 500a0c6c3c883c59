"""Whose report it is: the title's agency, else the metadata's, else who signs or compiles it, else the government that
speaks, else the department whose own site it is.

Each source is believed only for what it can know. A site's publisher is not the reporting department, a compiling
office is not the government it compiles for, and a name that leaves out its place (市应急管理局) is no identity until
something certain about the same report supplies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.identity.finding import Finding, evidence
from ingest.identity.names import GOVERNMENT, AgencyName, agency_name
from ingest.identity.reading import Fact, Reading
from ingest.identity.regions import load_regions
from ingest.identity.statements import ZONES, Speech, Statement, places, signatures, speech, statements
from ingest.identity.titles import LINE_ABOVE, SEPARATORS, Title

OFFICE = re.compile("(?:人民)?政府办公[室厅]$")
TITLE_FOLLOWS = re.compile(r"(?:20\d\d年度?)?(?:政府|政务)?信息公开(?:工作)?(?:20\d\d年)?(?:年度)?(?:报告|年报)")
ACTS = "(?:以|坚持|认真|严格|全面|深入|高度|积极|按照|紧紧|始终|深化|持续|扎实|切实)"
"""How a sentence goes on that tells what an agency did in the year."""
SITE_END = re.compile("(?:政府信息公开|政务公开)?(?:门户|官方)?(?:网站|网|平台|专栏)$")
# 发文机关 names who issued the report; 发布机构 and 来源 often name only the site, which is the government's.
ISSUER_PRIORITY = 1


def find_agency(reading: Reading, title: Title | None) -> Finding[str]:
    """The agency whose report this is; None, with what was seen, where that is not certain."""
    if title and title.agency and title.agency.missing is None and title.source != LINE_ABOVE:
        return Finding(title.agency.text, evidence(title.source, title.named_in or title.text))
    said = tuple(statements(reading))
    voice = speech(reading)
    if title and title.agency:
        is_certain = (
            title.source != LINE_ABOVE
            or not _may_be_site(title.agency)
            or _speaks(voice, title.agency, said)
            or _is_named_office(reading, voice, title.agency, said)
        )
        if is_certain:
            return _whole(reading, said, title.agency, title.source, title.named_in or title.text)
    seen: Finding[str] = Finding()
    for source in (_from_metadata, _from_signatures, _from_statements, _from_voice, _from_site):
        finding = source(reading, said, voice)
        if finding.value:
            return finding
        seen = seen if seen.evidence else finding
    return seen


def _may_be_site(name: AgencyName) -> bool:
    """Whether the name is one that sites go by: departments publish on their government's."""
    return name.kind in ("government", "government_office")


def _speaks(voice: Speech, name: AgencyName, said: tuple[Statement, ...]) -> bool:
    """Whether a government's report is certain: it speaks as one (我县), or a statement names it and nobody else."""
    if not voice.allows(name.kind) or any(statement.agency.kind != name.kind for statement in said):
        return False
    return voice.is_governments or any(statement.agency.text == name.text for statement in said)


def _is_named_office(reading: Reading, voice: Speech, name: AgencyName, said: tuple[Statement, ...]) -> bool:
    """Whether a government's office that stands above the title is what the text says did the work, and nobody else is.

    Sites go by the name of the government; its office stands so above the titles of its own reports.
    """
    if name.kind != "government_office" or not voice.allows(name.kind):
        return False
    acts = re.search(re.escape(name.text) + ACTS, reading.text) is not None
    return acts and all(statement.agency.text == name.text for statement in said)


def _whole(reading: Reading, said: tuple[Statement, ...], name: AgencyName, kind: str, text: str) -> Finding[str]:
    """The name with its place: as printed if it has one, else from a fuller form or from where the publisher is."""
    if name.missing is None:
        return Finding(name.text, evidence(kind, text))
    fuller = frozenset(_fuller_names(reading, said, name))
    if len(fuller) == 1:
        return Finding(min(fuller), evidence(kind, text, f"in full elsewhere: {min(fuller)}"))
    if not fuller and name.missing and len(found := places(reading, name.missing)) == 1:
        return Finding(min(found) + name.needle, evidence(kind, text, f"address or site: {min(found)}"))
    note = " / ".join(sorted(fuller)) or f"which {name.missing or 'place'} is not told"
    return Finding(None, evidence(kind, text, note))


def _fuller_names(reading: Reading, said: tuple[Statement, ...], name: AgencyName) -> Iterator[str]:
    """The name in full, where the report names itself: its title in the text, its metadata, its compiler or contact.

    A fuller name in mere narrative is not asked: a county-level city's 市应急管理局 speaks of the prefecture's too.
    """
    sources = [fact.value.replace(" ", "") for role in ("agency", "title") for fact in reading.values(role)]
    sources += [statement.agency.text for statement in said]
    for source in [reading.hint.replace(" ", ""), *sources]:
        yield from _named_in(source, name)
    if TITLE_FOLLOWS.search(reading.text):
        yield from _named_in(reading.text, name, TITLE_FOLLOWS)


def _named_in(text: str, name: AgencyName, followed_by: re.Pattern[str] | None = None) -> Iterator[str]:
    regions = load_regions()
    start = text.find(name.text)
    while start >= 0:
        end = start + len(name.text)
        region = regions.name_ending(text, start + len(name.missing or ""))
        if region and (followed_by is None or followed_by.match(text, end)):
            yield region + name.needle
        start = text.find(name.text, end)


def _from_metadata(reading: Reading, said: tuple[Statement, ...], voice: Speech) -> Finding[str]:
    facts = [(fact, name) for fact in reading.values("agency") if (name := agency_name(fact.value.replace(" ", "")))]
    seen: Finding[str] = Finding()
    for priority in sorted({fact.priority for fact, _ in facts}):
        findings = [_from_fact(reading, said, voice, fact, name) for fact, name in facts if fact.priority == priority]
        chosen = _only(findings, "metadata")
        if chosen.value or len({finding.value for finding in findings if finding.value}) > 1:
            return chosen
        seen = seen if seen.evidence else chosen
    return seen


def _from_fact(
    reading: Reading, said: tuple[Statement, ...], voice: Speech, fact: Fact, name: AgencyName
) -> Finding[str]:
    text = f"{fact.label}:{fact.value}"
    if not voice.allows(name.kind):
        return Finding(None, evidence("metadata", text, "the text speaks as somebody else"))
    if _may_be_site(name) and fact.priority > ISSUER_PRIORITY and not voice.is_governments:
        return Finding(None, evidence("metadata", text, "may be the site's"))
    if voice.is_governments and name.kind == "government_office":
        name = AgencyName(OFFICE.sub(GOVERNMENT, name.text), name.missing)
    return _whole(reading, said, name, "metadata", text)


def _from_statements(reading: Reading, said: tuple[Statement, ...], voice: Speech) -> Finding[str]:
    return _only([_from_statement(reading, said, voice, statement) for statement in said], "statements")


def _from_statement(reading: Reading, said: tuple[Statement, ...], voice: Speech, statement: Statement) -> Finding[str]:
    """A compiler or contact; a government's office stands for the government where the text speaks of 我县 or 全县."""
    name = statement.agency
    if not voice.allows(name.kind):
        return Finding(None, evidence(statement.kind, statement.office, "the text speaks as somebody else"))
    if name.kind == "government" and OFFICE.search(statement.office):
        if voice.is_office:
            name = AgencyName(statement.office, name.missing)
        elif not voice.wide_levels:
            return Finding(None, evidence(statement.kind, statement.office, "its own report or the government's"))
    return _whole(reading, said, name, statement.kind, statement.office)


def _from_signatures(reading: Reading, said: tuple[Statement, ...], voice: Speech) -> Finding[str]:
    """Who signs the report; an office of a government may sign for it or for itself."""
    signed = [statement for statement in signatures(reading) if statement.agency.kind != "government_office"]
    return _only([_from_statement(reading, said, voice, statement) for statement in signed], "signatures")


def _from_site(reading: Reading, said: tuple[Statement, ...], voice: Speech) -> Finding[str]:
    """The department or town whose own site a page says that it is of, where it speaks as one (我局, 我镇)."""
    words = [fact.value for fact in reading.values("site")] + SEPARATORS.split(reading.hint)
    names = {word: agency_name(SITE_END.sub("", word.replace(" ", ""))) for word in words}
    findings = [
        _whole(reading, said, name, "site", word)
        for word, name in names.items()
        if name and not _may_be_site(name) and (voice.is_department or voice.is_town) and voice.allows(name.kind)
    ]
    return _only(findings, "site")


def _only(findings: list[Finding[str]], kind: str) -> Finding[str]:
    """The one value that the findings give; None where they give several."""
    values = sorted({finding.value for finding in findings if finding.value})
    if len(values) > 1:
        return Finding(None, evidence(kind, " / ".join(values), "contradict each other"))
    return next((finding for finding in findings if finding.value), findings[0] if findings else Finding())


def _from_voice(reading: Reading, said: tuple[Statement, ...], voice: Speech) -> Finding[str]:
    """The one government of the level that speaks (我县), where no other agency is named as the report's."""
    if not voice.is_governments or any(statement.agency.kind != "government" for statement in said):
        return Finding()
    if "区" in voice.levels and ZONES.search(reading.text):
        return Finding()
    ends = (match.start() for match in re.finditer(GOVERNMENT, reading.text))
    named = {load_regions().name_ending(reading.text, end) for end in ends}
    mine = sorted(name for name in named if name and name[-1] in voice.levels)
    text = "、".join(f"我{level}" for level in sorted(voice.levels))
    if len(mine) == 1:
        return Finding(mine[0] + GOVERNMENT, evidence("voice", text, f"the only such government named: {mine[0]}"))
    return Finding(None, evidence("voice", text, f"governments named: {' / '.join(mine) or 'none'}"))
