"""What a reader of a page does not see, and what is struck out or raised."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

from turbohtml import Element, Node

from ingest.documents import OBJECT_MARK
from ingest.normalise import has_ideograph
from ingest.readers.html_lines import CELL_TAGS

UNSEEN_TAGS = frozenset(
    ("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math", "textarea")
)
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*0*\.?0+\s*(?:[a-z%]+\s*)?(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
STRUCK_STYLE = re.compile(r"line-through", re.IGNORECASE)
STYLES = "descendant::*/@style"
# White text is seen on a ground of another colour only. Whether a class or a style sheet colours it is not known: there
# a label stays, and a figure becomes a mark, for neither "printed" nor "blank" is certain.
WHITE = r"(?:#fff(?:fff)?\b|white(?![-\w])|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
WHITE_STYLE = re.compile(rf"(?<![-\w])color\s*:\s*{WHITE}", re.IGNORECASE)
WHITE_GROUND = re.compile(rf"\s*(?:{WHITE}|transparent|none|inherit|initial|unset)", re.IGNORECASE)
GROUND_STYLE = re.compile(r"background(?:-color|-image)?\s*:([^;]*)", re.IGNORECASE)
COLOURED = '[style*="color" i], font[color]'
STYLE_SHEET = 'style, link[rel*="stylesheet" i]'
# Different styles remembered: a page pasted from a word processor has a dozen.
STYLES_KEPT = 4096
DIGIT = re.compile(r"\d")
# Text that is struck out is not what the cell says, yet it is printed; raised and lowered digits are notes or indices.
STRUCK, RAISED, LOWERED = ("del", "s", "strike"), "sup", "sub"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def visible(page: Node) -> Node:
    """The page without what a reader of it does not see, and with what is struck out or raised told apart.

    What stands in the head stays where it is: whoever reads the page has to pass it by.
    """
    # All styles at once, a page has few different ones; asking each element for its own takes three times as long.
    styles = set(cast("list[str]", page.xpath(STYLES)))
    whitens = any(map(_is_white_style, styles)) or any(map(_is_white, page.select("font[color]")))
    has_sheet = whitens and page.select_one(STYLE_SHEET) is not None
    for tag in UNSEEN_TAGS:
        for element in page.select(tag):
            if not _is_of_head(element):
                element.decompose()
    for element in page.select("[hidden]"):
        element.decompose()
    if any(map(_is_hiding_style, styles)) or any(map(_is_struck_style, styles)):
        _take_out_hidden(page)
    if whitens:
        for element in page.select(COLOURED):
            if _is_white(element) and element.text.strip() and element.select_one(COLOURED) is None:
                _fade(element, has_sheet)
    _mark(page)
    return page


def _is_of_head(element: Element) -> bool:
    return element.tag == "head" or (isinstance(element.parent, Element) and element.parent.tag == "head")


@lru_cache(maxsize=STYLES_KEPT)
def _is_hiding_style(style: str) -> bool:
    return bool(HIDDEN_STYLE.search(style))


@lru_cache(maxsize=STYLES_KEPT)
def _is_struck_style(style: str) -> bool:
    return bool(STRUCK_STYLE.search(style))


@lru_cache(maxsize=STYLES_KEPT)
def _is_white_style(style: str) -> bool:
    return bool(WHITE_STYLE.search(style))


def _take_out_hidden(page: Node) -> None:
    for element in page.select("[style]"):
        style = str(element.attr("style"))
        if _is_hiding_style(style):
            element.decompose()
        elif _is_struck_style(style):
            _strike(element)


def _mark(page: Node) -> None:
    for tag in STRUCK:
        for element in page.select(tag):
            _strike(element)
    for tag, digits in ((RAISED, SUPERSCRIPTS), (LOWERED, SUBSCRIPTS)):
        for element in page.select(tag):
            element.set_text(element.text.translate(digits))


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
    grounds += GROUND_STYLE.findall(str(element.attr("style") or ""))
    return any(ground.strip() and not WHITE_GROUND.match(ground) for ground in grounds)


def _strike(element: Element) -> None:
    """What is struck out counts for nothing, but the place is not blank."""
    if element.text.strip():
        element.set_text(OBJECT_MARK)
