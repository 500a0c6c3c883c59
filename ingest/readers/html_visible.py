"""What a reader of a page does not see, and what is struck out or raised."""

from __future__ import annotations

import re

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
HIDING = ", ".join(
    f'[style*="{name}" i]' for name in ("display", "mso-hide", "visibility", "font-size", "opacity", "line-through")
)
# Bytes in which such a style may be written: the letters are ASCII or character references, a colon may have a name.
MAY_HIDE = (
    re.compile(rb"&#"),
    re.compile(rb"display(?:[^0-9a-z]|&[a-z]+;)*none"),
    re.compile(rb"mso-hide(?:[^0-9a-z]|&[a-z]+;)*all"),
    re.compile(rb"visibility(?:[^0-9a-z]|&[a-z]+;)*(?:hidden|collapse)"),
    re.compile(rb"font-size(?:[^0-9a-z]|&[a-z]+;)*0(?![.0-9]*[1-9])"),
    re.compile(rb"opacity(?:[^0-9a-z]|&[a-z]+;)*0(?![.0-9]*[1-9])"),
    re.compile(rb"line-through"),
    # A word in front makes the search several times as fast; a background's colour only costs a closer look.
    re.compile(rb"color(?:[^0-9a-z#]|&[a-z]+;)*(?:#fff|white|rgba?)"),
)
# White text is seen on a ground of another colour only. Whether a class or a style sheet colours it is not known: there
# a label stays, and a figure becomes a mark, for neither "printed" nor "blank" is certain.
WHITE = r"(?:#fff(?:fff)?\b|white(?![-\w])|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
WHITE_STYLE = re.compile(rf"(?<![-\w])color\s*:\s*{WHITE}", re.IGNORECASE)
WHITE_GROUND = re.compile(rf"\s*(?:{WHITE}|transparent|none|inherit|initial|unset)", re.IGNORECASE)
GROUND_STYLE = re.compile(r"background(?:-color|-image)?\s*:([^;]*)", re.IGNORECASE)
COLOURED = '[style*="color" i], font[color]'
STYLE_SHEET = 'style, link[rel*="stylesheet" i]'
DIGIT = re.compile(r"\d")
# Text that is struck out is not what the cell says, yet it is printed; raised and lowered digits are notes or indices.
MARKED = re.compile(rb"<(?:del|s|strike|sup|sub)[\s>]", re.IGNORECASE)
STRUCK, RAISED, LOWERED = "del, s, strike", "sup", "sub"
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def may_hide(content: bytes) -> bool:
    """Whether any style could hide something: asking the bytes costs a third of asking every element."""
    lowered = content.lower()
    return any(pattern.search(lowered) for pattern in MAY_HIDE)


def visible(page: Node, hides: bool, is_marked: bool) -> Node:
    """The page without what a reader of it does not see, and with what is struck out or raised told apart."""
    has_sheet = hides and page.select_one(STYLE_SHEET) is not None
    for element in list(page.iter_elements(UNSEEN_TAGS)):
        element.decompose()
    for element in page.select("[hidden]"):
        element.decompose()
    if hides:
        _take_out_hidden(page, has_sheet)
    if is_marked:
        for element in page.select(STRUCK):
            _strike(element)
        for selector, digits in ((RAISED, SUPERSCRIPTS), (LOWERED, SUBSCRIPTS)):
            for element in page.select(selector):
                element.set_text(element.text.translate(digits))
    return page


def _take_out_hidden(page: Node, has_sheet: bool) -> None:
    for element in page.select(HIDING):
        style = str(element.attr("style"))
        if HIDDEN_STYLE.search(style):
            element.decompose()
        elif STRUCK_STYLE.search(style):
            _strike(element)
    for element in page.select(COLOURED):
        if _is_white(element) and element.text.strip() and element.select_one(COLOURED) is None:
            _fade(element, has_sheet)


def _is_white(element: Element) -> bool:
    style = str(element.attr("style") or "")
    return bool(WHITE_STYLE.search(style) or re.fullmatch(WHITE, str(element.attr("color") or ""), re.IGNORECASE))


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
