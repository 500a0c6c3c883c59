"""The lines of a run without marked cells, piece by piece: labels, figures, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.documents import Line
from ingest.forms import SIDE_BY_SIDE
from ingest.labels import label_key, load_labels, names_other_column, strip_numbering
from ingest.lines_of_rows import DIGITS, REST_OF_FIGURE, TornRow, in_line, torn_row
from ingest.looks import (
    LONGEST_LABEL,
    MOST_PARTS,
    PAGE_MARK,
    SENTENCE_END,
    is_long,
    is_value,
    swallows_another,
    table_labels,
    units,
)
from ingest.normalise import ENTITY, squeeze
from ingest.run_together import row_of_run

LONGEST_UNKNOWN = 30
# A row of headers has two at least; the longest are the results of all routes of section 4 side by side.
FEWEST_HEADERS = 2
MOST_HEADERS = 15
NUMBERING = re.compile(r"^\d{1,2}[.．、]$")
"""The number of a row on a line by itself."""
NUMBER = re.compile(r"^[(（]?\d{1,2}$")
MARK_OF_NUMBER = re.compile(r"^[.、)]\D")
"""How the rest of a label begins whose number stands on the line above."""
ODD_FIGURE = re.compile(r"^[^\W\d]{0,2}[-－—]{0,2}\d[\d,，.．]*$")
"""What fills a marked cell and is no number (减3, --253): it has its place in the row and is judged there."""
LINE_NUMBER = re.compile(r"line (\d+)$")
# Between so many pairs of figures a blank line is a rule, which so few may break.
FEWEST_GAPS = 20
MOST_BESIDE = 0.3
SEPARATORS = ",，.．"
NEXT_PIECE = re.compile(r"^[,，.．]\d*$")
WHOLE_FIGURE = re.compile(r"^\d{1,3}(?:[,，]\d{3})*(?:[.．]\d+)?$|^\d+[.．]\d+$")
TOGETHER = "together"
WIDE = "wide"
PAGE = "page"
PAGE_AHEAD = "page_ahead"
SPACED = "spaced"
FIGURES = ("value", TOGETHER, PAGE, PAGE_AHEAD, SPACED)


class Item(NamedTuple):
    """One piece of a run of lines: ``kind`` is label, value, together (values without anything between them), unknown,
    prose, mark, wide (nothing but a wide space), page or page_ahead (a number that may be the page's, behind or
    ahead of figures), spaced (what may be part of a figure that holds a space); ``lines`` how many lines it took."""

    kind: str
    text: str
    locator: str
    breaks_row: bool
    first_line: int
    lines: int


def items_of(lines: list[Line]) -> Iterator[Item]:
    """The pieces of a run of lines in reading order."""
    number, halves = 0, _halves(lines)
    while number < len(lines):
        line = lines[number]
        if line.is_prose:
            yield Item("prose", line.text, line.locator, True, number, 1)
        elif line.is_cell and not line.text:
            yield Item("value", "", line.locator, False, number, 1)
        elif line.text and not line.text.strip():
            yield Item(WIDE, line.text, line.locator, False, number, 1)
        elif PAGE_MARK.match(squeeze(line.text)):
            yield Item("mark", line.text, line.locator, False, number, 1)
        elif number in halves:
            yield Item("unknown", line.text, line.locator, True, number, 1)
        elif _ends_in_dash(line.text):
            yield from _figures_of(line, number)
        elif (torn := torn_row(lines, number)) is not None:
            yield from _items_of_torn(torn, lines, number)
            number += torn.lines
            continue
        elif (found := _label_at(lines, number)) is not None:
            yield found
            number += found.lines
            continue
        elif line.is_cell and ODD_FIGURE.match(line.text):
            yield Item("value", line.text, line.locator, False, number, 1)
        elif not line.is_cell and _is_number_of(lines, number):
            yield Item("unknown", line.text, line.locator, True, number, 1)
        elif (figure := _figure_in_pieces(lines, number)) is not None:
            yield figure
            number += figure.lines
            continue
        else:
            yield from _headers_of(line, number) or _run_together(line, number) or _figures_of(line, number)
        number += 1


def _items_of_torn(torn: TornRow, lines: Sequence[Line], number: int) -> Iterator[Item]:
    """The name of a row that was torn to lines, on its first line, and its figures, on theirs."""
    yield Item("label", torn.name, lines[number].locator, True, number, torn.lines)
    place = number + torn.place
    for figure in torn.figures:
        yield Item("value", figure, lines[place].locator, False, place, 1)


def _ends_in_dash(text: str) -> bool:
    """Whether a label has only dash marks behind it, which labels themselves are compared without."""
    head, _, last = text.rpartition(" ")
    return bool(head) and is_value(last) and not label_key(last) and bool(table_labels(head).labels)


def _headers_of(line: Line, number: int) -> list[Item]:
    """A line that is a header row of one table (``统计指标  单位  统计数``), a label a word, else nothing."""
    parts = line.text.split()
    if not FEWEST_HEADERS <= len(parts) <= MOST_HEADERS or not _head_one_table(parts):
        return []
    return [Item("label", part, line.locator, place == 0, number, 1) for place, part in enumerate(parts)]


def _head_one_table(parts: Sequence[str]) -> bool:
    """Whether every word heads columns of the same table, or one that agencies add; section 4 has rows as headers."""
    tables = [
        {
            label.table_code
            for label in table_labels(part).labels
            if label.axis != "row" or label.table_code == SIDE_BY_SIDE
        }
        for part in parts
        if not names_other_column(part)
    ]
    return bool(set.intersection(*tables)) if tables else False


def _halves(lines: Sequence[Line]) -> set[int]:
    """The lines of figures that a program broke: where a blank line parts cells, two without one are one cell."""
    figures = [n for n, line in enumerate(lines) if not line.is_cell and line.text.isdecimal()]
    places = {n: int(place[1]) for n in figures if (place := LINE_NUMBER.search(lines[n].locator))}
    gaps = {n: places[n + 1] - places[n] for n in places if n + 1 in places}
    beside = {n for n, gap in gaps.items() if gap == 1}
    is_parted = len(gaps) >= FEWEST_GAPS and len(beside) <= len(gaps) * MOST_BESIDE
    return beside | {n + 1 for n in beside} if is_parted else set()


def _figure_in_pieces(lines: list[Line], number: int) -> Item | None:
    """A figure that a program put on several lines, cut at its separators; unknown where it is not whole.

    None for anything else: most figures have a line and no separator at either end of it.
    """
    line, text, taken = lines[number], lines[number].text, 1
    if line.is_cell or not text[:1].isdecimal() or not DIGITS.match(text):
        return None
    for below in lines[number + 1 : number + MOST_PARTS]:
        if not (REST_OF_FIGURE.match(below.text) if text[-1] in SEPARATORS else NEXT_PIECE.match(below.text)):
            break
        text, taken = text + below.text, taken + 1
    if taken == 1 and text[-1] not in SEPARATORS:
        return None
    kind = "value" if WHOLE_FIGURE.match(text) else "unknown"
    return Item(kind, text, line.locator, kind == "unknown", number, taken)


def _label_at(lines: list[Line], number: int) -> Item | None:
    """The longest label that begins at a line, put together from up to ``MOST_PARTS`` lines."""
    parts: list[str] = []
    found: Item | None = None
    for offset, line in enumerate(lines[number : number + MOST_PARTS]):
        if not line.text.strip() or line.is_prose or is_long(line.text):
            break
        # 人 counts people, and ends 自然人.
        if is_value(line.text) and not (squeeze(line.text) in units() if parts else _is_number_of(lines, number)):
            break
        if found is not None and torn_row(lines, number + offset) is not None:
            break
        parts.append(line.text)
        text = "\n".join(parts)
        if len(text) > LONGEST_LABEL + MOST_PARTS and is_long(text):
            break
        labels = table_labels(text).labels
        if labels and not swallows_another(parts, labels) and not _closes_bracket(text):
            axes = {label.axis for label in labels}
            breaks = "row" in axes and "column" not in axes
            found = Item("label", text, lines[number].locator, breaks, number, offset + 1)
        elif offset == 0 and load_labels().match(text).labels:
            break
    return found


def _is_number_of(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the number of the row below it: 2. alone, or 2 where what follows begins with its mark."""
    text = lines[number].text
    if NUMBERING.match(text) or not NUMBER.match(text):
        return bool(NUMBERING.match(text))
    following = "".join(squeeze(line.text) for line in lines[number + 1 : number + MOST_PARTS])
    return bool(MARK_OF_NUMBER.match(following))


