"""What a reader of a page does not see, and what is struck out or raised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple, cast

from turbohtml import Element, Node, Text
from turbohtml.cssom import computed_style

from ingest.documents import OBJECT_MARK
from ingest.normalise import SUBSCRIPTS, SUPERSCRIPTS, has_ideograph
from ingest.readers.html_doubtful import adds_to_figures, doubtful, mark_doubtful
from ingest.readers.html_lines import CELL_TAGS, DRAWN_TAGS
from ingest.readers.html_styles import (
    BOX,
    INHERITED,
    STYLES_KEPT,
    Effect,
    Rules,
    SheetRule,
    Sign,
    affected,
    elements_of,
    sheet_rules,
    shows_again,
    sign_of,
)

# Beside sheets, which go last.
UNSEEN_TAGS = ("script", "template", "noscript", "head", *sorted(DRAWN_TAGS))
# Of what is typed into a field of a cell; articles that a script unpacks are longer.
LONGEST_FIELD = 100
STYLES = "descendant::*/@style"
# White text is seen on a ground of another colour only. Whether a class or a style sheet colours it is not known: there
# a label stays, and a figure becomes a mark, for neither "printed" nor "blank" is certain.
WHITE = r"(?:#fff(?:fff)?\b|white(?![-\w])|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
WHITE_STYLE = re.compile(rf"(?<![-\w])color\s*:\s*{WHITE}", re.IGNORECASE)
WHITE_GROUND = re.compile(rf"\s*(?:{WHITE}|transparent|none|inherit|initial|unset)", re.IGNORECASE)
GROUND_STYLE = re.compile(r"background(?:-color|-image)?\s*:([^;]*)", re.IGNORECASE)
COLOURED = '[style*="color" i], font[color]'
STYLE_SHEET = 'style, link[rel*="stylesheet" i]'
LONGEST_NOTE = 2
DIGIT = re.compile(r"\d")
# Text that is struck out is not what the cell says, yet it is printed; raised and lowered digits are notes or indices.
STRUCK, RAISED, LOWERED = ("del", "s", "strike"), "sup", "sub"
# Of other elements the same property only says where in its line or cell a text stands.
INLINE_TAGS = frozenset(("a", "b", "big", "em", "font", "i", "small", "span", "strong", "u"))
TABLE_TAGS = frozenset(("table", "tbody", "tfoot", "thead", "tr", *CELL_TAGS))
RAISING = frozenset((Effect.RAISED, Effect.LOWERED))
HIDING = frozenset((Effect.GONE, Effect.SHUT, Effect.UNSEEN))


class Looks(NamedTuple):
    """What a page says of how it is seen: all styles of its elements, rules that matter, whether any may be white."""

    styles: AbstractSet[str]
    rules: Rules
    whitens: bool

    @property
    def is_plain(self) -> bool:
        """Whether no rule, and no white, bears on what is seen of any text."""
        return not self.whitens and not self.rules.certain and all(map(_is_plain_rule, self.rules.doubtful))


def looks_of(page: Node) -> Looks:
    """Ask a page how it is seen; its sheets are put in order on the way."""
    # All styles at once, a page has few different ones; asking each element for its own takes three times as long.
    styles = set(cast("list[str]", page.xpath(STYLES)))
    whitens = any(map(_is_white_style, styles)) or any(map(_is_white, page.select("font[color]")))
    certain, uncertain = sheet_rules(page)
    return Looks(styles, Rules([rule for rule in certain if not _is_plain_rule(rule)], uncertain), whitens)


@lru_cache(maxsize=STYLES_KEPT)
def _is_plain_rule(rule: SheetRule) -> bool:
    declared = rule.declarations
    return sign_of(declared) is None and not _is_white_style(declared) and not adds_to_figures(rule)


def visible(page: Node, looks: Looks | None = None) -> Node:
    """The page without what a reader of it does not see, and with what is struck out or raised told apart.

    What stands in the head stays where it is: whoever reads the page has to pass it by.
    """
    styles, rules, whitens = looks or looks_of(page)
    by_sheet, whitened = affected(page, rules.certain), _whitened(page, rules.certain)
    uncertain = doubtful(page, rules.doubtful) if by_sheet and rules.doubtful else set()
    has_sheet = whitens and page.select_one(STYLE_SHEET) is not None
    for tag in UNSEEN_TAGS:
        _take_out(page, tag)
    for field in page.select("textarea"):
        _take_out_markup(field)
    for element in page.select("[hidden]"):
        element.decompose()
    if any(map(sign_of, styles)):
        _apply_styles(page)
    _apply_sheets(page, by_sheet, uncertain)
    # Sheets go last: until then they say what is seen.
    _take_out(page, "style")
    if whitens:
        for element in page.select(COLOURED):
            if _is_white(element) and element.text.strip() and element.select_one(COLOURED) is None:
                _fade(element, has_sheet)
    for element in whitened:
        if element.select_one(COLOURED) is None:
            _fade(element, has_sheet=True)
    _mark(page)
    mark_doubtful(page, rules)
    return page


def _take_out(page: Node, tag: str) -> None:
    for element in page.select(tag):
        if tag in DRAWN_TAGS and element.closest("td, th") is not None:
            element.clear()  # what it draws is not known, but the cell is not blank
        elif not _is_of_head(element):
            element.decompose()


def _take_out_markup(field: Element) -> None:
    """A field shows what it holds, as a form that was filled in does; what is no text of a cell is a script's store."""
    if field.closest("td, th") is None or len(field.text) > LONGEST_FIELD or "<" in field.text:
        field.decompose()


