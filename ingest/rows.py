"""What a printed row is: which table it speaks of, header or figures, and which row of the form it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.documents import Cell
from ingest.forms import INDICATORS, load_forms
from ingest.labels import NO_MATCH, Label, Match, bare_key, load_labels, strip_numbering
from ingest.looks import LONGEST_LABEL, is_known_value, is_long, is_value, table_labels
from ingest.normalise import squeeze

FEWEST_HEADERS = 2
BLANK_CHARACTERS = " \t\r\n\u00a0\u3000\u200b\ufeff|"


def is_blank(text: str) -> bool:
    """Nothing printed, or nothing but white space and cell marks."""
    return not text.isdecimal() and _is_blank(text)


@lru_cache(maxsize=65536)
def _is_blank(text: str) -> bool:
    return not text.strip(BLANK_CHARACTERS) or ("&" in text and not squeeze(text))


def carries_digits(cells: Sequence[Cell]) -> bool:
    """Whether anything among the cells could be a number."""
    return any(character.isdigit() for cell in cells for character in cell.text)


class Kinds(NamedTuple):
    """The cells that start in a row, sorted by what they are in the current table."""

    labels: dict[Cell, Label]
    matched_by: dict[Cell, str]
    has_value: bool


class RowName(NamedTuple):
    """The row a line of figures belongs to."""

    code: str
    text: str
    matched_by: str
    cell: Cell


def from_first_figure(own: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells from the first figure or blank on."""
    first = next((i for i, cell in enumerate(own) if is_value(cell.text) or is_blank(cell.text)), len(own))
    return own[first:]


def is_route(label: Label | None) -> bool:
    """Whether a header names a row of a table that is printed side by side."""
    return label is not None and label.axis in ("row", "group")


@lru_cache(maxsize=1)
def _table_rank() -> dict[str, int]:
    return {table: rank for rank, table in enumerate(dict.fromkeys(row.table_code for row in load_forms().rows))}


