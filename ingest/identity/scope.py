"""Whether a report counts its publisher alone (本级) or also the departments and towns below it (汇总)."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.identity.finding import Finding, evidence
from ingest.identity.names import AgencyName
from ingest.identity.reading import Reading
from ingest.identity.titles import Title

OWN, SUMMARY, UNKNOWN = "own", "summary", "unknown"
# Whose figures a summary adds up. 科室 and 股室 are parts of one office, not agencies below it.
BELOW = "(?:各|所属|所辖|下属|下辖)[^。;]{0,16}?(?:部门|乡镇|镇|街道|委办局|区县|县区|县市|单位)"
ABOUT_FIGURES = ("本报告", "本年报", "报告中", "所列数据", "统计数据", "数据统计", "统计范围", "数据来源", "统计口径")
COUNTS_ITSELF = re.compile(
    f"(?:仅|只|均?为|均?系|限于|是)[^。;,]{{0,20}}本级(?![^。;,]{{0,4}}(?:各|所属|下属|部门|乡|镇))|(?:不含|不包含|不包括|未包含|未包括)[^。;]{{0,10}}{BELOW}"
)
COUNTS_BELOW = re.compile(
    f"(?:汇总|合计|包含|包括|涵盖|覆盖)[^。;]{{0,16}}{BELOW}|(?:根据|依据|由|对)[^。;]{{0,16}}{BELOW}[^。;]{{0,40}}(?:汇总|编制|综合|合计)"
)
# Without one of these characters no sentence is either.
COUNTED = re.compile("[级含包各所下]")
SENTENCE = re.compile(r"[^。;\n]+")
SENTENCES_KEPT = 4096
GOVERNING = ("government", "government_office", "town", "subdistrict", "zone")


def find_scope(reading: Reading, title: Title | None, agency: str | None) -> Finding[str]:
    """``own``, ``summary`` or ``unknown``: the title's word, else what a sentence about the figures says.

    县本级受理3件 in a summary is a figure and decides nothing; a department's 各单位 are its own offices, so only an
    agency that governs others can be found to sum them up by such a sentence.
    """
    named = _named(title)
    if named.value:
        return named
    found = {OWN: "", SUMMARY: ""}
    about = [s for s in _sentences_about_figures(reading.intro) if COUNTED.search(s)]
    governs = bool(about) and agency is not None and AgencyName(agency, None).kind in GOVERNING
    for sentence in about:
        if words := _words_of(COUNTS_ITSELF, sentence):
            found[OWN] = words
        elif governs and (words := _words_of(COUNTS_BELOW, sentence)):
            found[SUMMARY] = words
    if found[OWN] and found[SUMMARY]:
        return Finding(UNKNOWN, evidence("statements", f"{found[OWN]} / {found[SUMMARY]}", "contradict each other"))
    scope = next((scope for scope, words in found.items() if words), UNKNOWN)
    return Finding(scope, evidence("statement", found[scope]) if scope != UNKNOWN else None)


def _sentences_about_figures(text: str) -> list[str]:
    """Asked of the whole text first, which has few of the words if any."""
    found = [words for words in ABOUT_FIGURES if words in text]
    if not found:
        return []
    sentences = SENTENCE.findall(text)
    return [s for s in sentences if found[0] in s or any(words in s for words in found[1:])]


@lru_cache(maxsize=SENTENCES_KEPT)
def _words_of(pattern: re.Pattern[str], sentence: str) -> str:
    """What a sentence says in so many words, ``''`` where it does not; agencies copy it from last year's report."""
    match = pattern.search(sentence)
    return match[0] if match else ""


def _named(title: Title | None) -> Finding[str]:
    if title is None or ("本级" in title.text) == ("汇总" in title.text):
        return Finding()
    return Finding(OWN if "本级" in title.text else SUMMARY, evidence("title", title.text))
