"""What a printed text looks like, whatever document it stands in: a figure, a unit, a label of a statutory table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.documents import MARKS
from ingest.forms import INDICATORS, read_seed
from ingest.labels import Label, Match, load_labels
from ingest.normalise import squeeze

FIGURE = r"[+-]?\d[\d,.]*"
LONGEST_LABEL = 60
# With what some offices explain in brackets (规范性文件（行政机关制定发布的决定、公告……）).
LONGEST_EXPLAINED = 240
# A label is cut over at most so many lines (商业/企业; one character a line for short labels).
MOST_PARTS = 4
UNPLACED = " | "
"""Between figures of one cell that belong to columns that are not known."""
# How an entity that was never decoded ends.
ENTITY_END = ";"
PAGE_MARK = re.compile(r"^(?:-\s*\d{1,3}\s*-|第\s*\d{1,3}\s*页(?:.{0,3}共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$")
BRACKET_END = ")"
SENTENCE_END = re.compile(r"[。；;？！]")
# What stands for characters that are not known.
_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))
_WITH_DIGITS = dict.fromkeys(_WITHOUT_MARKS, "0")
TABLE_AXES = frozenset(("row", "column", "group", "heading"))


@lru_cache(maxsize=1)
def units() -> frozenset[str]:
    """Words that count or measure (件, 万元)."""
    return frozenset(squeeze(row["unit"]) for row in read_seed("units"))


@lru_cache(maxsize=1)
def value_pattern() -> re.Pattern[str]:
    """What a printed figure looks like (not what it is worth): digits with unit and note, a dash mark, or a unit
    alone."""
    unit = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
    marks = "|".join(sorted((re.escape(squeeze(m["mark"])) for m in read_seed("dash_marks")), key=len, reverse=True))
    return re.compile(rf"^(?:{FIGURE}(?:{unit})?(?:\(.{{0,40}}\))?|{marks}|{unit})$")


def is_count(text: str) -> bool:
    """Whether a text is digits and nothing else: a figure for certain, which no label of a form is.

    Most cells are, so it is asked before everything that a text could be.
    """
    return text.isdecimal() and text.isascii()


def is_value(text: str) -> bool:
    """Whether a cell's text is a figure, a dash or a unit by its looks; its last character rules most labels out.

    It is one too if it is one as far as its characters are known, or if none of them is.
    """
    return is_count(text) or ((may_end_value(text[-1:]) or "&" in text) and _looks_like_value(text))


def is_known_value(text: str) -> bool:
    """Whether a text is a value of which anything is known: a picture alone may as well stand for a header."""
    return is_value(text) and bool(text.translate(_WITHOUT_MARKS).strip())


@lru_cache(maxsize=65536)
def _looks_like_value(text: str) -> bool:
    squeezed = squeeze(text)
    if value_pattern().match(squeezed):
        return True
    known = squeezed.translate(_WITHOUT_MARKS)
    return known != squeezed and (
        not known or any(map(value_pattern().match, (known, squeezed.translate(_WITH_DIGITS))))
    )


def joins_figures(text: str) -> bool:
    """Whether a cell holds several figures whose columns could not be told, as the readers of placed text join them."""
    return UNPLACED in text and sum(map(is_value, text.split(UNPLACED))) > 1


def ends_in_value(text: str) -> bool:
    """Whether the last word of a text looks like a figure; hardly a sentence does, and its last character tells."""
    if not text or not may_end_value(text[-1]):
        return False
    words = text.split()
    return bool(words) and is_value(words[-1])


@lru_cache(maxsize=4096)
def may_end_value(character: str) -> bool:
    """Whether a printed figure can end in a character: what is left of it when normalised, if anything, tells."""
    normal = squeeze(character)
    return not normal or character == ENTITY_END or normal[-1].isdecimal() or normal[-1] in _value_ends()


@lru_cache(maxsize=1)
def _value_ends() -> frozenset[str]:
    marks = (squeeze(mark["mark"]) for mark in read_seed("dash_marks"))
    return frozenset(",.)") | MARKS | {word[-1] for word in (*units(), *marks) if word}


class Meaning:
    """A match restricted to meanings inside tables, and sorted by what is asked of it."""

    __slots__ = ("_groups", "_here", "labels", "matched_by", "tables")

    def __init__(self, match: Match) -> None:
        """Sorted by table as it is asked for."""
        self.labels = tuple([label for label in match.labels if label.axis in TABLE_AXES])
        self.matched_by = match.matched_by
        self.tables = frozenset([label.table_code for label in self.labels])
        self._here: dict[str, Match] = {}
        self._groups: dict[str, tuple[str, ...]] = {}

    def here(self, table: str) -> Match:
        """What it means in one table."""
        if table not in self._here:
            labels = tuple([label for label in self.labels if label.table_code == table])
            self._here[table] = Match(labels, self.matched_by)
        return self._here[table]

    def groups(self, table: str) -> tuple[str, ...]:
        """The groups of rows of one table that it heads (（三）不予公开), alone or among other things."""
        if table not in self._groups:
            self._groups[table] = tuple([label.code for label in self.here(table).labels if label.axis == "group"])
        return self._groups[table]


class _Meanings(dict[Match, Meaning]):
    """There are as many as the form has labels, whatever reports print."""

    def __missing__(self, match: Match) -> Meaning:
        self[match] = meaning = Meaning(match)
        return meaning


_meanings = _Meanings()


@lru_cache(maxsize=65536)
def table_labels(text: str) -> Meaning:
    """What a text can mean inside a table."""
    return _meanings[load_labels().match(text)]


def is_long(text: str) -> bool:
    """Whether a text is longer than labels are; one that is known without what it explains in brackets may be long."""
    if len(text) <= LONGEST_LABEL:
        return False
    is_explained = len(text) <= LONGEST_EXPLAINED and squeeze(text[-1]) == BRACKET_END
    return not (is_explained and table_labels(text).labels)


def names_row(text: str) -> bool:
    """Whether a text is the wording of a row of some statutory form, or a known variant of it."""
    return any(label.axis == "row" for label in table_labels(text).labels)


def heads_column(text: str) -> bool:
    """Whether a text is the wording of a header of sections 2 to 4 and names no row.

    Headers of the indicators up to 2018 are words like 数据 and 项目, which stand in any text.
    """
    labels = () if is_long(text) else table_labels(text).labels
    axes = {label.axis for label in labels if label.table_code != INDICATORS}
    return "column" in axes and "row" not in axes


def swallows_another(parts: Sequence[str], labels: Sequence[Label]) -> bool:
    """Whether lines put together hold a label of their own that means something else than the whole in its table."""
    codes, tables = {label.code for label in labels}, {label.table_code for label in labels}
    meanings = ({own.code for own in table_labels(part).labels if own.table_code in tables} for part in parts)
    return len(parts) > 1 and any(own and not own & codes for own in meanings)


def tables_named(text: str) -> frozenset[str]:
    """The statutory tables that a cell's text is a label of."""
    if not text or is_long(text) or is_count(text):
        return frozenset()
    return table_labels(text).tables