def worded(own: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that are not plain counts: all that can name anything."""
    return [cell for cell in own if not (cell.text.isdecimal() and cell.text.isascii())]


def choose_table(words: Sequence[Cell], current: str | None) -> str | None:
    """The statutory table a row speaks of: the one most of its labels belong to, the current one when in doubt."""
    counts: dict[str, int] = {}
    for cell in words:
        if cell.text and not is_long(cell.text):
            for table in _tables_of(cell.text, current):
                counts[table] = counts.get(table, 0) + 1
    if not counts:
        return current
    most = max(counts.values())
    if current is not None and counts.get(current) == most:
        return current
    best = [table for table, count in counts.items() if count == most]
    chosen = min(best, key=lambda table: _table_rank().get(table, 99))
    # Indicators are worded so plainly that one row of another table may print the same; their own header opens them.
    return current if current and chosen == INDICATORS and most == 1 else chosen


def _tables_of(text: str, current: str | None) -> frozenset[str]:
    tables = table_labels(text).tables
    return tables | {INDICATORS} if current == INDICATORS and parent_labels(text) else tables


def parent_labels(text: str) -> list[Label]:
    """The indicators that words like 行政诉讼 stand for where they head the rows below, as rows."""
    labels = load_labels().match(text).labels
    return [label._replace(axis="row") for label in labels if label.axis == "parent"]


def classify(words: Sequence[Cell], has_count: bool, table: str, in_header: bool, told: Mapping[Cell, Match]) -> Kinds:
    """Sort the worded cells of a row by their meaning in one table; near misses count where nothing else fits.

    ``told``: what their places tell of cells whose words mean nothing.
    """
    meanings: dict[Cell, Sequence[Label]] = {}
    matched_by: dict[Cell, str] = {}
    has_value = has_count
    for cell in words:
        here = told.get(cell) or _meanings(cell.text, table) if told else _meanings(cell.text, table)
        if here.labels:
            meanings[cell], matched_by[cell] = here
        elif not has_value:
            has_value = is_known_value(cell.text) and not is_blank(cell.text)
    among_headers = not has_value and (
        in_header or any({x.axis for x in here} == {"column"} for here in meanings.values())
    )
    labels = {cell: _one_axis(here, cell.text, among_headers) for cell, here in meanings.items()}
    return Kinds(labels, matched_by, has_value)


def _meanings(text: str, table: str) -> Match:
    """What a text can mean in one table; nothing for a blank."""
    here = table_labels(text).here(table)
    return here if here.labels else _further_meanings(text, table)


@lru_cache(maxsize=65536)
def _further_meanings(text: str, table: str) -> Match:
    """What a text can mean that is no label of the table: a heading of indicators, or a near miss."""
    if is_blank(text):
        return NO_MATCH
    match, here = load_labels().match(text), list[Label]()
    if table == INDICATORS:
        here = parent_labels(text)
    if not here and not is_value(text) and len(text) <= LONGEST_LABEL:
        match = load_labels().match_fuzzy(text, table)
        here = [label for label in match.labels if label.axis != "section"]
    return Match(tuple(here), match.matched_by)


def _one_axis(labels: Sequence[Label], text: str, among_headers: bool) -> Label:
    """总计 and 其他 name a row and a column: numbered they are rows, among headers they are columns."""
    if len(labels) == 1:
        return labels[0]
    by_axis = {label.axis: label for label in reversed(labels)}
    if "row" in by_axis and "column" in by_axis:
        squeezed = squeeze(text)
        return by_axis["column"] if among_headers and strip_numbering(squeezed) == squeezed else by_axis["row"]
    return by_axis.get("row") or by_axis.get("column") or labels[0]


def is_header(kinds: Kinds) -> bool:
    """Labels, but neither a figure nor the name of a row."""
    return (
        bool(kinds.labels) and not kinds.has_value and not any(label.axis == "row" for label in kinds.labels.values())
    )


def may_be_header(own: Sequence[Cell], kinds: Kinds) -> bool:
    """A text among the headers that is not understood, yet no figure and no numbered heading: it may be one of them."""
    texts = [squeeze(cell.text) for cell in own if not is_blank(cell.text)]
    return bool(texts) and not kinds.has_value and all(strip_numbering(text) == text for text in texts)


def row_name(own: Sequence[Cell], kinds: Kinds) -> RowName | None:
    """The last label that names a row, provided nothing unknown stands between it and the figures."""
    named = [cell for cell in own if cell in kinds.labels and kinds.labels[cell].axis == "row"]
    if not named:
        return None
    cell = named[-1]
    for later in own[own.index(cell) + 1 :]:
        if is_value(later.text) or is_blank(later.text):
            break
        if bare_key(later.text) and not any(map(str.isdigit, strip_numbering(squeeze(later.text)))):
            return None
    return RowName(kinds.labels[cell].code, cell.text, kinds.matched_by[cell], cell)


def names_group(text: str, table: str) -> bool:
    """Whether a text is the heading of a group of rows (（三）不予公开), alone or among other things."""
    return bool(table_labels(text).groups(table))


def is_column_too(text: str, table: str) -> bool:
    """Whether a text that names a row heads a column of the same table as well (其他): words that say very little."""
    return any(label.axis == "column" for label in table_labels(text).here(table).labels)


def heads_figures(own: Sequence[Cell], words: Sequence[Cell], table: str) -> bool:
    """Whether a row of words alone ends in one that names a row and a column (总计): above all figures it heads them.

    As the name of a row it would have a number or a place for figures behind it.
    """
    if len(own) < FEWEST_HEADERS or len(words) < len(own) or any(is_value(c.text) or is_blank(c.text) for c in own):
        return False
    last = squeeze(own[-1].text)
    return strip_numbering(last) == last and is_column_too(last, table)


def names_row_only(text: str, table: str) -> bool:
    """Whether a text names a row of the table and heads no column of it: words that say which row is meant."""
    axes = {label.axis for label in table_labels(text).here(table).labels} if text else set()
    return "row" in axes and "column" not in axes


def whole_row(values: Sequence[Cell]) -> Cell:
    """All figures of a row as one text, for cells that could not be told apart."""
    first = values[0] if values else Cell("", 0, 0, 0, "")
    return first._replace(text=" | ".join(cell.text for cell in values))
