"""Which printed label is which code: exact, a known variant, or a near miss that only one code can explain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from ingest.forms import INDICATORS, group_of, load_forms, read_seed
from ingest.misprints import is_misprint, lacks_telling_word, narrows, tells_otherwise
from ingest.normalise import squeeze
from ingest.records import record

NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(?\d{1,2}[)、.](?!\d)|\d{1,2}(?=[一-鿿])|其中:?|[:、])"
)
SUBNUMBERING = re.compile(r"^(?:\([一二三四五六七八九十]{1,3}\)|\(?\d{1,2}[)、.](?!\d))")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NOT_WORD = re.compile(r"[^0-9A-Za-z一-鿿㐀-䶿]")
# Raised and lowered digits beside a label are notes to it, never part of it; the normal form makes digits of them.
RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
EXAMPLE_TAIL = re.compile(r"如\d+$")
YEAR = "年"
YEAR_HEADER = re.compile(r"^(?:19|20)\d\d年(?:度|数|度数|统计数|发生数)?$")

# A year that a label may name in place of a word for it.
DATED = re.compile(r"(?:19|20)\d\d(?=年)")
DATED_AXES = frozenset(("row", "column"))

# Longer labels carry more redundancy: a label may miss one character in five, never more than three.
CHARACTERS_PER_ERROR = 5
MAX_ERRORS = 3
SHORTEST_FUZZY = 4
# One character tells 当面申请数 from 书面申请数, and 行政复议 from 行政复核: of rows so short none is a misprint.
SHORTEST_FUZZY_ROW = 6
LONG_ENOUGH_FOR_MARGIN = 6


class Label(NamedTuple):
    """One meaning of a printed label. ``axis``: row, column, group, heading, section, or parent: words that stand for
    a row only as the heading of its parts."""

    table_code: str
    axis: str
    code: str


class Match(NamedTuple):
    """The meanings a printed text can have, and how sure: ``exact`` (the form's wording), ``variant`` or ``fuzzy``."""

    labels: tuple[Label, ...]
    matched_by: str


NO_MATCH = Match((), "none")


def strip_numbering(text: str) -> str:
    """Drop ``一、``, ``（一）``, ``1.``, ``其中：`` from the front; numerals in the wild restart and repeat, so
    they decide nothing."""
    while (number := NUMBERING.match(text)) is not None:
        text = text[number.end() :]
    return text


@lru_cache(maxsize=65536)
def label_key(text: str) -> str:
    """What labels are compared by: no numbering, no punctuation, no white space."""
    if text.isascii() and text.isdecimal():
        return text
    return _words(squeeze(RAISED.sub("", text)))


@lru_cache(maxsize=65536)
def bare_key(text: str) -> str:
    """The key without bracketed additions: ``现行有效件数（历史累计）`` is 现行有效件数."""
    return _words(_without_brackets(squeeze(RAISED.sub("", text))))


def _without_brackets(squeezed: str) -> str:
    while ")" in squeezed or "]" in squeezed:
        bare = BRACKETED.sub("", squeezed)
        if bare == squeezed or not strip_numbering(bare):
            break
        squeezed = bare
    return squeezed


def _words(squeezed: str) -> str:
    key = NOT_WORD.sub("", strip_numbering(squeezed))
    return EXAMPLE_TAIL.sub("", key) if key and key[-1].isdecimal() else key


@record
class LabelIndex:
    """All labels of all vintages by key; ``exact`` holds the wording of a form, ``variants`` what is also printed.

    ``known`` is what both say together, and ``wordings`` the same for the seeds' own spelling: what most reports print.
    """

    known: Mapping[str, Match]
    wordings: Mapping[str, Match]
    exact: dict[str, tuple[Label, ...]]
    variants: dict[str, tuple[Label, ...]]
    keys_by_table: dict[str, tuple[tuple[str, Label], ...]]
    version_of_label: dict[tuple[str, str], frozenset[str]]
    captions: frozenset[str]

    def match(self, text: str) -> Match:
        """Exact and variant matches over all tables; the caller knows which table it is in."""
        return _match(text)

    def is_caption(self, text: str) -> bool:
        """Whether a text heads rows of an indicator table, or a section, and never stands beside a figure."""
        is_section = any(label.axis == "section" for label in self.match(text).labels)
        return is_section or label_key(text) in self.captions

    def match_fuzzy(self, text: str, table_code: str) -> Match:
        """The one label of ``table_code`` that ``text`` misses by a few characters, if it is the only one near."""
        return _match_fuzzy(text, table_code)


@lru_cache(maxsize=1)
def load_labels() -> LabelIndex:
    """Build the index from ``seeds/``; once in a process."""
    exact: defaultdict[str, set[Label]] = defaultdict(set)
    variants: defaultdict[str, set[Label]] = defaultdict(set)
    versions: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    keys: dict[str, str] = {}
    forms = load_forms()
    for axis, entries in (("row", forms.rows), ("column", forms.columns)):
        for entry in entries:
            key = keys[entry.label] = label_key(entry.label)
            exact[key].add(Label(entry.table_code, axis, entry.code))
            versions[entry.table_code, key].add(entry.form_version)
    for line in read_seed("legacy_form_lines"):
        if line["row_code"]:
            key = keys[line["label_zh"]] = label_key(line["label_zh"])
            exact[key].add(Label("legacy_indicators", "row", line["row_code"]))
    for entry_ in read_seed("label_variants"):
        target = exact if entry_["kind"] == "form" else variants
        key = keys[entry_["label_zh"]] = label_key(entry_["label_zh"])
        target[key].add(Label(entry_["table_code"], entry_["axis"], entry_["code"]))
    in_form, also = ({key: tuple(sorted(found)) for key, found in labels.items()} for labels in (exact, variants))
    known = {key: _match_of_key(in_form.get(key, ()), also.get(key, ())) for key in (*in_form, *also)}
    return LabelIndex(
        known,
        {text: known[key] for text, key in keys.items()},
        in_form,
        also,
        _keys_by_table(in_form, also),
        {key: frozenset(found) for key, found in versions.items()},
        frozenset(label_key(line["label_zh"]) for line in read_seed("legacy_form_lines") if not line["row_code"]),
    )


def _match_of_key(exact: tuple[Label, ...], variants: tuple[Label, ...]) -> Match:
    return Match(exact + tuple(v for v in variants if v not in exact), "exact" if exact else "variant")


def _keys_by_table(*known: Mapping[str, Sequence[Label]]) -> dict[str, tuple[tuple[str, Label], ...]]:
    by_table: defaultdict[str, set[tuple[str, Label]]] = defaultdict(set)
    for labels_by_key in known:
        for key, labels in labels_by_key.items():
            for label in labels:
                if label.axis != "parent":
                    by_table[label.table_code].add((key, label))
    return {table: tuple(sorted(keys)) for table, keys in by_table.items()}


def known_match(text: str) -> Match | None:
    """What a text means by its wording alone, bracketed additions left out where only that is known."""
    index = load_labels()
    if (match := index.wordings.get(text)) is not None:
        return match
    squeezed = squeeze(RAISED.sub("", text))
    match = index.known.get(_words(squeezed)) or index.known.get(_words(_without_brackets(squeezed)))
    if match is None and (dated := dated_match(text)) is not None:
        match = dated.match
    return _as_narrowed(match, squeezed)


class Dated(NamedTuple):
    """What a label means that names a year (2022年制发件数), and the year of the report in which it means that."""

    match: Match
    report_year: int


@lru_cache(maxsize=4096)
def dated_match(text: str) -> Dated | None:
    """The one label that prints 本年, 上年 or 下年度 where this one names a year; None where it names none.

    Whoever reads figures by it has to ask for which report (``year_words.year_of``, ``years.of_own_year``).
    """
    if YEAR not in text or len(years := DATED.findall(bare_key(text))) != 1:
        return None
    keys = {label_key(text), bare_key(text)}
    found: set[Dated] = set()
    for key, (word, offset) in product(keys, _year_words().items()):
        for printed in (f"{years[0]}年度", f"{years[0]}年"):
            match = load_labels().known.get(key.replace(printed, word)) if printed in key else None
            if match is not None and {label.axis for label in match.labels} <= DATED_AXES:
                found.add(Dated(Match(match.labels, "variant"), int(years[0]) + offset))
    tables = {label.table_code for dated in found for label in dated.match.labels}
    return found.pop() if len(found) == 1 and INDICATORS not in tables else None


@lru_cache(maxsize=1)
def _year_words() -> Mapping[str, int]:
    return {row["word"]: int(row["years_to_report"]) for row in read_seed("year_words")}


def _as_narrowed(match: Match | None, squeezed: str) -> Match | None:
    """The meanings that are left where a text's brackets say that some figure is another (行政处罚（罚款金额）)."""
    if match is None:
        return None
    added = BRACKETED.findall(squeezed)
    labels = tuple([label for label in match.labels if not narrows(added, label.code)])
    return match if len(labels) == len(match.labels) else match._replace(labels=labels) if labels else None


@lru_cache(maxsize=65536)
def _match(text: str) -> Match:
    if (match := known_match(text)) is not None:
        return match
    squeezed = squeeze(text)
    if YEAR in squeezed and YEAR_HEADER.match(BRACKETED.sub("", squeezed)):
        return Match((Label("legacy_indicators", "column", "year"),), "exact")
    return _row_behind_headings(squeezed)


def _row_behind_headings(squeezed: str) -> Match:
    """A row whose label prints the headings it stands under as well: （三）不予公开1.属于国家秘密, in one cell."""
    rest, above = strip_numbering(squeezed), set[Label]()
    while head := _heading_before(rest):
        rest = strip_numbering(rest[len(head) :])
        above.update(_headings()[head])
    if not above:
        return NO_MATCH
    groups = {(label.table_code, label.code) for label in above if label.axis == "group"}
    tables = {label.table_code for label in above}
    match = _match(rest)
    rows = tuple(
        label
        for label in match.labels
        if label.axis == "row"
        and label.table_code in tables
        and (not groups or (label.table_code, group_of(label.table_code).get(label.code, "")) in groups)
    )
    return Match(rows, match.matched_by) if rows else NO_MATCH


def _heading_before(text: str) -> str | None:
    """The heading that a text begins with, and goes on."""
    if text[:1] not in _beginnings():
        return None
    return next((head for head in _headings() if text.startswith(head) and text != head), None)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(head[0] for head in _headings())


@lru_cache(maxsize=1)
def _headings() -> Mapping[str, tuple[Label, ...]]:
    """What rows stand under, as printed without numbering: groups of rows, and 本年度办理结果 above all groups."""
    found: defaultdict[str, set[Label]] = defaultdict(set)
    for entry in read_seed("label_variants"):
        label = Label(entry["table_code"], entry["axis"], entry["code"])
        if label.axis == "group" or label[1:] == ("heading", "results"):
            found[strip_numbering(squeeze(entry["label_zh"]))].add(label)
    return {text: tuple(sorted(labels)) for text, labels in sorted(found.items(), key=lambda item: -len(item[0]))}


@lru_cache(maxsize=65536)
def _match_fuzzy(text: str, table_code: str) -> Match:
    # Takes longer to import than a report to read, and most reports print every label as the form does.
    from rapidfuzz.distance import OSA

    key = bare_key(text)
    if len(key) < SHORTEST_FUZZY:
        return NO_MATCH
    allowed = min(MAX_ERRORS, max(1, len(key) // CHARACTERS_PER_ERROR))
    nearest: dict[Label, tuple[int, str]] = {}
    for known, label in load_labels().keys_by_table.get(table_code, ()):
        # Labels so much longer or shorter are too far to be meant, and too far to make another one doubtful.
        if abs(len(known) - len(key)) >= 2 * MAX_ERRORS:
            continue
        if tells_otherwise(key, known) or (label.axis == "row" and len(key) < SHORTEST_FUZZY_ROW):
            continue
        distance = OSA.distance(key, known, score_cutoff=2 * MAX_ERRORS)
        nearest[label] = min((distance, known), nearest.get(label, (distance, known)))
    ranked = sorted(nearest.items(), key=lambda item: item[1])
    if not ranked or ranked[0][1][0] > allowed:
        return NO_MATCH
    margin = 2 if len(key) >= LONG_ENOUGH_FOR_MARGIN else 1
    label, (best, known) = ranked[0]
    is_alone = len(ranked) == 1 or ranked[1][1][0] >= best + margin
    if not is_alone or lacks_telling_word(key, known) or not is_misprint(key, known, table_code != INDICATORS):
        return NO_MATCH
    return NO_MATCH if narrows(BRACKETED.findall(squeeze(text)), label.code) else Match((label,), "fuzzy")


def is_subheading(text: str) -> bool:
    """Numbered below the top level (``（二）``, ``1.``): never the heading of a statutory section."""
    return bool(SUBNUMBERING.match(squeeze(text)))


def names_other_column(text: str) -> bool:
    """Whether a header is one that agencies add to the form's (序号, 备注): its column is nobody's."""
    return bare_key(text) in _other_headings()


@lru_cache(maxsize=1)
def _other_headings() -> frozenset[str]:
    return frozenset(bare_key(row["label_zh"]) for row in read_seed("other_headings"))
