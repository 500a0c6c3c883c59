"""Statutory tables among bare lines, one cell or one row each: where they begin and end, and their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.bare_items import FIGURES, PAGE, PAGE_AHEAD, SPACED, TOGETHER, Item, ends_a_sentence, items_of
from ingest.cut_names import begins_header
from ingest.documents import Cell, Line, Row
from ingest.forms import INDICATORS, first_rows
from ingest.labels import load_labels, names_other_column, strip_numbering
from ingest.looks import table_labels
from ingest.normalise import squeeze
from ingest.page_numbers import with_page_numbers
from ingest.run_together import rows_in_run, sideways_run
from ingest.spaced_figures import with_spaced
from ingest.torn_headers import with_whole_headers
from ingest.wide_blanks import with_blanks

# Lines of headers above the one line of figures of section 4.
MOST_HEADER_LINES = 6
# Section 2: a header of its own for each item.
ITEMISED = "disclosures"
# A label that ends so goes on; what ends as a heading does may stand above rows of any name.
OPEN_ENDS = tuple("、，,及和与或（(/")
HEADING_ENDS = ("情况", "方面", "统计", "工作", "事项", "指标", "项目", "内容", "其中", ":", "：")


RUN_TOGETHER = "run_together"
ONE_WORD = "one_word"
"""What rows are of a table that is one word: where their digits end is not certain either."""
OVER_PAGE = "over_page"
UNDER_PAGE = "under_page"
IN_PARTS = "in_parts"
GEOMETRIES = {TOGETHER: RUN_TOGETHER, PAGE: OVER_PAGE, PAGE_AHEAD: UNDER_PAGE, SPACED: IN_PARTS}
"""What rows are that hold such an item."""
BETWEEN_PAGES = "between_pages"
HALVED = "halved"
"""What rows are, of tables too, that may be half a row."""
PROBLEMS = {
    **dict.fromkeys((RUN_TOGETHER, ONE_WORD), "separators_lost"),
    HALVED: "label_uncertain",
    **dict.fromkeys((OVER_PAGE, UNDER_PAGE, BETWEEN_PAGES, IN_PARTS), "wrong_cell_count"),
}
"""Why a row of such a geometry cannot be read."""


class BareRow(NamedTuple):
    """One row. ``geometry``: ``none``, ``run_together`` where nothing parts its label from its figures, nor one figure
    from the next, ``one_word`` where nothing parts it from other rows either, ``over_page`` or ``under_page`` where its
    last or first figure may be the number of the page, ``between_pages`` where both may, ``in_parts`` where some of its
    figures may be one that holds a space."""

    row: Row
    geometry: str


class BareTables(NamedTuple):
    """Rows found among bare lines in reading order, and the lines that are no part of them."""

    rows: list[BareRow]
    prose: list[Line]


def tables_among(lines: list[Line], in_line: int = 0) -> BareTables:
    """Tell rows of statutory tables from prose; so many rows elsewhere in the text have their figures beside names."""
    lines = with_whole_headers(lines)
    items = with_page_numbers(with_blanks(list(items_of(lines))), lines, in_line)
    rows: list[BareRow] = []
    kept: set[int] = set()
    for start, end in _regions(items):
        rows.extend(_rows(with_spaced(items[start:end])))
        for item in items[start:end]:
            kept.update(range(item.first_line, item.first_line + item.lines))
    prose = [line for number, line in enumerate(lines) if number not in kept and line.text]
    together = [row for line in prose for row in _rows_of_one_line(line)]
    return BareTables([*rows, *together, *_sideways_rows(prose)], prose)


def _rows_of_one_line(line: Line) -> Iterator[BareRow]:
    """The rows of a table printed as one word; the line is prose all the same, for it may be a sentence of figures."""
    for index, found in enumerate(rows_in_run(line.text)):
        items = (("label", found.name), (TOGETHER, found.digits))
        row = _row(index, [Item(kind, text, line.locator, False, 0, 1) for kind, text in items])
        yield row._replace(geometry=ONE_WORD)


def _sideways_rows(prose: Sequence[Line]) -> Iterator[BareRow]:
    """Section 4 as one word, or a row a line: its figures stand in a line by themselves below those of its headers."""
    for number, line in enumerate(prose):
        if not line.text[-1:].isdecimal():
            continue
        upper = [upper.text for upper in prose[max(0, number - MOST_HEADER_LINES) : number]]
        above = "".join(reversed([*takewhile(lambda text: not ends_a_sentence(text), reversed(upper))]))
        if found := sideways_run(line.text, above):
            items = (("label", found.name), (TOGETHER, found.digits))
            yield _row(0, [Item(kind, text, line.locator, False, 0, 1) for kind, text in items])


def _regions(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Runs without prose, from the first label to the last figure, that hold figures and labels of one table."""
    start = 0
    for end in range(len(items) + 1):
        if end < len(items) and (items[end].kind != "prose" or _captions_rows(items, end)):
            continue
        labels = [i for i in range(start, end) if items[i].kind == "label"]
        values = [i for i in range(start, end) if items[i].kind in FIGURES and (not labels or i > labels[0])]
        if labels and values and _share_a_table([items[i].text for i in labels]):
            yield _with_other_headings(items, labels[0]), values[-1] + 1
        start = end + 1


