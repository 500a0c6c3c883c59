"""Cells that nothing parts: the name of a row with digits right behind it, or whole tables as one word.

Such figures can be cut in more ways than one, so none is read but noughts, one for each column; but the rows are named,
for a table that was lost is not one that the report does not print.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from ingest.forms import INDICATORS, SIDE_BY_SIDE, column_order, load_forms, read_seed, row_sets
from ingest.labels import NOT_WORD, load_labels
from ingest.looks import LONGEST_LABEL, table_labels, units
from ingest.normalise import squeeze

# What a numeral begins may be a row behind the heading of its group: （三）不予公开1.属于国家秘密.
NUMERAL = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]")
LABEL_AND_DIGITS = re.compile(r"(?P<label>.*[^\d\s.,])(?P<digits>\d[\d.,]*)", re.DOTALL)
LONGEST_RUN = 2 * LONGEST_LABEL
# A line is a table in one word where this share of it are digits, and it names so many rows of one table.
SHARE_OF_DIGITS = 0.12
FEWEST_ROWS = 3
# Shorter names (规章, 其他) stand in other names.
SHORTEST_NAME = 4
# Figures of all routes side by side are fifteen digits at least, blanks aside; a telephone number has eight.
FEWEST_DIGITS, FEWEST_RESULTS = 10, 2
DIGITS_AT_END = re.compile(r"(?P<headers>.*?)(?P<digits>\d[\d.,/—-]*)", re.DOTALL)


class RunTogether(NamedTuple):
    """One row; ``group`` is the heading in front of its name, ``''`` for none."""

    group: str
    name: str
    digits: str


def is_run(text: str) -> bool:
    """Whether a line is a row or a table as one word; hardly a sentence ends in a digit."""
    return text[-1:].isdecimal() and (row_of_run(text) is not None or bool(rows_in_run(text)))


def row_of_run(text: str) -> RunTogether | None:
    """The row that a line is, where its name is right before its digits."""
    found = LABEL_AND_DIGITS.fullmatch(text)
    if found is None or len(found["label"]) > LONGEST_RUN:
        return None
    label = _without_unit(found["label"])
    for start in (0, *(mark.start() for mark in NUMERAL.finditer(label, 1))):
        group, name = label[:start], label[start:]
        above = _tables(group, "group") | _tables(group, "heading") if group else _tables_by_row()
        if len(name) <= LONGEST_LABEL and _tables(name, "row") & above:
            return RunTogether(group, name, found["digits"])
    return None


def rows_in_run(text: str) -> list[RunTogether]:
    """The rows that a line names which is a table in one word; empty for any other."""
    if len(text) <= LONGEST_RUN or sum(map(str.isdecimal, text)) < SHARE_OF_DIGITS * len(text):
        return []
    named = {match[1]: match[2] for match in _names().finditer(NOT_WORD.sub("", squeeze(text)))}
    counts = Counter(table for name in named for table in _tables(name, "row"))
    tables = {table for table, count in counts.items() if count >= FEWEST_ROWS}
    return [RunTogether("", name, digits) for name, digits in named.items() if _tables(name, "row") & tables]


def sideways_run(text: str, above: str) -> RunTogether | None:
    """The one line of figures of the table whose routes stand side by side, below or behind its headers."""
    found = DIGITS_AT_END.fullmatch(text)
    if found is None or sum(map(str.isdecimal, found["digits"])) < FEWEST_DIGITS:
        return None
    headers = NOT_WORD.sub("", squeeze(above + found["headers"]))
    named = [label for label in _results() if label in headers]
    return RunTogether("", named[0], found["digits"]) if len(named) >= FEWEST_RESULTS else None


def columns_of_noughts(table: str, row: str, digits: str) -> tuple[str, ...]:
    """The columns of a row whose digits are noughts and as many as it has columns; none for any other.

    No figure begins with a nought and goes on, so each is one of its own, and no column is blank or has another. Of two
    vintages the one with more columns counts, for the other may have been printed with blanks.
    """
    ways = row_sets(table, row) if digits.strip("0") == "" and table != INDICATORS else frozenset()
    most = max(map(len, ways), default=0)
    widest = [columns for columns in ways if len(columns) == most]
    return (
        tuple(filter(widest[0].__contains__, column_order(table))) if len(digits) == most and len(widest) == 1 else ()
    )


@lru_cache(maxsize=1)
def _results() -> tuple[str, ...]:
    """Results of section 4 by the form's wording; shorter words stand in other headers."""
    labels = (column.label for column in load_forms().columns if column.table_code == SIDE_BY_SIDE)
    return tuple(dict.fromkeys(label for label in labels if len(label) >= SHORTEST_NAME))


def _tables(text: str, axis: str) -> frozenset[str]:
    return frozenset(label.table_code for label in table_labels(text).labels if label.axis == axis) & _tables_by_row()


def _without_unit(label: str) -> str:
    # The longest first: 费用万元 without 元 is no label.
    ends = [unit for unit in units() if label.endswith(unit)]
    return label.removesuffix(max(ends, key=len)) if ends and not table_labels(label).labels else label


@lru_cache(maxsize=1)
def _tables_by_row() -> frozenset[str]:
    """The tables in which a name stands before its figures."""
    return frozenset(table["table_code"] for table in read_seed("form_tables")) - {SIDE_BY_SIDE}


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """The names of rows, as labels are compared, before digits that count nothing (行政许可12件 is prose)."""
    index = load_labels()
    names = {
        key
        for keys in (index.exact, index.variants)
        for key, labels in keys.items()
        if len(key) >= SHORTEST_NAME
        and any(label.axis == "row" and label.table_code in _tables_by_row() for label in labels)
    }
    counted = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
    return re.compile(rf"({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})([0-9]+)(?![0-9]|{counted})")
