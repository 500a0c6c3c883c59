"""Where HTML breaks a line, and a text as a browser sets it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from turbohtml import Element, Node, Text

# What a browser starts on a line of its own.
BLOCK_TAGS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset")
    + ("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li")
    + ("main", "nav", "ol", "option", "p", "pre", "section", "select", "table", "tbody", "td", "tfoot", "th")
    + ("thead", "title", "tr", "ul")
)
# What is a line of its own where nothing in it breaks one.
PLAIN_BLOCKS = BLOCK_TAGS - {"table", "pre"}
CELL_TAGS = frozenset(("td", "th"))
# What draws something of its own.
DRAWN_TAGS = frozenset(("iframe", "math", "object", "svg"))
LINE_TAGS = tuple(sorted({"br", *BLOCK_TAGS}))
# Asking for one tag takes as long as looking at three elements.
FEW_ELEMENTS = 128
SOURCE_SPACE = " \t\r\n\f"
SOURCE_RUN = re.compile(r"[ \t\r\n\f]+")
LINE_END = "\x00"


def tags_among(page: Node, tags: Sequence[str]) -> list[str]:
    """Those of some tags that a page has: a page of few such elements is asked for all, any other for each tag."""
    few = list(islice(page.iter_elements(tags), FEW_ELEMENTS))
    if len(few) < FEW_ELEMENTS:
        names = {element.tag for element in few}
        return [tag for tag in tags if tag in names]
    return [tag for tag in tags if page.select_one(tag) is not None]


def one_line(text: str) -> str:
    """A text as a browser sets it on one line."""
    text = text.strip(SOURCE_SPACE)
    # Looked for one by one, they are found in a tenth of the time that a pattern takes to look for any of them.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return SOURCE_RUN.sub(" ", text)
    return text


def _holds_space(text: str) -> bool:
    return " " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text


def one_line_each(texts: list[str]) -> list[str]:
    """Many texts, each as ``one_line`` sets it: most hold no white space, and one look at all of them tells."""
    return list(map(one_line, texts)) if _holds_space("".join(texts)) else texts


def lines_of(cell: Element) -> str:
    """Paragraphs and line breaks as newlines: two figures in one cell must never run together."""
    parts: list[str] = []
    _collect(cell, parts)
    return _joined(parts)


def lines_of_children(cell: Element) -> str:
    """The same of a cell below whose children nothing breaks a line."""
    parts: list[str] = []
    for child in cell.children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Element):
            tag = child.tag
            parts.append(LINE_END if tag == "br" else _set_apart(child.text) if tag in BLOCK_TAGS else child.text)
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    return "\n".join(line for part in "".join(parts).split(LINE_END) if (line := one_line(part)))


def _set_apart(text: str) -> str:
    return f"{LINE_END}{text}{LINE_END}"


def _collect(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Element):
            if child.tag == "br":
                parts.append(LINE_END)
                continue
            is_block = child.tag in BLOCK_TAGS
            parts.append(LINE_END if is_block else "")
            _collect(child, parts)
            parts.append(LINE_END if is_block else "")
