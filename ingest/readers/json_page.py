"""JSON around a page: what the interfaces of site platforms answer, an article's markup in one of many strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

from ingest.documents import Document
from ingest.readers.encoding import decode
from ingest.readers.html import read_html

MARKUP = re.compile(r"<(?:table|p|div|span|br)\b", re.IGNORECASE)
ESCAPED = re.compile(r"&lt;(?:table|p|div)\b", re.IGNORECASE)
ESCAPED_CELL = re.compile(r"""<t[dh]\b[^<>]{0,400}?=\s*\\+["']""", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
SCRIPT_END = re.compile(r"</?script[^>]*>", re.IGNORECASE)
# What platforms call an article's title, in lower case.
TITLES = frozenset(("title", "doctitle", "articletitle", "subject", "name", "infotitle", "vc_title"))
# Deeper than any answer; a file that nests further is an attack.
DEEPEST = 50


def read_escaped(content: bytes) -> Document | None:
    """Read markup that stands in strings, of JSON or of a script by itself; None where it is a page of its own.

    Raises:
        Rejection: as ``read_html``.
    """
    text, encoding = decode(content)
    try:
        pages = list(_pages(json.loads(text), 0))
    except (ValueError, RecursionError):
        pages = []
    if pages:
        return replace(read_html("\n".join(dict.fromkeys(pages)).encode()), source_format="json", encoding=encoding)
    outside = SCRIPT.sub("", text)
    if not ESCAPED_CELL.search(outside):
        return None
    if text.lstrip()[:1] != "<":
        document = read_html(f"<script>{SCRIPT_END.sub('', text)}</script>".encode())
        if document.blocks:
            return replace(document, encoding=encoding)
    # Printed with the signs that protect quotation marks in a program.
    return replace(read_html(re.sub(r"\\+([\"'/])", r"\1", text).encode()), encoding=encoding)


def _pages(value: object, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        texts = {str(key).lower(): text for key, text in value.items() if isinstance(text, str)}
        markup = [m for m in map(_markup, texts.values()) if m]
        title = next((escape(text) for key, text in texts.items() if key in TITLES and not MARKUP.search(text)), "")
        if markup and title:
            yield f"<h1>{title}</h1>"
        yield from markup
        for inner in value.values():
            yield from _pages(inner, depth + 1) if isinstance(inner, dict | list) else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _pages(inner, depth + 1) if isinstance(inner, dict | list) else filter(None, [_markup(inner)])


def _markup(value: object) -> str:
    if not isinstance(value, str):
        return ""
    text = unescape(value) if ESCAPED.search(value) and not MARKUP.search(value) else value
    return text if MARKUP.search(text) else ""
