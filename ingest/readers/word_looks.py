"""What styles and numbering of a word processor document do to its text: hide it, strike it out, number it.

Numbers of automatic lists exist nowhere in the text (（一） before 予以公开 is a property of its paragraph), and text
may be hidden by a style that only names another. Both are written into the document here, before anything reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from ingest.documents import OBJECT_MARK
from ingest.normalise import SUBSCRIPTS, SUPERSCRIPTS, has_ideograph
from ingest.readers.package import Package, parse_xml
from ingest.readers.word_text import TEXT, VALUE, W, is_on
from ingest.records import record

STYLE_MARKS = (b"vanish", b"numPr")
STRIKES = ("strike", "dstrike")
# Text so many half-points above its line is a note beside what stands there; less is a correction of the line.
LEAST_RAISE = 4
# Half-points: smaller text is not meant to be seen.
TINY = frozenset(map(str, range(1, 5)))
WHITES = frozenset(("FFFFFF", "ffffff"))
WHITE_THEME = "background1"
UNSEEN_MARKS = (
    b"<w:position ",
    *(b'<w:color w:val="%b"' % white.encode() for white in sorted(WHITES)),
    b'w:themeColor="%b"' % WHITE_THEME.encode(),
    *(b'<w:sz w:val="%b"' % size.encode() for size in sorted(TINY)),
)
LEVELS = 9
"""Levels of a list, the format's own number."""
# A style that is based on itself by way of others would never end.
DEEPEST_STYLE = 20
CHINESE_DIGITS = "〇一二三四五六七八九"
CHINESE_FORMATS = frozenset(
    ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand")
    + ("japaneseCounting", "ideographDigital", "japaneseDigitalTenThousand", "koreanDigital2")
)
NO_NUMBER = frozenset(("none", "bullet"))
FIRST_CIRCLED, LAST_CIRCLED = 0x2460, 20


class Level(NamedTuple):
    """One level of a list: how it counts (``w:numFmt``), what is printed around the number, and from where."""

    number_format: str
    text: str
    start: int
    gap: str