def _with_other_headings(items: list[Item], first: int) -> int:
    """Where a region begins if headers that agencies add (序号) stand before the first label: each has a figure too."""
    while first and items[first - 1].kind == "unknown" and names_other_column(items[first - 1].text):
        first -= 1
    return first


def _captions_rows(items: list[Item], number: int) -> bool:
    """Whether a heading stands inside a table: below a label or a figure of it, and above one of its rows.

    The sections of the long table up to 2018 are worded like those of the report itself.
    """
    if not 0 < number < len(items) - 1 or items[number - 1].kind not in ("label", *FIGURES):
        return False
    if not load_labels().is_caption(items[number].text):
        return False
    # A heading may print dashes in place of unit and figure.
    below = next((item for item in items[number + 1 :] if item.kind not in FIGURES), None)
    labels = table_labels(below.text).labels if below is not None and below.kind == "label" else ()
    return any(label[:2] == (INDICATORS, "row") for label in labels)


def _share_a_table(texts: list[str]) -> bool:
    counts: Counter[str] = Counter()
    for text in set(texts):
        counts.update({label.table_code for label in table_labels(text).labels})
    return max(counts.values(), default=0) > 1


def _rows(items: Sequence[Item]) -> Iterator[BareRow]:
    """Cut a region into rows: a label behind a figure begins one, and so does a label that can only name a row."""
    cells: list[Item] = []
    index = 0
    for number, item in enumerate(items):
        if item.kind == "mark":
            continue
        if cells and _goes_on(cells[-1], item):
            whole = cells[-1]._replace(text=f"{cells[-1].text}\n{item.text}", lines=cells[-1].lines + item.lines)
            cells[-1] = whole
            continue
        if cells and (
            _lacks_first_name(cells, items[number:]) if item.kind in FIGURES else _begins_row(cells[-1], item)
        ):
            yield _row(index, cells)
            cells = []
            index += 1
        cells.append(item)
    if cells:
        yield _row(index, cells)


def _lacks_first_name(headers: Sequence[Item], figures: Sequence[Item]) -> bool:
    """Whether figures right below headers are of the first row of an item of section 2, whose name was lost.

    That is so where the next name is of a later row: else it may be that each name stands behind its figures.
    """
    labels = [table_labels(item.text).labels for item in headers if item.kind == "label"]
    named = {(label.axis, label.table_code) for found in labels for label in found}
    if len(labels) < len(headers) or ("column", ITEMISED) not in named or any(axis == "row" for axis, _ in named):
        return False
    following = next((table_labels(item.text).labels for item in figures if item.kind == "label"), ())
    rows = {label.code for label in following if label[:2] == (ITEMISED, "row")}
    return bool(rows) and rows.isdisjoint(first_rows(ITEMISED))


def _begins_row(above: Item, item: Item) -> bool:
    """Whether a text is the first of its row; behind a header that agencies add it is the header beside it."""
    return above.kind in FIGURES or (item.breaks_row and not names_other_column(above.text))


def _goes_on(above: Item, item: Item) -> bool:
    """Whether a text that nobody knows goes on in the label below it: 3.信函、above 传真申请数 is one row of both.

    A heading says what it is about; a label that has a number of its own begins there.
    """
    if above.kind != "unknown" or item.kind != "label" or not item.breaks_row:
        return False
    text, below = squeeze(above.text), squeeze(item.text)
    if strip_numbering(below) != below:
        return False
    is_open = text.endswith(OPEN_ENDS) and not begins_header(text)
    return is_open or (strip_numbering(text) != text and not text.endswith(HEADING_ENDS))


def _row(index: int, items: list[Item]) -> BareRow:
    cells = tuple(Cell(item.text, i, i + 1, index, item.locator) for i, item in enumerate(items))
    told = {GEOMETRIES[item.kind] for item in items if item.kind in GEOMETRIES}
    certain = next((geometry for geometry in (RUN_TOGETHER, IN_PARTS) if geometry in told), "")
    geometry = certain or (BETWEEN_PAGES if len(told) > 1 else "".join(told))
    return BareRow(Row(index, cells), geometry or "none")
