"""Tables of pages whose markup was met before, but for the figures: they are not taken apart again.

Many agencies print their report on one template, and a table pasted from a word processor is a hundred kilobytes of
markup around two hundred figures. Such a table is taken out of the page before it is parsed, something small stands in
its place, and what its markup gave before is filled with its figures.

What this gives must be what parsing the whole page would. So a table is remembered only where nothing in it depends on
the page around it or on which digits its figures have (``_read_alone``), and the page is read whole where anything in
it might reach into its tables: a rule that hides, white text, a stand-in that is not found where and as it was put.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from operator import itemgetter
from threading import Lock
from typing import NamedTuple, cast
from weakref import ref

from turbohtml import Element, Node, parse

from ingest.documents import OBJECT_MARK, Table
from ingest.readers.encoding import CONTROL_BYTES, REPLACEMENT, is_surely_no_misreading
from ingest.readers.html_tables import Marked, TableShape, shape_and_texts
from ingest.readers.html_visible import looks_of, visible
from ingest.skeletons import MOST_CELLS, Skeleton, skeleton_of

# A figure alone between two tags, as every table prints most of its own (asked with the signs of its tags: looking
# behind takes ten times as long).
_FIGURE = b"-?[0-9]{1,15}(?:[.][0-9]{1,6})?"
FIGURE = re.compile(b">%b<" % _FIGURE)
ALL_FIGURES = re.compile(b"%b(?:<%b)*" % (_FIGURE, _FIGURE))
# What is looked for is told in fewer words, and asked again where it holds other signs than digits.
SIGNS, OTHER_SIGNS = b"([-0-9.]{1,15}+)", (b"-", b".")
START, END = b"<table", b"</table>"
# Below that a table is parsed sooner than it is taken out; items of section 2 have tables of one figure.
FEWEST_BYTES = 250
FEWEST_FIGURES = 1
# What is larger holds other things than a form; all that are remembered must not fill the memory.
MOST_BYTES = 128 * 1024
# Tables are looked for by how they begin, and compared with so many of those that begin alike.
BEGINNING_BYTES = 64
BEGINNINGS_KEPT = 32
ALIKE_KEPT = 64
# Where more forms take turns than are kept, each is learnt ever more seldom.
LEARNT_AT = frozenset(2**n for n in range(1, 20))
HASHES_KEPT = 4096
# Nothing of these brings text, hides it, or is asked for elsewhere in a page (headings, fields, links, pictures).
PLAIN_TAGS = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "col", "p", "div", "span", "font")
    + ("b", "strong", "i", "em", "u", "br", "o:p", "center")
)
STANDS_IN = "data-stands-in"
STANDS_IN_BYTES = STANDS_IN.encode()
# It prints something, for what is struck out or hidden is not asked to be empty.
STAND_IN_TEXT = "x"
STAND_IN = f'<table {STANDS_IN}="%d"><caption>{STAND_IN_TEXT}</caption></table>'.encode()
# Digits in place of a figure when a table is read alone; the number of the figure follows.
DIGITS = "900900900"
NUMBERED = re.compile(DIGITS + "([0-9]{5})")
ALONE = '<!DOCTYPE html><html><head><link rel="stylesheet"></head><body><p>甲</p>%s<p>乙</p></body></html>'
"""A page around one table; its sheet elsewhere has cells that are cut up by classes doubted."""
ENCODINGS = ("ascii", "utf-8", "gb18030")
FITTING = {"utf-8": ENCODINGS[:2], "utf-8-sig": ENCODINGS[:2], "gb18030": ("ascii", "gb18030")}
"""By the encoding of the page around a table: those that the table alone is read in, if the whole page is read so."""

Pieces = tuple[bytes, ...]
"""The markup of a table, cut at its figures."""


class MetTable(NamedTuple):
    """What a markup gave: where the cells stand, their texts, and which of them hold figures.

    ``pick`` takes the text of each cell from these texts and the figures behind them; ``composed``: cells that hold
    figures among other text, every other piece of which is the number of a figure. ``skeleton`` is that of every such
    table, None where it depends on the figures.
    """

    encoding: str
    shape: TableShape
    texts: tuple[str, ...]
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    composed: tuple[tuple[int, tuple[str, ...]], ...]
    skeleton: Skeleton | None = None

    def table(self, figures: Sequence[str], number: int) -> Table:
        """The table with these figures, the so-manieth of its page."""
        texts: Sequence[str] = self.pick((*self.texts, *figures))
        if self.composed:
            texts = self._with_composed(list(texts), figures)
        table = self.shape.table(texts, number)
        if self.skeleton is not None:
            table.skeleton = self.skeleton
        return table

    def _with_composed(self, texts: list[str], figures: Sequence[str]) -> list[str]:
        for cell, pieces in self.composed:
            texts[cell] = "".join([figures[int(piece)] if n % 2 else piece for n, piece in enumerate(pieces)])
        return texts


class TakenOut:
    """The tables taken out of a page, with their figures, in reading order; ``found`` counts those put back."""

    def __init__(self, tables: Sequence[tuple[MetTable, Sequence[str]]]) -> None:
        """None is put back yet."""
        self.tables, self.found = tables, 0

    def fit(self, text: str, encoding: str) -> bool:
        """Whether the whole page is read in the encoding in which the rest of it, this text, was."""
        fitting = FITTING.get(encoding, ())
        is_sure = REPLACEMENT not in text and is_surely_no_misreading(text)
        return is_sure and all(table.encoding in fitting for table, _ in self.tables)

    def put_back(self, element: Element, number: int) -> Table | None:
        """The table for which an element stands, the so-manieth of the page; None where it stands for none."""
        if element.attr(STANDS_IN) != str(self.found) or element.text != STAND_IN_TEXT:
            return None
        table, figures = self.tables[self.found]
        self.found += 1
        return table.table(figures, number)

    @property
    def are_back(self) -> bool:
        """Whether all were put back."""
        return self.found == len(self.tables)


def without_met(content: bytes) -> tuple[bytes, Sequence[tuple[MetTable, Sequence[str]]]]:
    """The page with something small in place of each table that was met before, and these with their figures."""
    tables: list[tuple[MetTable, Sequence[str]]] = []
    parts: list[bytes] = []
    behind, close = 0, -1
    above: _Markup | None = None
    start = content.find(START)
    while start >= 0:
        markups = _beginning(content[start : start + BEGINNING_BYTES])
        markup, figures, end = markups.met(content, start, above)
        if markup is not None:
            above = markup
            if markup.table is not None:
                parts += [content[behind:start], STAND_IN % len(tables)]
                tables.append((markup.table, figures))
                behind = end
        else:
            # Looked for once: markup that opens thousands of tables and closes none must not be gone through for each.
            close = content.find(END, start) if close < start else close
            if close < 0:
                break
            inner = content.find(START, start + 1, close)
            end = inner if inner >= 0 else close + len(END)
            if inner < 0 and FEWEST_BYTES < end - start < MOST_BYTES:
                markups.learn(content[start:end])
        start = content.find(START, end)
    kept = [*parts, content[behind:]]
    # What a page has of its own that reads like a stand-in would be taken for one.
    if not tables or any(STANDS_IN_BYTES in part for part in kept[::2]):
        return content, []
    return b"".join(kept), tables


class _Markup:
    """The markup of a table, and what it gives if that is known; ``below`` is what was met behind it the last time."""

    def __init__(self, pieces: Pieces, table: MetTable | None) -> None:
        self.pieces, self.table = pieces, table
        self.below: Callable[[], _Markup | None] = _nothing
        # Every other one is for a figure.
        self._whole = [piece for each in pieces for piece in (each, b"")][:-1]

    @cached_property
    def _distances(self) -> re.Pattern[bytes]:
        """Figures as far from each other as the pieces are long: to go over these takes no time."""
        return re.compile(b"(?s)" + SIGNS.join([b".{%d}+" % len(piece) for piece in self.pieces]))

    def figures(self, content: bytes, start: int) -> tuple[Sequence[str] | None, int]:
        """The figures of a table that starts here with this markup, and where it ends; None where it has another."""
        found = self._distances.match(content, start) if content.startswith(self.pieces[0], start) else None
        if found is None:
            return None, 0
        self._whole[1::2] = figures = found.groups()
        if not content.startswith(b"".join(self._whole), start):
            return None, 0
        # Joined by what no text between two tags holds: by a space, 5 6 in one cell would be two of them.
        printed = b"<".join(figures)
        if any(sign in printed for sign in OTHER_SIGNS) and not ALL_FIGURES.fullmatch(printed):
            return None, 0
        return printed.decode().split("<"), found.end()


def _nothing() -> None:
    return None


class Markups:
    """Markups of tables that begin alike, the one that was met last behind all others."""

    def __init__(self) -> None:
        self.known: dict[_Markup, None] = {}
        self._changes = Lock()

    def met(self, content: bytes, start: int, above: _Markup | None) -> tuple[_Markup | None, Sequence[str], int]:
        """The markup of the table that starts here, its figures, and where it ends; None where it was not met before.

        ``above`` is that of the table above it: a form goes on as it did the last time.
        """
        expected = above.below() if above is not None else None
        for markup in chain((expected,) if expected is not None else (), reversed(tuple(self.known))):
            figures, end = markup.figures(content, start)
            if figures is not None:
                self._keep(markup)
                if above is not None and expected is not markup:
                    above.below = ref(markup)
                return markup, figures, end
        return None, (), 0

    def learn(self, markup: bytes) -> None:
        """Remember a markup the second time, for many a table is printed like no other; if it was forgotten, later."""
        seen = _seen(hash(markup.translate(None, b"0123456789")))
        seen.times += 1
        if seen.times not in LEARNT_AT:
            return
        figures = [(found.start() + 1, found.end() - 1) for found in FIGURE.finditer(markup)]
        if FEWEST_FIGURES <= len(figures) <= MOST_CELLS:
            starts, ends = [0, *(end for _, end in figures)], [*(start for start, _ in figures), len(markup)]
            pieces = self._shared([markup[start:end] for start, end in zip(starts, ends, strict=True)])
            self._keep(_Markup(pieces, _read_alone(pieces)))

    def _shared(self, pieces: Iterable[bytes]) -> Pieces:
        """The same pieces, each held once in all markups that begin alike: they have most of them in common."""
        held = {piece: piece for markup in tuple(self.known) for piece in markup.pieces}
        return tuple([held.setdefault(piece, piece) for piece in pieces])

    def _keep(self, markup: _Markup) -> None:
        """Put it behind all others; what was met least lately is forgotten."""
        with self._changes:
            self.known.pop(markup, None)
            self.known[markup] = None
            if len(self.known) > ALIKE_KEPT:
                del self.known[next(iter(self.known))]


@lru_cache(maxsize=BEGINNINGS_KEPT)
def _beginning(beginning: bytes) -> Markups:
    return Markups()


class _Seen:
    """How many times a markup was met."""

    def __init__(self) -> None:
        self.times = 0


@lru_cache(maxsize=HASHES_KEPT)
def _seen(hashed: int) -> _Seen:
    return _Seen()


def _read_alone(pieces: Pieces) -> MetTable | None:
    """What a table gives wherever it stands and whatever its figures are; None where that depends on either."""
    printed = b"".join(pieces)
    encoding = next((name for name in ENCODINGS if _is_in(name, printed)), None)
    if encoding is None or any(mark in printed for mark in CONTROL_BYTES):
        return None
    texts = [piece.decode(encoding) for piece in pieces]
    if not is_surely_no_misreading("".join(texts)):
        return None
    numbered = [f"{text}{DIGITS}{n:05}" for n, text in enumerate(texts[:-1])]
    page = parse(ALONE % "".join([*numbered, texts[-1]]), positions=False)
    looks = looks_of(page)
    element = _only_table(visible(page, looks)) if looks.is_plain else None
    if element is None:
        return None
    shape, printed_texts = shape_and_texts(element, Marked.of(page))
    return _filled_in(encoding, shape, printed_texts, len(numbered))


def _is_in(encoding: str, content: bytes) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _only_table(page: Node) -> Element | None:
    """The table, if all that came of its markup stands in it, and nothing out of the ordinary does."""
    body = page.select_one("body")
    children = list(body.children) if body is not None else []
    if [child.tag if isinstance(child, Element) else "" for child in children] != ["p", "table", "p"]:
        return None
    table = cast("Element", children[1])
    is_plain = PLAIN_TAGS.issuperset(inner.tag for inner in table.iter_elements())
    return table if is_plain and table.select_one("table") is None else None


def _filled_in(encoding: str, shape: TableShape, texts: Sequence[str], figures: int) -> MetTable | None:
    """Which cells the figures are in; None where one is lost, or changed, or stands twice, or anything was marked."""
    picked = list(range(len(texts)))
    composed: list[tuple[int, tuple[str, ...]]] = []
    for cell, text in enumerate(texts):
        pieces = tuple(NUMBERED.split(text))
        if pieces[::2] == ("", ""):
            picked[cell] = len(texts) + int(pieces[1])
        elif len(pieces) > 1:
            composed.append((cell, pieces))
    found = [n - len(texts) for n in picked if n >= len(texts)]
    found += [int(n) for _, pieces in composed for n in pieces[1::2]]
    is_plain = len(texts) > 1 and bool(shape.starts) and not any(OBJECT_MARK in text for text in texts)
    if not is_plain or sorted(found) != list(range(figures)):
        return None
    # A figure that stands alone in its cell is left out of a skeleton, whatever it is.
    skeleton = None if composed else skeleton_of(texts)
    return MetTable(encoding, shape, tuple(texts), itemgetter(*picked), tuple(composed), skeleton)
