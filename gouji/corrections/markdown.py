"""A correction list as Markdown: a letter's worth, to be pasted where the agency reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.corrections import wording as words
from gouji.corrections.model import Correction, ReportCorrections

# More than that is for the workbook: a letter is read to its end.
EXPLANATIONS_LISTED = 5
# What Markdown, or HTML in it, would take for markup.
MARKUP = "\\`*_{}[]<>#|!&~"


def as_markdown(reports: Sequence[ReportCorrections], lang: str = "zh") -> str:
    """The list in one language, ``zh`` or ``en``."""
    lines = [f"# {words.say(words.TITLE, lang)}", "", words.say(words.INTRODUCTION, lang), ""]
    for report in reports:
        lines += [*_report(report, lang), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def inline(text: str | None) -> str:
    """Text on one line that Markdown does not take for markup or HTML, without what cannot be seen."""
    flat = "".join(character for character in " ".join((text or "—").split()) if character.isprintable())
    return "".join(f"\\{character}" if character in MARKUP else character for character in flat)


def _report(report: ReportCorrections, lang: str) -> Iterator[str]:
    yield from (f"## {inline(words.heading(report, lang))}", "")
    for label, text in ((words.REPORT, report.title), (words.SOURCE, words.source(report))):
        if text:
            yield f"- {words.say(label, lang)}: {inline(text)}"
    yield ""
    if not report.corrections:
        yield words.say(words.NOTHING, lang)
    for correction in report.corrections:
        yield from _correction(correction, lang)
    if report.acknowledged_count:
        yield from ("", words.say(words.ACKNOWLEDGED, lang).format(report.acknowledged_count))
    if report.explanations:
        yield from ("", f"### {words.say(words.EXPLANATIONS, lang)}", "")
        yield from _explanations(report, lang)


def _correction(correction: Correction, lang: str) -> Iterator[str]:
    place = correction.place.words(lang) or "—"
    yield f"{correction.number}. **{words.severity(correction, lang)}** {inline(place)}"
    facts = (
        (words.PRINTED, (correction.printed_text or "").strip()),
        (words.SUGGESTED, words.figure(correction.suggested_value)),
        (words.CAUSE, words.cause(correction.cause_code, lang)),
        (words.CONFIDENCE, words.confidence(correction.confidence, lang)),
    )
    for label, text in facts:
        if text:
            yield f"    - {words.say(label, lang)}: {inline(text)}"
    for line in words.reasons(correction, lang):
        yield f"    - {inline(line)}"


def _explanations(report: ReportCorrections, lang: str) -> Iterator[str]:
    for component, found in groupby(report.explanations, key=lambda explanation: explanation.component_code):
        listed = list(found)
        yield f"- {inline(component)}: {words.say(words.ANY_OF_THEM, lang)}"
        for explanation in listed[:EXPLANATIONS_LISTED]:
            yield f"    {explanation.number}. {inline(words.changes(explanation, lang))}"
        if len(listed) > EXPLANATIONS_LISTED:
            yield f"    - {words.say(words.FURTHER, lang).format(len(listed) - EXPLANATIONS_LISTED)}"
