"""Where HTML breaks a line, and a text as a browser sets it."""

from __future__ import annotations

import re
from functools import lru_cache

from turbohtml import Element, Node, Text

# What a browser starts on a line of its own.
BLOCK_TAGS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset")
    + ("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li")
    + ("main", "nav", "ol", "option", "p", "pre", "section", "select", "table", "tbody", "td", "tfoot", "th")
    + ("thead", "title", "tr", "ul")
)
CELL_TAGS = frozenset(("td", "th"))
LINE_TAGS = tuple(sorted({"br", *BLOCK_TAGS}))
SOURCE_SPACE = " \t\r\n\f"
SOURCE_RUN = re.compile(r"[ \t\r\n\f]+")


@lru_cache(maxsize=65536)
def one_line(text: str) -> str:
    """A text as a browser sets it on one line."""
    return SOURCE_RUN.sub(" ", text).strip(SOURCE_SPACE)


def lines_of(cell: Element) -> str:
    """Paragraphs and line breaks as newlines: two figures in one cell must never run together."""
    parts: list[str] = []
    _collect(cell, parts)
    return "\n".join(line for part in "".join(parts).split("\x00") if (line := one_line(part)))


def _collect(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, Text):
            parts.append(child.text)
        elif isinstance(child, Element):
            if child.tag == "br":
                parts.append("\x00")
                continue
            is_block = child.tag in BLOCK_TAGS
            parts.append("\x00" if is_block else "")
            _collect(child, parts)
            parts.append("\x00" if is_block else "")
