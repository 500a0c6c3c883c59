"""Rows of tables that the end of a page cut in two, as one again, or doubted where that is not certain.

Programs that turn pages into tables leave the two halves as rows: 2.重 beside the figures, 复申请 beside blanks, the
headers of the next page between them perhaps. Either half alone may look like a row of the form that is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.bare_lines import HALVED
from ingest.documents import OBJECT_MARK, Cell
from ingest.forms import SIDE_BY_SIDE, load_forms
from ingest.labels import NUMBERING, label_key, load_labels
from ingest.locate import PrintedRow
from ingest.looks import PAGE_MARK, is_count, is_value, table_labels
from ingest.normalise import squeeze
from ingest.rows import is_blank

BEHIND_NUMBER = frozenset("、.)")
"""What a name begins with whose number stands elsewhere, where it looks like any figure."""
NUMBER_ALONE = re.compile(r"\(?\d{1,2}[、.)]$")
"""What looks like a figure and is the beginning of a name."""
SPANS = "spans"
GEOMETRIES = frozenset((SPANS, "index", "none"))


class _Half(NamedTuple):
    """A row as half of one: its name, ``None`` where it has none, and the cells behind it, at least one."""

    printed: PrintedRow
    name: Cell | None
    values: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """Its name as labels are compared."""
        return squeeze(self.name.text) if self.name else ""

    @property
    def has_figures(self) -> bool:
        """Whether any cell behind the name is filled."""
        return any(not is_blank(cell.text) for cell in self.values)


def whole_again(rows: Iterable[PrintedRow]) -> list[PrintedRow]:
    """Rows in reading order: two halves whose names make one label are one row, what may be a half is ``HALVED``."""
    whole: list[PrintedRow] = []
    seen: set[str] = set()
    upper, place = None, 0
    for printed in rows:
        whole.append(printed)
        own = printed.row.own_cells
        half = _half_of(printed, own)
        if _is_repeated(own, seen, is_alone=half is None):
            continue
        if half and (named := _with_beginning(whole[-2:], half)):
            whole[-2:] = [named.printed]
            half = named
        if half is None or not half.has_figures:
            seen.update(squeeze(cell.text) for cell in own if not is_count(cell.text))
        if upper and half and not _are_both_full(upper, half):
            above, below = _as_long(upper, half), _as_long(half, upper)
            above, below = _named_alike(above, below), _named_alike(below, above)
            if _are_one_row(above, below):
                whole.pop()
                upper = _joined(above, below)
                whole[place] = upper.printed
                continue
            for row, other, at in ((above, below, place), (below, above, len(whole) - 1)):
                if _may_be_half(row, other, (above.text, below.text)):
                    whole[at] = row.printed._replace(geometry=HALVED)
        upper, place = half, len(whole) - 1
    return whole


def _half_of(printed: PrintedRow, own: Sequence[Cell]) -> _Half | None:
    if printed.geometry not in GEOMETRIES:
        return None
    last = max((n for n, cell in enumerate(own) if _is_word(cell.text)), default=-1)
    first = next((n for n in range(last + 1, len(own)) if not is_blank(own[n].text)), last)
    if first > last and NUMBER_ALONE.match(squeeze(own[first].text)):
        last = first
    values = tuple(own[last + 1 :])
    return _Half(printed, own[last] if last >= 0 else None, values) if values else None


def _with_beginning(rows: Sequence[PrintedRow], half: _Half) -> _Half | None:
    """A row with the beginning of its name, which stands alone in the row above; None where it is no other name so."""
    above = rows[0].row.own_cells
    if half.name is None or len(above) != 1 or rows[0][1:3] != half.printed[1:3]:
        return None
    if not _make_one_name(squeeze(above[0].text), half.text, is_one=False):
        return None
    text = squeeze(above[0].text) + half.text
    if table_labels(text).labels == table_labels(half.text).labels:
        return None
    name = half.name._replace(text=above[0].text + half.name.text)
    row = half.printed.row
    cells = tuple(name if cell is half.name else cell for cell in row.cells)
    return half._replace(printed=half.printed._replace(row=row._replace(cells=cells)), name=name)


def _are_both_full(upper: _Half, lower: _Half) -> bool:
    """Whether each has a figure in every column, as most rows do that are next to each other: no half has."""
    cells = (*upper.values, *lower.values)
    return len(upper.values) == len(lower.values) and not any(is_blank(cell.text) for cell in cells)


def _as_long(half: _Half, other: _Half) -> _Half:
    """A half without blanks at its end that the other one does not have: text marks the ends of rows by some more."""
    end = len(other.values)
    if half.printed.geometry == SPANS or not all(is_blank(cell.text) for cell in half.values[end:]):
        return half
    return half._replace(values=half.values[:end])


def _named_alike(half: _Half, other: _Half) -> _Half:
    """A half whose name looks like a figure (2. of a number, 件 of a word) named as the other one is."""
    name = len(half.values) - len(other.values) - 1
    if name < 0 or other.name is None:
        return half
    place = half.values[name]
    if is_count(squeeze(place.text)) and other.text[:1] not in BEHIND_NUMBER:
        return half
    if not is_blank(place.text) and not any(map(str.isalnum, place.text)):
        return half  # a dash for zero is no part of a name
    own = half.name if _is_row(half.text) else None
    return half._replace(name=own if is_blank(place.text) else place, values=half.values[name + 1 :])


def _is_word(text: str) -> bool:
    return not (is_blank(text) or is_value(text) or text == OBJECT_MARK)


def _is_repeated(own: Sequence[Cell], seen: set[str], is_alone: bool) -> bool:
    """Whether a row only prints headers again, or the number of the page; 总计 with blanks behind it is a name."""
    printed = [text for cell in own if (text := squeeze(cell.text))]
    is_name = len(printed) == 1 and not is_alone
    return not is_name and all(text in seen or PAGE_MARK.match(text) for text in printed)


def _are_one_row(upper: _Half, lower: _Half) -> bool:
    """Whether the halves have cells in the same columns, and names that make one label of the form together."""
    if is_count(upper.text) or not (upper.has_figures or lower.has_figures) or not _are_alike(upper, lower):
        return False
    return _make_one_name(upper.text, lower.text, _complete_each_other(upper, lower))


def _make_one_name(upper: str, lower: str, is_one: bool) -> bool:
    """Whether two names make one label of the form that they do not make alone.

    ``is_one``: no column has a figure in either half, without which some names are as likely those of two rows.
    """
    name = upper + lower
    if not (upper and lower) or _is_numbered(lower, upper) or not (label_key(lower) or _closes(name)):
        return False
    known = _is_known(upper), _is_known(lower)
    if not _is_row(name):
        return is_one and not any(known) and _is_nearly_row(name)
    return not all(known) or (is_one and _is_row(upper) and _is_row(lower))


def _may_be_half(row: _Half, other: _Half, names: tuple[str, str]) -> bool:
    """Whether the blanks of a row may be filled in another one next to it, which is no row of the form by itself."""
    if not (other.has_figures and row.name) or _is_known(other.text):
        return False
    if is_value(other.text):
        return is_count(other.text) and row.text[:1] in BEHIND_NUMBER and _are_alike(row, other)
    if not _are_alike(row, other):
        return any(is_blank(cell.text) for cell in row.values) and _make_one_name(*names, is_one=False)
    if not _complete_each_other(row, other):
        return False
    if not label_key(other.text):
        return _is_row(row.text) or _is_nearly_row(row.text)
    return _is_nearly_row(row.text if not _is_row(row.text) else "".join(names))


def _are_alike(upper: _Half, lower: _Half) -> bool:
    """Whether their cells stand in the same columns, as far as columns can be compared."""
    if len(upper.values) != len(lower.values):
        return False
    above, below = upper.printed, lower.printed
    if above.block != below.block or (above.geometry, below.geometry) != (SPANS, SPANS):
        return True
    return all(a[1:3] == b[1:3] for a, b in zip(upper.values, lower.values, strict=True))


def _closes(name: str) -> bool:
    """Whether the last character of a name closes a bracket that is open before it."""
    return name.endswith(")") and name.count("(") == name.count(")")


def _complete_each_other(upper: _Half, lower: _Half) -> bool:
    """Whether no column has a figure in either half."""
    return all(is_blank(a.text) or is_blank(b.text) for a, b in zip(upper.values, lower.values, strict=True))


def _is_numbered(text: str, before: str) -> bool:
    """Whether a text begins with a number of its own, which no second half of a name does."""
    number = NUMBERING.match(text)
    return number is not None and number.end() > 1 and not before.endswith(("(", ":"))


def _is_known(text: str) -> bool:
    """Whether a text names something that rows are."""
    return any(label.axis != "column" for label in table_labels(text).labels)


@lru_cache(maxsize=4096)
def _is_row(text: str) -> bool:
    """Whether a text is the label of a row of tables whose rows stand below each other."""
    return any(label.axis == "row" and label.table_code != SIDE_BY_SIDE for label in table_labels(text).labels)


@lru_cache(maxsize=4096)
def _is_nearly_row(text: str) -> bool:
    """Whether it misses such a label by a few characters."""
    labels = load_labels()
    near = (labels.match_fuzzy(text, table) for table in _tables())
    return any(label.axis == "row" for match in near for label in match.labels)


@lru_cache(maxsize=1)
def _tables() -> tuple[str, ...]:
    return tuple(sorted({row.table_code for row in load_forms().rows} - {SIDE_BY_SIDE}))


def _joined(upper: _Half, lower: _Half) -> _Half:
    """One row with the whole name; a figure in both halves is none for certain."""
    name = upper.name._replace(text=upper.name.text + lower.name.text) if upper.name and lower.name else None
    values = tuple(_one_cell(a, b) for a, b in zip(upper.values, lower.values, strict=True))
    row = upper.printed.row
    before = tuple(cell for cell in row.cells if cell is not upper.name and cell not in upper.values)
    cells = (*before, *([name] if name else []), *values)
    ordered = tuple(sorted(cells, key=lambda cell: cell.first_column))
    return _Half(upper.printed._replace(row=row._replace(cells=ordered)), name, values)


def _one_cell(upper: Cell, lower: Cell) -> Cell:
    if is_blank(upper.text):
        return upper._replace(text=lower.text, locator=upper.locator if is_blank(lower.text) else lower.locator)
    return upper if is_blank(lower.text) else upper._replace(text=f"{upper.text}\n{lower.text}")
