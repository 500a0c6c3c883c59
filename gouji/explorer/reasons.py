"""Why an equation could not be decided, and which place a verdict is about, in words; codes stay in the JSON."""

from __future__ import annotations

import re

from gouji.check.equation_words import formula_text
from gouji.explorer.equations import PAGES
from gouji.explorer.wording import catalogue, say, word

# "blank: carried_in +2": why, of what, and how many more there are.
REASON = re.compile(r"(?P<code>\w+)(?:: (?P<detail>.*?))?(?: \+(?P<more>\d+))?", re.DOTALL)
# Their details are terms of equations; others name a year, an agency or a printed label.
OF_TERMS = frozenset({"blank", "dash", "absent", "zero", "unreadable", "overlapping_row"})
SECTIONS = ("report", "requests", "legal_challenges", "disclosures", "legacy_indicators")


def reason_text(reason: str, lang: str) -> str:
    """A reason in words; itself where it is none that is known."""
    found = REASON.fullmatch(reason)
    wording = catalogue().get(f"reason.{found['code']}") if found else None
    if found is None or wording is None:
        return reason
    detail = found["detail"] or ""
    told = place_text(detail, lang) if found["code"] in OF_TERMS else detail
    more = word("reason_more.more", lang, count=found["more"]) if found["more"] else ""
    return "".join((say(wording, lang), word("reason_more.detail", lang, detail=told) if told else "", more))


def place_text(place: str, lang: str) -> str:
    """A place as rules name it (``processed``, ``received.total``, ``carried_out(t-1)``) by the labels of the form."""
    if place in SECTIONS:
        return word(f"place.{place}", lang)
    page = PAGES[0] if lang == "zh" else PAGES[1]
    return "·".join(formula_text(code, page) for code in place.split("."))


def places_text(places: str | None, lang: str) -> str:
    """Several places with commas between."""
    separator = "、" if lang == "zh" else ", "
    return separator.join(place_text(place, lang) for place in (places or "").split(", ") if place)
