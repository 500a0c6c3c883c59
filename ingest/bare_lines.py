"""Statutory tables among bare lines, one cell or one row each: where they begin and end, and their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.documents import Cell, Line, Row
from ingest.forms import INDICATORS, SIDE_BY_SIDE
from ingest.labels import label_key, load_labels, strip_numbering
from ingest.looks import (
    LONGEST_LABEL,
    MOST_PARTS,
    PAGE_MARK,
    SENTENCE_END,
    is_value,
    swallows_another,
    table_labels,
    units,
)
from ingest.normalise import ENTITY, squeeze
from ingest.run_together import row_of_run, rows_in_run, sideways_run

LONGEST_UNKNOWN = 30
# A row of headers has two at least; the longest are the results of all routes of section 4 side by side.
FEWEST_HEADERS = 2
MOST_HEADERS = 15
# Lines of headers above the one line of figures of section 4.
MOST_HEADER_LINES = 6
# A label that ends so goes on; what ends as a heading does may stand above rows of any name.
OPEN_ENDS = tuple("、，,及和与或（(/")
HEADING_ENDS = ("情况", "方面", "统计", "工作", "事项", "指标", "项目", "内容", "其中", ":", "：")
TOGETHER = "together"
FIGURES = ("value", TOGETHER)


class BareRow(NamedTuple):
    """One row; ``is_run_together`` where nothing parts its label from its figures, nor one figure from the next."""

    row: Row
    is_run_together: bool


class BareTables(NamedTuple):
    """Rows found among bare lines in reading order, and the lines that are no part of them."""

    rows: list[BareRow]
    prose: list[Line]


class _Item(NamedTuple):
    """One piece of a run of lines: ``kind`` is label, value, together (values without anything between them), unknown,
    prose or mark; ``lines`` how many lines it took."""

    kind: str
    text: str
    locator: str
    breaks_row: bool
    first_line: int
    lines: int


def tables_among(lines: list[Line]) -> BareTables:
    """Tell rows of statutory tables from prose."""
    items = list(_items(lines))
    rows: list[BareRow] = []
    kept: set[int] = set()
    for start, end in _regions(items):
        rows.extend(_rows(items[start:end]))
        for item in items[start:end]:
            kept.update(range(item.first_line, item.first_line + item.lines))
    prose = [line for number, line in enumerate(lines) if number not in kept and line.text]
    together = [row for line in prose for row in _rows_of_one_line(line)]
    return BareTables([*rows, *together, *_sideways_rows(prose)], prose)


def _rows_of_one_line(line: Line) -> Iterator[BareRow]:
    """The rows of a table printed as one word; the line is prose all the same, for it may be a sentence of figures."""
    for index, found in enumerate(rows_in_run(line.text)):
        items = (("label", found.name), (TOGETHER, found.digits))
        yield _row(index, [_Item(kind, text, line.locator, False, 0, 1) for kind, text in items])


def _sideways_rows(prose: Sequence[Line]) -> Iterator[BareRow]:
    """Section 4 as one word, or a row a line: its figures stand in a line by themselves below those of its headers."""
    for number, line in enumerate(prose):
        if not line.text[-1:].isdecimal():
            continue
        upper = [upper.text for upper in prose[max(0, number - MOST_HEADER_LINES) : number]]
        above = "".join(reversed([*takewhile(lambda text: not _ends_a_sentence(text), reversed(upper))]))
        if found := sideways_run(line.text, above):
            items = (("label", found.name), (TOGETHER, found.digits))
            yield _row(0, [_Item(kind, text, line.locator, False, 0, 1) for kind, text in items])


def _items(lines: list[Line]) -> Iterator[_Item]:
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.is_prose:
            yield _Item("prose", line.text, line.locator, True, number, 1)
        elif line.is_cell and not line.text:
            yield _Item("value", "", line.locator, False, number, 1)
        elif PAGE_MARK.match(squeeze(line.text)):
            yield _Item("mark", line.text, line.locator, False, number, 1)
        elif _ends_in_dash(line.text):
            yield from _figures_of(line, number)
        elif (found := _label_at(lines, number)) is not None:
            yield found
            number += found.lines
            continue
        else:
            yield from _headers_of(line, number) or _run_together(line, number) or _figures_of(line, number)
        number += 1


def _ends_in_dash(text: str) -> bool:
    """Whether a label has only dash marks behind it, which labels themselves are compared without."""
    head, _, last = text.rpartition(" ")
    return bool(head) and is_value(last) and not label_key(last) and bool(table_labels(head).labels)


def _headers_of(line: Line, number: int) -> list[_Item]:
    """A line that is a header row of one table (``统计指标  单位  统计数``), a label a word, else nothing."""
    parts = line.text.split()
    if not FEWEST_HEADERS <= len(parts) <= MOST_HEADERS or not _head_one_table(parts):
        return []
    return [_Item("label", part, line.locator, place == 0, number, 1) for place, part in enumerate(parts)]


def _head_one_table(parts: Sequence[str]) -> bool:
    """Whether every word heads columns of the same table; of the one printed side by side rows are headers too."""
    tables = [
        {
            label.table_code
            for label in table_labels(part).labels
            if label.axis != "row" or label.table_code == SIDE_BY_SIDE
        }
        for part in parts
    ]
    return bool(set.intersection(*tables))


def _label_at(lines: list[Line], number: int) -> _Item | None:
    """The longest label that begins at a line, put together from up to ``MOST_PARTS`` lines."""
    parts: list[str] = []
    found: _Item | None = None
    for offset, line in enumerate(lines[number : number + MOST_PARTS]):
        if not line.text or line.is_prose or len(line.text) > LONGEST_LABEL:
            break
        # 人 counts people, and ends 自然人.
        if is_value(line.text) and not (parts and squeeze(line.text) in units()):
            break
        parts.append(line.text)
        text = "\n".join(parts)
        if len(text) > LONGEST_LABEL + MOST_PARTS:
            break
        labels = table_labels(text).labels
        if labels and not swallows_another(parts, labels):
            axes = {label.axis for label in labels}
            breaks = "row" in axes and "column" not in axes
            found = _Item("label", text, lines[number].locator, breaks, number, offset + 1)
        elif offset == 0 and load_labels().match(text).labels:
            break
    return found


def _figures_of(line: Line, number: int) -> Iterator[_Item]:
    """A line that is no label: figures parted by spaces, a label with its figures behind it, or text."""
    parts = _with_units(line.text.split())
    count = 0
    while count < len(parts) and is_value(parts[-1 - count]):
        count += 1
    head = " ".join(parts[: len(parts) - count])
    if count and (not head or (_may_name_row(head) and not _ends_a_sentence(head))):
        if head:
            yield from _names_of(head, line, number)
        for part in parts[len(parts) - count :]:
            yield _Item("value", part, line.locator, False, number, 1)
        return
    yield _Item(_kind_of_text(line.text), line.text, line.locator, True, number, 1)


def _run_together(line: Line, number: int) -> list[_Item]:
    """A line that is the name of a row with digits right behind it, else nothing."""
    found = row_of_run(line.text)
    if found is None:
        return []
    names = [name for name in found[:2] if name]
    items = [_Item("label", name, line.locator, place == 0, number, 1) for place, name in enumerate(names)]
    return [*items, _Item(TOGETHER, found.digits, line.locator, False, number, 1)]


def _names_of(head: str, line: Line, number: int) -> Iterator[_Item]:
    """What stands before the figures of a line: one label, a row's behind its group's, or a text that is neither."""
    group, _, row = head.partition(" ")
    if table_labels(head).labels:
        yield _Item("label", head, line.locator, True, number, 1)
    elif row and _names_row_in_group(group, row):
        yield _Item("label", group, line.locator, True, number, 1)
        yield _Item("label", row, line.locator, False, number, 1)
    else:
        yield _Item("unknown", head, line.locator, True, number, 1)


def _may_name_row(head: str) -> bool:
    return len(head) <= LONGEST_LABEL or _names_row_in_group(*head.partition(" ")[::2])


def _names_row_in_group(group: str, row: str) -> bool:
    axes = [{label[:2] for label in table_labels(word).labels} for word in (group, row)]
    return any((table, "row") in axes[1] for table, axis in axes[0] if axis in ("group", "heading"))


def _with_units(words: Sequence[str]) -> list[str]:
    """Words of a line, a unit put back behind the figure that it follows (``105 件``)."""
    parts: list[str] = []
    for word in words:
        if parts and squeeze(word) in units() and squeeze(parts[-1])[-1:].isdecimal():
            parts[-1] = f"{parts[-1]} {word}"
        else:
            parts.append(word)
    return parts


def _ends_a_sentence(text: str) -> bool:
    """Whether a sentence ends in a text; the semicolon of an entity (``&nbsp;``) ends none."""
    return bool(SENTENCE_END.search(ENTITY.sub("", text)))


def _kind_of_text(text: str) -> str:
    if _ends_a_sentence(text) or load_labels().match(text).labels:
        return "prose"
    if len(text) <= LONGEST_LABEL and nearly_a_label(text):
        return "label"
    return "unknown" if len(text) <= LONGEST_UNKNOWN else "prose"


def nearly_a_label(text: str) -> bool:
    """Whether a text misses a label of some statutory table by a few characters."""
    index = load_labels()
    return any(index.match_fuzzy(text, table).labels for table in index.keys_by_table if table)


def _regions(items: list[_Item]) -> Iterator[tuple[int, int]]:
    """Runs without prose, from the first label to the last figure, that hold figures and labels of one table."""
    start = 0
    for end in range(len(items) + 1):
        if end < len(items) and (items[end].kind != "prose" or _captions_rows(items, end)):
            continue
        labels = [i for i in range(start, end) if items[i].kind == "label"]
        values = [i for i in range(start, end) if items[i].kind in FIGURES and (not labels or i > labels[0])]
        if labels and values and _share_a_table([items[i].text for i in labels]):
            yield labels[0], values[-1] + 1
        start = end + 1


def _captions_rows(items: list[_Item], number: int) -> bool:
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


def _rows(items: list[_Item]) -> Iterator[BareRow]:
    """Cut a region into rows: a label behind a figure begins one, and so does a label that can only name a row."""
    cells: list[_Item] = []
    index = 0
    for item in items:
        if item.kind == "mark":
            continue
        if cells and _goes_on(cells[-1], item):
            whole = cells[-1]._replace(text=f"{cells[-1].text}\n{item.text}", lines=cells[-1].lines + item.lines)
            cells[-1] = whole
            continue
        if cells and item.kind not in FIGURES and (cells[-1].kind in FIGURES or item.breaks_row):
            yield _row(index, cells)
            cells = []
            index += 1
        cells.append(item)
    if cells:
        yield _row(index, cells)


def _goes_on(above: _Item, item: _Item) -> bool:
    """Whether a text that nobody knows goes on in the label below it: 3.信函、above 传真申请数 is one row of both.

    A heading says what it is about; a label that has a number of its own begins there.
    """
    if above.kind != "unknown" or item.kind != "label" or not item.breaks_row:
        return False
    text, below = squeeze(above.text), squeeze(item.text)
    if strip_numbering(below) != below:
        return False
    return text.endswith(OPEN_ENDS) or (strip_numbering(text) != text and not text.endswith(HEADING_ENDS))


def _row(index: int, items: list[_Item]) -> BareRow:
    cells = tuple(Cell(item.text, i, i + 1, index, item.locator) for i, item in enumerate(items))
    return BareRow(Row(index, cells), any(item.kind == TOGETHER for item in items))
