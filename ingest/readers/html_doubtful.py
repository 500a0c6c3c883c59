"""Cells of which the page does not tell what a reader sees of their figures: such a figure becomes a mark.

Three things make it so: text that a sheet puts before or behind an element, a rule that counts on some screens only,
and classes that a sheet at another address explains, where one holds a part of the figure and not the whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from turbohtml import Element, Node

from ingest.documents import OBJECT_MARK
from ingest.readers.html_lines import CELL_TAGS
from ingest.readers.html_styles import Effect, Rules, SheetRule, elements_of, sign_of

GENERATED = re.compile(r"::?(?:before|after)\b", re.IGNORECASE)
# What a reader would take for a part of a figure: digits, words and signs; icons and bullets are none.
CONTENT = re.compile(
    r"""(?<![-\w])content\s*:[^;]*?(?:["'][^"';]*[\w.,%+\u2212-][^"';]*["']|counters?\(|attr\()""", re.IGNORECASE
)
# Of fonts of symbols, as sheets write it.
ICON = re.compile(r"\\(?:[ef][0-9a-f]{3}|f[0-9a-f]{4,5})\s?|[\ue000-\uf8ff]", re.IGNORECASE)
HIDING = frozenset((Effect.GONE, Effect.SHUT, Effect.UNSEEN))
# What the common frameworks of pages call text that is not shown, or struck out.
HIDING_CLASSES = frozenset(
    ("hidden", "hide", "invisible", "collapse", "d-none", "sr-only", "visually-hidden", "layui-hide", "el-hidden")
    + ("screen-reader-text", "line-through", "text-decoration-line-through", "text-hide", "is-hidden", "display-none")
)
DIGIT = re.compile(r"\d")
# A figure, with a unit or a note if any, and not the number of a label (1.属于国家秘密); or nothing at all.
FIGURE = re.compile(r"\s*(?:[^\u4e00-\u9fff]*|[^\w\u4e00-\u9fff]*\d[\d,]*(?:\.\d+)?\s*(?![\d.、．]).*)", re.DOTALL)


def doubtful(page: Node, rules: Sequence[SheetRule]) -> set[Element]:
    """Elements of which some screens show another thing than others."""
    return {element for rule in rules if not GENERATED.search(rule.selector) for element in elements_of(page, rule)}


def mark_doubtful(page: Node, rules: Rules) -> None:
    """Put a mark in place of each figure that may be another one on the screen."""
    found: set[Element] = set()
    for rule in (*rules.certain, *rules.doubtful):
        if adds_to_figures(rule):
            plain = rule._replace(selector=GENERATED.sub("", rule.selector))
            found.update(_cells_of(elements_of(page, plain)))
    for rule in rules.doubtful:
        if (sign := sign_of(rule.declarations)) and not GENERATED.search(rule.selector):
            found.update(_cells_of(elements_of(page, rule), with_rows=sign.effect in HIDING))
    # Asked tag by tag, which an index answers.
    if any("stylesheet" in str(link.attr("rel")).lower() for link in page.select("link")):
        found.update(_cut_by_class(page))
    for cell in found:
        if FIGURE.fullmatch(cell.text) and cell.select_one("table") is None:
            cell.set_text(OBJECT_MARK)


def adds_to_figures(rule: SheetRule) -> bool:
    """Whether a rule puts text before or behind an element that a reader could take for a part of a figure."""
    if not GENERATED.search(rule.selector) or not CONTENT.search(ICON.sub("", rule.declarations)):
        return False
    sign = sign_of(rule.declarations)
    return sign is None or sign.effect not in HIDING


def _cells_of(elements: Iterable[Element], *, with_rows: bool = False) -> Iterator[Element]:
    """The cells that elements are or stand in, and those of elements that are rows."""
    for element in elements:
        cell = element if element.tag in CELL_TAGS else element.closest("td, th")
        if cell is not None:
            yield cell
        elif with_rows and element.tag == "tr":
            yield from element.iter_elements(CELL_TAGS)


def _cut_by_class(page: Node) -> Iterator[Element]:
    """Cells in which elements of one class hold some digits of the figure, or which are of a class that hides."""
    digits: defaultdict[Element, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tag in sorted(CELL_TAGS):
        for element in page.select(f"{tag} [class]"):
            text = element.text.strip()
            if not text or not (text[0].isdecimal() or text[-1].isdecimal()):
                continue
            name = str(element.attr("class"))
            cell = element.closest("td, th")
            if cell is None:
                continue
            if not HIDING_CLASSES.isdisjoint(name.split()):
                yield cell
            elif len(text) < len(cell.text.strip()):
                digits[cell][name] += len(DIGIT.findall(text))
    for cell, by_class in digits.items():
        total = len(DIGIT.findall(cell.text))
        if any(0 < held < total for held in by_class.values()):
            yield cell
    for name in sorted(HIDING_CLASSES):
        yield from _cells_of(page.select(f"td.{name}, th.{name}, tr.{name}"), with_rows=True)
