"""What a text says of the year its figures are of: a year, the report's own or one before, alone or in brackets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.labels import dated_match
from ingest.looks import LONGEST_LABEL, SENTENCE_END
from ingest.normalise import squeeze

# Longer texts are sentences, which may name any year.
LONGEST_CAPTION = 40
WHAT_IS_SHOWN = "(?:的?(?:同期)?(?:统计)?(?:数据|情况|数字|年报数据|统计表|数|表)?)?(?:如下)?"
A_YEAR = r"(?:((?:19|20)\d\d)年度?|(上年度?同期|上一年度?|上年度?|去年同期|去年|同期)|(本年度?|今年|当年))"
YEAR = re.compile(rf"{A_YEAR}{WHAT_IS_SHOWN}")
ADDED = r"(?:附(?:件|表|录)?[\d一二三四五六七八九十]*[:、.]?)?(?:\(?[一二三四五六七八九十\d]{1,2}\)[、.]?|\d[、.])?"
CAPTION = re.compile(rf"{ADDED}\(?{YEAR.pattern}\)?(?:对比|对照)?:?")
IN_BRACKETS = re.compile(rf"\(({YEAR.pattern})\)")


class Told(NamedTuple):
    """What a text says of the year: a year, or ``offset`` years from the report's."""

    year: int | None
    offset: int


@lru_cache(maxsize=65536)
def year_of(text: str) -> Told | None:
    """The year a cell says its row or column is of: alone, in brackets behind a label, or where that prints 本年."""
    if len(text) > LONGEST_LABEL or ("年" not in text and "同期" not in text):
        return None
    squeezed = squeeze(text)
    found = YEAR.fullmatch(squeezed) or IN_BRACKETS.search(squeezed)
    if found:
        return _told(found)
    dated = dated_match(text)
    return Told(dated.report_year, 0) if dated else None


@lru_cache(maxsize=4096)
def captioned(text: str) -> Told | None:
    """The year that the last words above a table, or a title in it, say the table is of."""
    last = SENTENCE_END.split(text.rstrip())[-1]
    found = CAPTION.fullmatch(squeeze(last)) if len(last) <= LONGEST_CAPTION else None
    return _told(found) if found else None


def _told(found: re.Match[str]) -> Told:
    year, before, _ = found.groups()[-3:]
    return Told(int(year) if year else None, -1 if before else 0)


def is_year_alone(text: str) -> bool:
    """Whether a text names a year, and no row or column beside it."""
    return bool(year_of(text)) and bool(YEAR.fullmatch(squeeze(text)))