def _is_of_head(element: Element) -> bool:
    return element.tag == "head" or (isinstance(element.parent, Element) and element.parent.tag == "head")


@lru_cache(maxsize=STYLES_KEPT)
def _is_white_style(style: str) -> bool:
    return bool(WHITE_STYLE.search(style))


def _apply_styles(page: Node) -> None:
    for element in page.select("[style]"):
        if sign := sign_of(str(element.attr("style"))):
            _apply(element, sign)


def _apply_sheets(page: Node, by_sheet: Mapping[Element, Sign], uncertain: AbstractSet[Element]) -> None:
    """What rules of the page hide goes, unless only a script can mean to show it: nothing else is as large a table."""
    hiding = [element for element, sign in by_sheet.items() if sign.effect in HIDING]
    hidden = {table for element in hiding for table in element.iter_elements("table")}
    seen = max((_size(table) for table in page.select("table") if table not in hidden), default=0) if hidden else 0
    for element, sign in by_sheet.items():
        held = [table for table in element.iter_elements("table") if table in hidden] if hidden else []
        if element in uncertain and element.closest("td, th") is not None:
            element.set_text(OBJECT_MARK)
        elif max(map(_size, held), default=0) <= seen:
            _apply(element, sign)


def _size(table: Element) -> int:
    return sum(1 for _ in table.iter_elements(CELL_TAGS))


def _apply(element: Element, sign: Sign) -> None:
    effect = sign.effect
    if effect is Effect.GONE or (effect is Effect.SHUT and _is_box(element)):
        element.decompose()
    elif effect is Effect.UNSEEN:
        _take_out_unseen(element, sign.longhand)
    elif effect is Effect.STRUCK:
        _strike(element)
    elif effect in RAISING and element.tag in INLINE_TAGS:
        element.set_text(element.text.translate(SUPERSCRIPTS if effect is Effect.RAISED else SUBSCRIPTS))


def _is_box(element: Element) -> bool:
    """Whether an element keeps to the size it is given: a cell grows with its text, words in a line take no size."""
    if element.tag in TABLE_TAGS:
        return False
    return element.tag not in INLINE_TAGS or bool(BOX.search(str(element.attr("style") or "")))


def _take_out_unseen(element: Element, longhand: str) -> None:
    """The text alone where something in it is shown again; a cell keeps its place, or those behind it would move up."""
    inside = list(element.iter_elements()) if longhand in INHERITED else []
    shown = {inner for inner in inside if shows_again(inner, longhand)}
    if shown:
        for each in (element, *(inner for inner in inside if inner not in shown)):
            _take_out_texts(each)
    elif element.tag in CELL_TAGS:
        element.set_text("")
    else:
        element.decompose()


def _take_out_texts(element: Element) -> None:
    for child in list(element.children):
        if isinstance(child, Text):
            child.decompose()


def _whitened(page: Node, rules: Sequence[SheetRule]) -> list[Element]:
    """Elements that a rule of the page colours white without colouring their ground."""
    found: list[Element] = []
    for rule in rules:
        if _is_white_style(rule.declarations) and not _has_ground(rule.declarations):
            found += [element for element in elements_of(page, rule) if DIGIT.search(element.text)]
    return [element for element in found if _is_white_style(f"color: {computed_style(element).get('color')}")]


def _mark(page: Node) -> None:
    for tag in STRUCK:
        for element in page.select(tag):
            _strike(element)
    for link in page.select("a"):
        note = link.text.strip()
        is_number = note.isdecimal() and len(note) <= LONGEST_NOTE
        if is_number and str(link.attr("href") or "").startswith("#") and _stands_beside_text(link):
            link.set_text(link.text.translate(SUPERSCRIPTS))
    for tag, digits in ((RAISED, SUPERSCRIPTS), (LOWERED, SUBSCRIPTS)):
        for element in page.select(tag):
            element.set_text(element.text.translate(digits))


def _stands_beside_text(link: Element) -> bool:
    """Whether a link into the page is a note to what stands in the same cell or line."""
    around = link.closest("td, th, p, li")
    return around is not None and around.text.strip() != link.text.strip()


def _is_white(element: Element) -> bool:
    colour = str(element.attr("color") or "")
    return _is_white_style(str(element.attr("style") or "")) or bool(re.fullmatch(WHITE, colour, re.IGNORECASE))


def _fade(element: Element, has_sheet: bool) -> None:
    """Take white text out where nothing colours its ground; mark a figure where that is not known."""
    around = [element, *(parent for parent in element.ancestors if isinstance(parent, Element))]
    if any(map(_colours_ground, around)):
        return
    if has_sheet or any(parent.attr("class") for parent in around):
        if DIGIT.search(element.text) and not has_ideograph(element.text):
            element.set_text(OBJECT_MARK)
    elif element.tag in CELL_TAGS:
        element.set_text("")  # the place stays, else the cells behind it would move up
    else:
        element.decompose()


def _colours_ground(element: Element) -> bool:
    grounds = [str(element.attr("bgcolor") or ""), str(element.attr("background") or "")]
    is_coloured = any(ground.strip() and not WHITE_GROUND.match(ground) for ground in grounds)
    return is_coloured or _has_ground(str(element.attr("style") or ""))


@lru_cache(maxsize=STYLES_KEPT)
def _has_ground(style: str) -> bool:
    return any(ground.strip() and not WHITE_GROUND.match(ground) for ground in GROUND_STYLE.findall(style))


def _strike(element: Element) -> None:
    """What is struck out counts for nothing, but the place is not blank."""
    if element.text.strip():
        element.set_text(OBJECT_MARK)
