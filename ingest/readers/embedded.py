"""Pages that bring their text in another guise: written by a script, kept in a template or a field, or in a frame.

Content systems hand an article to the page as a string of a script, as escaped markup in a hidden ``textarea`` that a
script unpacks, or in an ``iframe`` with its document in an attribute. Only what holds a table is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from turbohtml import Element, Node

from ingest.documents import Block, Line

TABLE = re.compile(r"(?:<|\\u003c|\\x3c|%3c|&lt;|&#60;)table", re.IGNORECASE)
PRINTED_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
PERCENT_TABLE = re.compile("%3ctable", re.IGNORECASE)
ESCAPED_TABLE = re.compile("&(?:lt|#60);table", re.IGNORECASE)
STRING_LITERAL = re.compile(r"""(["'`])((?:(?!\1)[^\\]|\\.)*)\1""", re.DOTALL)
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
# What the older escape() of browsers writes for characters beyond Latin.
WIDE_PERCENT = re.compile("%u([0-9a-fA-F]{4})")
# All pages of a site have most of its scripts; what is longer is an article, and on one page only.
SCRIPTS_KEPT = 512
LONGEST_SHARED = 4096
HOLDERS = ("textarea", "xmp", "template")
# Types of scripts that no browser runs: their text is markup, or data.
TEMPLATE_TYPE = re.compile(r"text/(?:html|template|x-|plain)|.*(?:template|tmpl|handlebars)", re.IGNORECASE)


def embedded_markup(page: Node) -> Iterator[str]:
    """The markup of every table that a page holds but does not print by itself, in reading order of each kind."""
    for script in page.select("script"):
        text = script.text
        in_script = _in_short_script if len(text) < LONGEST_SHARED else _in_script
        yield from in_script(text, str(script.attr("type") or ""))
    for holder in _in_order(page, HOLDERS):
        text = holder.inner_html if holder.tag == "template" else holder.text
        if TABLE.search(text):
            yield unescape(text) if ESCAPED_TABLE.search(text) else text
    for frame in page.select("iframe[srcdoc]"):
        yield str(frame.attr("srcdoc"))


def _in_order(page: Node, tags: Sequence[str]) -> list[Element]:
    """The elements of some tags; to ask for one tag is quick, for several in reading order it is not."""
    found = {tag: elements for tag in tags if (elements := page.select(tag))}
    return page.select(", ".join(found)) if len(found) > 1 else next(iter(found.values()), [])


def printed_source(blocks: Sequence[Block]) -> str:
    """The source of a page that prints its own source, markup and all; ``''`` for any other."""
    lines = [block.text for block in blocks if isinstance(block, Line)]
    is_source = len(lines) == len(blocks) and any(PRINTED_TABLE.search(line) for line in lines)
    return "\n".join(lines) if is_source else ""


@lru_cache(maxsize=SCRIPTS_KEPT)
def _in_short_script(text: str, script_type: str) -> tuple[str, ...]:
    return tuple(_in_script(text, script_type))


def _in_script(text: str, script_type: str) -> Iterator[str]:
    if not TABLE.search(text):
        return
    if TEMPLATE_TYPE.match(script_type):
        yield text
        return
    for literal in STRING_LITERAL.finditer(text):
        if TABLE.search(literal[2]):
            yield _decoded(ESCAPE.sub(_unescaped, literal[2]))


def _decoded(markup: str) -> str:
    """Markup whose characters were written as percent signs and codes, or as entities, as it was before."""
    markup = WIDE_PERCENT.sub(lambda code: chr(int(code[1], 16)), markup)
    if PERCENT_TABLE.search(markup):
        markup = unquote(markup, errors="replace")
    return unescape(markup) if ESCAPED_TABLE.search(markup) else markup


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1]
    if code[0] in "ux" and len(code) > 1:
        return chr(int(code[1:], 16))
    # Before a digit it is a character in octal, or damage; never the digit itself.
    return {"n": "\n", "r": "\r", "t": "\t"}.get(code, escape[0] if code.isdigit() else code)
