"""A report's text laid out once for every question: its first lines, its opening paragraph, its labelled facts.

Folding is done here and only here. ``normalise_text`` costs half a millisecond on a whole report, so it is asked only
for lines that hold look-alikes; all others need no more than their white space and a few full-width marks taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from ingest.forms import read_seed
from ingest.normalise import normalise_text, simplify

LOOKALIKE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff⺀-\u2fdf０-９Ａ-ｚ\uf900-\ufaff]"
)
TRADITIONAL = "公開"
"""A report in traditional characters prints this, and no other does."""
HALF_WIDTH = tuple(zip("：（），；－—–～", ":(),;---~", strict=True))
CHINESE_YEAR = re.compile("二[〇零○oO][〇零○oO一二三四五六七八九]{2}(?=年)")
CHINESE_DAY = re.compile("(?<=[年月至])[一二三四五六七八九十]{1,3}(?=[月日])")
CHINESE_DIGITS = str.maketrans("〇零○oO一二三四五六七八九", "00000123456789")
FIRST_SECTION = re.compile(r"^[^\w(]{0,4}(?:第一部分|一[、.．])", re.MULTILINE)
# Where it has to stand at the latest, which is asked of every line first.
FIRST_NUMERAL, FIRST_SECTION_BEGINS = "一", 6
# Titles, index tables and datelines stand above the text; pages put their navigation there too.
HEAD_LINES = 60
# What the opening paragraph speaks of, and other paragraphs seldom do.
OPENING_WORDS = ("年度报告", "本报告", "本年报")
# The opening paragraph of a report whose sections are not numbered is within this many characters.
LONGEST_INTRO = 2000
LONGEST_LABELLED_LINE = 200
# A line this long that ends without a full stop was broken by the width of its page.
SHORTEST_WRAPPED_LINE = 25
STARTS_PARAGRAPH = re.compile(r"[^\w《“]{0,4}(?:第?[一二三四五六七八九十]+[、.．部]|\(|\d+[、.．]|$)")
# What stands behind a value on its line: one more label, though none that is known (浏览次数: 17, 【字体: 大】).
NEXT_LABEL = re.compile(r"[\s|【\[(]+(?=[一-鿿]{1,6}\s?:)")
SET_OFF = " |[]【】•·"
# Lines remembered: pages of one site print the same navigation, and reports of one agency many of the same sentences.
LINES_KEPT = 16384
ENDS_SENTENCE = frozenset("。！？!?;:…」』”")


class Fact(NamedTuple):
    """A value that the document itself labels (发文机关: …), folded; ``role`` and ``priority`` as in the seed."""

    role: str
    label: str
    value: str
    priority: int


class Reading(NamedTuple):
    """``hint`` the title the format declares; ``lines`` the first printed lines, ``printed`` the same without
    folding; ``intro`` what precedes the first section; ``text`` everything. Only ``hint`` holds spaces.
    """

    hint: str
    facts: tuple[Fact, ...]
    lines: tuple[str, ...]
    printed: tuple[str, ...]
    intro: str
    text: str

    def values(self, role: str) -> Iterator[Fact]:
        """Facts of a role, the most telling label first."""
        return iter(sorted((fact for fact in self.facts if fact.role == role), key=lambda fact: fact.priority))


def read_report(title_hint: str | None, metadata: Mapping[str, str], paragraphs: Sequence[str]) -> Reading:
    """Lay a report out for the heuristics; nothing in it is interpreted."""
    whole = "\n".join(paragraphs)
    printed = [line for line in whole.splitlines() if line and not line.isspace()]
    readable = printed
    if TRADITIONAL in whole:
        # Of one character alone it is not known: 於 is part of simplified names as well.
        title_hint, metadata = _simplified(title_hint or ""), {key: _simplified(metadata[key]) for key in metadata}
        readable = list(map(_simplified, printed))
    begins = _label_beginnings()
    head_lines = [_with_colons(line) if line[:1] in begins else line for line in readable[:HEAD_LINES]]
    readable = [*head_lines, *readable[HEAD_LINES:]]
    lines = _folded(readable)
    text = _unwrap(lines)
    first_section = FIRST_SECTION.search(text)
    intro = _intro(text, first_section.start()) if first_section else text[:LONGEST_INTRO]
    beginnings = [n for n, line in enumerate(lines[:HEAD_LINES]) if FIRST_NUMERAL in line[:FIRST_SECTION_BEGINS]]
    head = lines[: next((n for n in beginnings if FIRST_SECTION.match(lines[n])), HEAD_LINES)]
    facts = (*_declared(metadata), *_labelled(readable[: len(head)]))
    originals = tuple("".join(line.split()) for line in printed[: len(head)])
    return Reading(_fold_spaced(title_hint or ""), facts, tuple(head), originals, intro, text)


def _intro(text: str, first_section: int) -> str:
    """What precedes the first section; where that says nothing of the report, the paragraph in it that does."""
    above = text[:first_section]
    if any(word in above for word in OPENING_WORDS):
        return above
    _, *paragraphs = text[first_section : first_section + LONGEST_INTRO].split("\n")
    opening = next(takewhile(lambda line: not STARTS_PARAGRAPH.match(line), paragraphs), "")
    return f"{above}{opening}\n" if any(word in opening for word in OPENING_WORDS) else above


@lru_cache(maxsize=LINES_KEPT)
def _with_colons(line: str) -> str:
    """A row of an index table (发布机构 甲县财政局 日期 2022-01-10) as others print it, a colon behind each label."""
    if len(line) > LONGEST_LABELLED_LINE:
        return line
    if not _cell_pattern().match(line) or _label_pattern().search(line.replace("：", ":")):
        return line
    return _cell_pattern().sub(r"\1: ", line)


@lru_cache(maxsize=LINES_KEPT)
def _simplified(line: str) -> str:
    return simplify(line)


def _folded(printed: Sequence[str]) -> list[str]:
    """Every line folded and without white space; the years decide for all of them whether days are in words."""
    lines = list(map(_squashed, printed))
    text = "\n".join(lines)
    dated = _arabic(text)
    return lines if dated is text else dated.split("\n")


@lru_cache(maxsize=LINES_KEPT)
def _fold(line: str) -> str:
    """Look-alikes folded, white space left as it is."""
    if LOOKALIKE.search(line):
        line = normalise_text(line)
    for full, half in HALF_WIDTH:
        line = line.replace(full, half)
    return line


@lru_cache(maxsize=LINES_KEPT)
def _squashed(line: str) -> str:
    """A line folded and without white space."""
    return "".join(_fold(line).split())


def _fold_spaced(line: str) -> str:
    """Folded, with one space where the print has any: a space may part two values or a site's name from a title."""
    folded = _fold(line) if "\n" not in line else "\n".join(map(_fold, line.split("\n")))
    return " ".join(_arabic(folded).split())


