"""Which section of the report a line of prose belongs to, told by the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Line
from ingest.labels import bare_key, is_subheading, label_key, load_labels
from ingest.looks import LONGEST_LABEL
from ingest.normalise import squeeze

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
        paragraphs.append(Paragraph(section, line.text, line.locator, opened is not None and not rest))
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
    if len(heading) > LONGEST_LABEL or is_subheading(heading):
        return None
    found = _section(load_labels().match(heading).labels)
    if found or not squeeze(heading).endswith(("情况", "事项")) or len(bare_key(heading)) < len("总体情况"):
        return found
    return _section(load_labels().match_fuzzy(heading, "").labels) if label_key(heading) else None


def _section(labels: Iterable[tuple[str, str, str]]) -> str | None:
    return next((code for _, axis, code in labels if axis == "section"), None)
