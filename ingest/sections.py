"""Which section of the report a line of prose belongs to, told by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Line
from ingest.labels import NO_MATCH, bare_key, is_subheading, known_match, label_key, load_labels
from ingest.looks import LONGEST_LABEL
from ingest.normalise import squeeze

HEADING_ENDS = ("情况", "事项")
"""Of headings that may be misprinted."""
FULL_STOPS = "。．.；;，,：:、！!？? \t\r\n\u3000\u00a0"
MAY_BE_LEFT_OUT = re.compile(r"[()（）\[\]［］&﹙﹚⁽⁾]")
"""Brackets in any form: labels are known without what stands in them."""
_new = tuple.__new__
HEADING_WITH_TEXT = re.compile(r"^(.{4,40}?)[。:：](.+)$", re.DOTALL)


class Paragraph(NamedTuple):
    """One line of prose; ``section_code`` None above the first heading. A heading belongs to the section it opens."""

    section_code: str | None
    text: str
    locator: str
    is_heading: bool


def assign_sections(lines: Iterable[Line]) -> list[Paragraph]:
    """Walk down the prose; only headings of the top level open a section, ``（二）依申请公开情况`` does not."""
    section: str | None = None
    paragraphs: list[Paragraph] = []
    for line in lines:
        opened, rest = _opened_by(line.text)
        section = opened or section
        # What Paragraph(...) does, at half its price.
        is_heading = opened is not None and not rest
        paragraphs.append(_new(Paragraph, (section, line.text, line.locator, is_heading)))
    return paragraphs


def is_report_in_prose(paragraphs: Iterable[Paragraph]) -> bool:
    """A report without any table is one only if sections 3 and 4 are there and say something."""
    return {p.section_code for p in paragraphs if not p.is_heading} >= {"requests", "legal_challenges"}


@lru_cache(maxsize=16384)
def _opened_by(text: str) -> tuple[str | None, str]:
    """The section a line opens, and what stands behind the heading in the same line."""
    code = section_of(text)
    if code is not None:
        return code, ""
    split = HEADING_WITH_TEXT.match(text)
    if split and (code := section_of(split[1])) is not None:
        return code, split[2]
    return None, ""


@lru_cache(maxsize=16384)
def section_of(heading: str) -> str | None:
    """Section code of a heading, or None."""
    if len(heading) > LONGEST_LABEL or not _ends_like_heading(heading) or is_subheading(heading):
        return None
    found = _section((known_match(heading) or NO_MATCH).labels)
    if found or not squeeze(heading).endswith(HEADING_ENDS) or len(bare_key(heading)) < len("总体情况"):
        return found
    return _section(load_labels().match_fuzzy(heading, "").labels) if label_key(heading) else None


def _ends_like_heading(text: str) -> bool:
    """Whether the last word of a text can end a heading; most sentences are ruled out by their last character.

    Brackets and digits may be no part of a label, so what ends in them is looked at as a whole.
    """
    last = squeeze(text.rstrip(FULL_STOPS)[-1:])[-1:]
    return not "一" <= last <= "鿿" or last in _heading_ends() or bool(MAY_BE_LEFT_OUT.search(text))


@lru_cache(maxsize=1)
def _heading_ends() -> frozenset[str]:
    known = load_labels().known.items()
    return frozenset(key[-1] for key, match in known if _section(match.labels)) | {end[-1] for end in HEADING_ENDS}


def _section(labels: Iterable[tuple[str, str, str]]) -> str | None:
    return next((code for _, axis, code in labels if axis == "section"), None)
