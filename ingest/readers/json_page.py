"""JSON around a page: what the interfaces of site platforms answer, an article's markup in one of many strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.encoding import decode
from ingest.readers.html import read_html

MARKUP = re.compile(r"<(?:table|p|div|span|br)\b", re.IGNORECASE)
ESCAPED = re.compile(r"&lt;(?:table|p|div)\b", re.IGNORECASE)
# What platforms call an article's title, in lower case.
TITLES = frozenset(("title", "doctitle", "articletitle", "subject", "name", "infotitle", "vc_title"))
# Deeper than any answer; a file that nests further is an attack.
DEEPEST = 50


def read_json(content: bytes) -> Document | None:
    """Read the pages in one JSON file, each below its title; None where it is no JSON, or holds no markup.

    Raises:
        Rejection: as ``read_html``.
    """
    try:
        text, encoding = decode(content)
        pages = list(_pages(json.loads(text), 0))
    except (ValueError, RecursionError, Rejection):
        return None
    if not pages:
        return None
    document = read_html("\n".join(dict.fromkeys(pages)).encode())
    return replace(document, source_format="json", encoding=encoding)


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
