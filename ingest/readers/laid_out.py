"""Text that keeps columns by spaces, as ``pdftotext -layout`` prints a page: words where they stood, labels above and
below their figures.

Such text is not to scale: an ideograph takes one character, as a digit does, and header and figures are laid out each
for itself. So headers give the order of the columns, whole rows say where each column of figures is, and labels are put
together by what they spell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ingest.documents import Block
from ingest.labels import load_labels
from ingest.looks import PAGE_MARK, SENTENCE_END, is_value, names_row, units
from ingest.normalise import ENTITY, squeeze
from ingest.readers.placed.labels import FigureRow, by_wording, row_of
from ingest.readers.placed.prose import paragraphs
from ingest.readers.placed.tables import Setting, tables_of
from ingest.readers.placed.words import PageLine, Word

PAGE_END = "\f"
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
PAGE_NUMBER = re.compile(r"[-·.—]?\d{1,3}[-·.—]?|第\d{1,3}页(?:.{0,3}共\d{1,3}页)?|\d{1,3}/\d{1,3}")
LONE_NUMBER = re.compile(r"\d{1,2}")
LONGEST_PAGE_NUMBER = 20
DIGIT = re.compile(r"\d")
FIGURES_APART = re.compile(r"\S {2,}\S+$")
SPACES = str.maketrans("\u00a0\u3000", "  ")
WORD = re.compile(r"\S+")
# Fewer rows of figures set apart by spaces are an accident, where nothing else says that the text is laid out; ...
FEWEST_ROWS = 3
# ... and so are rows of fewer figures: the statistical table up to 2018 is also printed a row a line.
FEWEST_FIGURES = 5
# Characters of a line without a gap from which on it is prose; and the longest label that stands on one line.
PROSE_WIDTH = 20.0
LONGEST_CELL = 33
BY_ORDER = Setting(by_wording, is_to_scale=False)


def is_laid_out(text: str) -> bool:
    """Whether columns of a text are kept by spaces: pages of it end in form feeds, or many figures stand on a line."""
    if ("\t" in text or "|" in text) and any(map(_parts_figures, LINE_BREAK.split(text))):
        return False
    fewest = 2 if PAGE_END in text else FEWEST_FIGURES
    rows: list[FigureRow] = []
    for line in LINE_BREAK.split(text.translate(SPACES)):
        line = line.rstrip()
        if FIGURES_APART.search(line) and is_value(line.split()[-1]):
            row = row_of(_line(line, 0, 0))
            if row is not None and len(row.figures) >= fewest:
                rows.append(row)
    return len(rows) >= FEWEST_ROWS and (PAGE_END in text or not _is_ragged(rows))


def _is_ragged(rows: Sequence[FigureRow]) -> bool:
    """Whether first figures stand below each other by chance only: spaces part cells, but keep no columns.

    Labels of most rows then stand before their figures, whole, as they do in text whose words single spaces part.
    """
    pairs = [(row.figures[0], other.figures[0]) for row, other in pairwise(rows)]
    level = sum(first.left < other.right and other.left < first.right for first, other in pairs)
    named = sum(names_row("".join(word.text for word in row.words)) for row in rows)
    return 2 * level < len(pairs) and 2 * named > len(rows)


def _parts_figures(line: str) -> bool:
    """Whether bars or tabs part the cells of a line; without a figure it is a menu (关于我们 | 网站地图)."""
    return ("|" in line or "\t" in line) and bool(DIGIT.search(line))


def blocks_of(text: str) -> list[Block]:
    """Tables and sentences of a text that is laid out."""
    blocks: list[Block] = []
    lines = list(_lines(text))
    for is_prose, group in groupby(lines, key=_is_prose):
        run = list(group)
        if not is_prose and any(row_of(line) and len(line.words) > 1 for line in run):
            blocks += tables_of(run, BY_ORDER)
        else:
            blocks += paragraphs(run, lines)
    return blocks


def _lines(text: str) -> Iterator[PageLine]:
    """Every line that prints something but page numbers at the head and the foot of pages.

    Where no form feed says where pages end, any number alone on its line may be a page's: no figure is read from it.
    """
    number = 0
    has_pages = PAGE_END in text
    for page, part in enumerate(text.translate(SPACES).split(PAGE_END), start=1):
        lines: list[PageLine] = []
        for line in LINE_BREAK.split(part):
            number += 1
            printed = line.strip()
            if printed and not _is_page_number(printed, has_pages):
                lines.append(_line(line, page, number))
        number -= 1
        yield from _without_page_number(lines)


def _is_page_number(printed: str, has_pages: bool) -> bool:
    """Whether a line is the number of a page; cells (- 1 - for two dashes and a figure) stand two spaces apart."""
    if len(printed) > LONGEST_PAGE_NUMBER or "  " in printed:
        return False
    return bool(PAGE_MARK.match(squeeze(printed))) or (not has_pages and bool(LONE_NUMBER.fullmatch(printed)))


def _without_page_number(lines: list[PageLine]) -> list[PageLine]:
    start, end = 0, len(lines)
    if lines and PAGE_NUMBER.fullmatch(squeeze(lines[-1].text)):
        end -= 1
    if end > 1 and PAGE_NUMBER.fullmatch(squeeze(lines[0].text)):
        start = 1
    return lines[start:end]


def _line(line: str, page: int, number: int) -> PageLine:
    words: list[Word] = []
    for found in WORD.finditer(line):
        word = Word(found[0], found.start(), found.end(), number, 1.0)
        if words and word.left - words[-1].right == 1 and _goes_on(words[-1].text, word.text):
            words[-1] = words[-1]._replace(text=f"{words[-1].text} {word.text}", right=word.right)
        else:
            words.append(word)
    return PageLine(page, f"line {number}", tuple(words), PROSE_WIDTH)


def _goes_on(figure: str, text: str) -> bool:
    """Whether a unit or a note belongs to the figure right before it."""
    return figure[-1].isdigit() and (squeeze(text) in units() or text[0] in "（(")


def _is_prose(line: PageLine) -> bool:
    text = line.text
    if row_of(line) is not None:
        return False
    is_long = any(len(word.text) > LONGEST_CELL for word in line.words)
    return is_long or (bool(SENTENCE_END.search(ENTITY.sub("", text))) and not load_labels().match(text).labels)