def _closes_bracket(text: str) -> bool:
    """Whether a text ends a bracket that it does not begin: then it is the end of a longer label (…不计其他情形）)."""
    bare = strip_numbering(squeeze(text))
    return bare.count(")") > bare.count("(")


def _figures_of(line: Line, number: int) -> Iterator[Item]:
    """A line that is no label: figures parted by spaces, a label with its figures behind it, or text."""
    head, figures = in_line(line.text)
    if figures and (not head or (_may_name_row(head) and not ends_a_sentence(head))):
        if head:
            yield from _names_of(head, line, number)
        for figure in figures:
            yield Item("value", figure, line.locator, False, number, 1)
        return
    yield Item(_kind_of_text(line.text), line.text, line.locator, True, number, 1)


def _run_together(line: Line, number: int) -> list[Item]:
    """A line that is the name of a row with digits right behind it, else nothing."""
    found = row_of_run(line.text)
    if found is None:
        return []
    names = [name for name in found[:2] if name]
    items = [Item("label", name, line.locator, place == 0, number, 1) for place, name in enumerate(names)]
    return [*items, Item(TOGETHER, found.digits, line.locator, False, number, 1)]


def _names_of(head: str, line: Line, number: int) -> Iterator[Item]:
    """What stands before the figures of a line: one label, a row's behind its group's, or a text that is neither."""
    group, _, row = head.partition(" ")
    if table_labels(head).labels:
        yield Item("label", head, line.locator, True, number, 1)
    elif row and _names_row_in_group(group, row):
        yield Item("label", group, line.locator, True, number, 1)
        yield Item("label", row, line.locator, False, number, 1)
    else:
        yield Item("unknown", head, line.locator, True, number, 1)


def _may_name_row(head: str) -> bool:
    return not is_long(head) or _names_row_in_group(*head.partition(" ")[::2])


def _names_row_in_group(group: str, row: str) -> bool:
    axes = [{label[:2] for label in table_labels(word).labels} for word in (group, row)]
    return any((table, "row") in axes[1] for table, axis in axes[0] if axis in ("group", "heading"))


def ends_a_sentence(text: str) -> bool:
    """Whether a sentence ends in a text; the semicolon of an entity (``&nbsp;``) ends none."""
    return bool(SENTENCE_END.search(ENTITY.sub("", text)))


def _kind_of_text(text: str) -> str:
    if ends_a_sentence(text) or load_labels().match(text).labels:
        return "prose"
    if len(text) <= LONGEST_LABEL and nearly_a_label(text):
        return "label"
    return "unknown" if len(text) <= LONGEST_UNKNOWN else "prose"


def nearly_a_label(text: str) -> bool:
    """Whether a text misses a label of some statutory table by a few characters."""
    index = load_labels()
    return any(index.match_fuzzy(text, table).labels for table in index.keys_by_table if table)