@record
class WordLooks:
    """``hidden``: ids of styles that hide text; ``levels``: lists by id; ``numbered``: lists by paragraph style."""

    hidden: frozenset[str] = frozenset()
    levels: Mapping[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    numbered: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def marks(self) -> tuple[bytes, ...]:
        """Bytes by which properties of runs or paragraphs are known to matter."""
        styles = (style.encode() for style in (*self.hidden, *self.numbered))
        own = (b"vanish", b"strike", b"superscript", b"subscript", *UNSEEN_MARKS)
        return (*own, *((b"numPr",) if self.levels else ()), *(b'"' + style + b'"' for style in styles))


def load_looks(package: Package, main_part: str) -> WordLooks:
    """The styles and lists of a document."""
    parts = {kind: part for kind, part in package.relations(main_part).values() if part in package.names}
    printed = package.read(parts["styles"]) if "styles" in parts else b""
    # Few documents have such styles, and most of what a document weighs are styles.
    styles = list(parse_xml(printed).iterfind(W + "style")) if any(mark in printed for mark in STYLE_MARKS) else []
    levels = dict(_lists(package.xml(parts["numbering"]))) if "numbering" in parts else {}
    by_id = {style.get(W + "styleId", ""): style for style in styles}
    hidden = frozenset(name for name in by_id if _is_hidden(name, by_id))
    numbered = {name: found for name, style in by_id.items() if (found := _list_of(style.find(W + "pPr"))) and levels}
    return WordLooks(hidden, levels, numbered)


def _is_hidden(name: str, styles: Mapping[str, Element]) -> bool:
    """Whether a style or one it is based on hides text; the nearest that says anything decides."""
    for _ in range(DEEPEST_STYLE):
        style = styles.get(name)
        if style is None:
            return False
        properties = style.find(W + "rPr")
        if properties is not None and properties.find(W + "vanish") is not None:
            return is_on(properties, "vanish")
        name = _value(style.find(W + "basedOn"))
    return False


def _lists(numbering: Element) -> Iterator[tuple[str, tuple[str, Mapping[int, Level]]]]:
    """List id to the id of what it counts with, and its levels."""
    kinds = {
        kind.get(W + "abstractNumId", ""): {
            _number(lvl.get(W + "ilvl"), 0): _level(lvl) for lvl in kind.iterfind(W + "lvl")
        }
        for kind in numbering.iterfind(W + "abstractNum")
    }
    for one in numbering.iterfind(W + "num"):
        kind = _value(one.find(W + "abstractNumId"))
        levels = dict(kinds.get(kind, {}))
        overrides = list(one.iterfind(W + "lvlOverride"))
        for override in overrides:
            at = _number(override.get(W + "ilvl"), 0)
            own, start = override.find(W + "lvl"), override.find(W + "startOverride")
            if own is not None:
                levels[at] = _level(own)
            if start is not None and at in levels:
                levels[at] = levels[at]._replace(start=_number(_value(start), 1))
        number = one.get(W + "numId", "")
        yield number, (f"{kind} {number}" if overrides else kind, levels)


def _level(level: Element) -> Level:
    suffix = _value(level.find(W + "suff"))
    return Level(
        _value(level.find(W + "numFmt")) or "decimal",
        _value(level.find(W + "lvlText")),
        _number(_value(level.find(W + "start")), 0),
        "" if suffix == "nothing" else " ",
    )


def _list_of(properties: Element | None) -> tuple[str, int] | None:
    """List and level that paragraph properties name."""
    found = properties.find(W + "numPr") if properties is not None else None
    if found is None:
        return None
    return _value(found.find(W + "numId")), _number(_value(found.find(W + "ilvl")), 0)


def apply_looks(body: Element, looks: WordLooks) -> None:
    """Write numbers into the text and take hidden text out of it; text that is struck out becomes a mark."""
    counters: dict[str, list[int]] = {}
    for paragraph in body.iter(W + "p"):
        properties = paragraph.find(W + "pPr")
        style = _value(properties.find(W + "pStyle")) if properties is not None else ""
        for run in paragraph.iter(W + "r"):
            _look_at(run, style in looks.hidden, looks)
        listed = _list_of(properties) or looks.numbered.get(style)
        if listed and (label := _next_label(listed, looks, counters)):
            _write_in_front(paragraph, label, at=0 if properties is None else 1)


def _look_at(run: Element, is_hidden: bool, looks: WordLooks) -> None:
    properties = run.find(W + "rPr")
    if properties is not None:
        own = properties.find(W + "vanish")
        by_style = is_hidden or _value(properties.find(W + "rStyle")) in looks.hidden
        is_hidden = is_on(properties, "vanish") if own is not None else by_style
    texts = [child for child in run if child.tag in TEXT and child.text]
    if is_hidden:
        for text in texts:
            text.text = ""
        return
    if properties is None:
        return
    if any(is_on(properties, name) for name in STRIKES):
        for text in texts:
            text.text = OBJECT_MARK if (text.text or "").strip() else ""
    digits = _digits_of(properties)
    for text in texts if digits else ():
        text.text = (text.text or "").translate(digits or {})
    if _may_be_unseen(properties):
        for text in texts:
            if (text.text or "").strip() and not has_ideograph(text.text or ""):
                text.text = OBJECT_MARK


def _digits_of(properties: Element) -> Mapping[int, int] | None:
    """The digits of a run that is raised or lowered, as such."""
    raised = _value(properties.find(W + "vertAlign"))
    height = _value(properties.find(W + "position"))
    if raised == "superscript" or (height.isascii() and height.isdigit() and int(height) >= LEAST_RAISE):
        return SUPERSCRIPTS
    return SUBSCRIPTS if raised == "subscript" else None


def _may_be_unseen(properties: Element) -> bool:
    """White or too small to be read. On what ground white text stands is not asked: its figures become marks."""
    colour = properties.find(W + "color")
    is_white = colour is not None and (colour.get(VALUE) in WHITES or colour.get(W + "themeColor") == WHITE_THEME)
    return is_white or _value(properties.find(W + "sz")) in TINY


def _next_label(listed: tuple[str, int], looks: WordLooks, counters: dict[str, list[int]]) -> str:
    """The number that a paragraph of a list bears; counts on as word processors do."""
    number, at = listed[0], min(listed[1], LEVELS - 1)
    kind, levels = looks.levels.get(number, ("", {}))
    level = levels.get(at)
    if level is None:
        return ""
    counts = counters.setdefault(kind, [-1] * LEVELS)
    for depth in range(at + 1):
        if counts[depth] < 0:
            counts[depth] = levels[depth].start if depth in levels else 1
        elif depth == at:
            counts[depth] += 1
    counts[at + 1 :] = [-1] * (LEVELS - at - 1)
    if level.number_format in NO_NUMBER:
        return ""
    label = level.text
    for depth in range(at + 1):
        if depth in levels:
            label = label.replace(f"%{depth + 1}", _printed(counts[depth], levels[depth].number_format))
    return label + level.gap if label.strip() else ""


def _printed(number: int, number_format: str) -> str:
    if number_format in CHINESE_FORMATS:
        return _chinese(number)
    if number_format.startswith("decimalEnclosedCircle") and 0 < number <= LAST_CIRCLED:
        return chr(FIRST_CIRCLED + number - 1)
    if number_format in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if number_format == "upperLetter" else letter.lower()
    return "" if number_format in NO_NUMBER else str(number)


def _chinese(number: int) -> str:
    """Up to 99, as no list of a report is longer; beyond, digit by digit."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100 or not tens:
        return "".join(CHINESE_DIGITS[int(digit)] for digit in str(abs(number)))
    return ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十" + (CHINESE_DIGITS[ones] if ones else "")


def _write_in_front(paragraph: Element, label: str, at: int) -> None:
    run = Element(W + "r")
    SubElement(run, W + "t").text = label
    paragraph.insert(at, run)


def _value(element: Element | None) -> str:
    return element.get(VALUE, "") if element is not None else ""


def _number(printed: str | None, default: int) -> int:
    return int(printed[:6]) if printed and printed.isascii() and printed.isdigit() else default