def _arabic(text: str) -> str:
    """二〇二一年一月十二日 as 2021年1月12日; figures in words elsewhere stay."""
    if "二" not in text or not CHINESE_YEAR.search(text):
        return text
    years = CHINESE_YEAR.sub(lambda match: match[0].translate(CHINESE_DIGITS), text)
    return CHINESE_DAY.sub(lambda match: _tens(match[0]), years)


def _tens(words: str) -> str:
    tens, has_ten, ones = words.rpartition("十")
    if not has_ten:
        return words.translate(CHINESE_DIGITS)
    return (tens.translate(CHINESE_DIGITS) or "1") + (ones.translate(CHINESE_DIGITS) or "0")


def _unwrap(lines: Sequence[str]) -> str:
    open_lines = [
        n for n, line in enumerate(lines) if len(line) >= SHORTEST_WRAPPED_LINE if line[-1] not in ENDS_SENTENCE
    ]
    wrapped = {n for n in open_lines if not STARTS_PARAGRAPH.match(lines[n + 1] if n + 1 < len(lines) else "")}
    if not wrapped:
        return "\n".join([*lines, ""])
    return "".join([line if n in wrapped else f"{line}\n" for n, line in enumerate(lines)])


def _declared(metadata: Mapping[str, str]) -> Iterator[Fact]:
    keys = load_metadata_keys()
    for printed_key, value in metadata.items():
        key = _metadata_key(printed_key)
        if key in keys and value.strip():
            role, priority = keys[key]
            yield Fact(role, key, _fold_spaced(value), priority)


@lru_cache(maxsize=4096)
def _metadata_key(printed: str) -> str:
    return _fold_spaced(printed).replace(" ", "").strip(":*•·").lower()


def _labelled(printed: Iterable[str]) -> Iterator[Fact]:
    for line in printed:
        if len(line) <= LONGEST_LABELLED_LINE and (":" in line or "：" in line):
            yield from _labelled_in(line)


@lru_cache(maxsize=LINES_KEPT)
def _labelled_in(line: str) -> tuple[Fact, ...]:
    """The facts that one line states behind labels of theirs."""
    keys = load_metadata_keys()
    folded = _fold_spaced(line)
    labels = list(_label_pattern().finditer(folded))
    ends = [*(label.start() for label in labels[1:]), len(folded)]
    facts: list[Fact] = []
    for label, end in zip(labels, ends, strict=False):
        key = label[1].replace(" ", "")
        value = NEXT_LABEL.split(folded[label.end() : end].strip(SET_OFF))[0].strip(SET_OFF)
        if value:
            facts.append(Fact(keys[key][0], key, value, keys[key][1]))
    return tuple(facts)


@lru_cache(maxsize=1)
def load_metadata_keys() -> dict[str, tuple[str, int]]:
    """Label (lower case) to role and priority, from ``seeds/metadata_keys.csv``; read once in a process."""
    return {row["metadata_key"]: (row["metadata_role"], int(row["priority"])) for row in read_seed("metadata_keys")}


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    """The Chinese labels, spaced out or not, in front of a colon and not as the end of another word (办公时间)."""
    # One look at a character tells that none of them begins there, which is so nearly everywhere.
    begins = "".join(sorted(_label_beginnings()))
    return re.compile(rf"(?<![一-鿿])(?=[{begins}])({_labels()})\s?:")


@lru_cache(maxsize=1)
def _cell_pattern() -> re.Pattern[str]:
    """The same labels in a cell of their own, with white space or an end of the line on both sides."""
    return re.compile(rf"(?<!\S)({_labels()})(?:\s+(?=\S)|\s*$)")


@lru_cache(maxsize=1)
def _labels() -> str:
    keys = sorted((key for key in load_metadata_keys() if not key.isascii()), key=len, reverse=True)
    return "|".join(r"\s?".join(key) for key in keys)


@lru_cache(maxsize=1)
def _label_beginnings() -> frozenset[str]:
    return frozenset(key[0] for key in load_metadata_keys() if not key.isascii())
