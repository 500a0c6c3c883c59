"""Rows that a program padded with pipes to the width of their table: the padding is no cells.

Programs that take the text out of pages put a pipe behind each cell (``0 |``) and behind each row as many pipes as it
has cells fewer than the widest, one beside the other (``||``). Some leave out cells that are blank, and what is
lacking is then padded like what a wide cell covers: 7, 1 and 8 behind the name of a row may stand in any of its
columns. Such a row must end where its last cell does, so that it is seen to be short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ingest.forms import SIDE_BY_SIDE, cells_of, load_forms, longest_row
from ingest.looks import is_value, table_labels
from ingest.readers.text_rows import TAKEN

BLANKS_AND_MARKS = " \t\r\u00a0\u3000|"
# Fewer lines that end so are accidents.
FEWEST_PADDED = 2
# So many names without a figure are headers.
FEWEST_HEADERS = 2


class _Line(NamedTuple):
    """One line with marks: its cells, the blank cells marked behind them, and how many pipes of padding end it.

    ``is_open`` where one mark ends a row: a blank cell, or padding of one. ``below``: how the next line begins.
    """

    number: int
    cells: tuple[str, ...]
    blanks: int
    padding: int
    is_open: bool
    below: str


@dataclass(slots=True)
class _Row:
    """How many names and figures a row has, marked blanks being figures; ``open_line`` where one mark more ends it."""

    names: int = 0
    figures: int = 0
    open_line: int | None = None


def without_padding(lines: list[str]) -> list[str]:
    """As many lines, without padding behind figures or above them; rows of names are blank otherwise, and keep theirs.

    A lone pipe at the end of a row may be padding or a blank cell. It counts as a cell where the row lacks one and the
    text is seen to mark blank cells, but not seen to leave any out.
    """
    if sum(1 for line in lines if "||" in line and _padding(line)) < FEWEST_PADDED:
        return lines
    are_below = _marks_stand_below(lines)
    lines = _with_cells_closed(lines if are_below else _without_row_starts(lines), may_be_any=are_below)
    marked = list(_marked(lines))
    leaves_out = any(map(_is_name_alone, marked)) or any(map(_lacks_sides, _rows(marked)))
    may_end_blank = any(map(_marks_blank, marked)) and not leaves_out
    blank = _last_cells(marked) if may_end_blank else set()
    unpadded, last, above, is_over = list(lines), "", "", False
    for line in marked:
        above, last = _last_of([above, last, *line.cells])
        is_over = is_over and not line.cells
        if is_over:
            unpadded[line.number] = TAKEN  # a blank behind the padding is in no row
        elif _ends_figures(above, last) or (line.padding and _goes_on(line.below)) or _ends_headers(line):
            marks = " |" * (0 if _ends_headers(line) else line.blanks + (line.number in blank))
            cells = f"{' | '.join(line.cells)} |" if line.cells else ""
            unpadded[line.number] = f"{cells}{marks}" or TAKEN
        is_over = is_over or (bool(line.padding) and _ends_figures(above, last))
    return unpadded


def _last_of(cells: Sequence[str]) -> tuple[str, str]:
    """The last two cells that are not blank."""
    *_, above, last = ["", "", *filter(None, cells)]
    return above, last


def _ends_figures(above: str, last: str) -> bool:
    """Whether a row ends in a figure, or behind one in what is no name: 12①, 见附件."""
    return is_value(last) or (is_value(above) and bool(last) and not table_labels(last).labels)


def breaks_rows(lines: Sequence[str]) -> bool:
    """Whether a row of several cells goes on in the line below it, as where a cell held a line break of its own."""
    several = False
    for line in lines:
        if line == TAKEN or not line.strip():
            continue
        body, marks = _parted(line)
        cells = body.count("|") + 1 if marks else 0
        if several and cells == 1 and marks.count("|") == 1:
            return True
        several = cells > 1 and not line.startswith("|") and not _padding(line)
    return False


def name_of_blank_row(line: str) -> list[str] | None:
    """The cells of a line that is a name with padding behind it, as many of them blank as there is padding."""
    padding = _padding(line)
    name = line.rstrip(BLANKS_AND_MARKS).strip() if padding else ""
    return [name, *[""] * padding] if name and "|" not in name else None


def _padding(line: str) -> int:
    """How many pipes of padding end a line: two or more side by side, apart from what stands before them."""
    printed = line.rstrip()
    before = printed.rstrip("|")
    count = len(printed) - len(before)
    return count if count > 1 and (not before or before[-1].isspace()) else 0


def _parted(line: str) -> tuple[str, str]:
    """A line without the marks that end it, and those marks; no marks where something else ends it."""
    if not line.rstrip().endswith("|"):
        return line, ""
    body = line.rstrip(BLANKS_AND_MARKS)
    return body, line[len(body) :]


def _without_row_starts(lines: list[str]) -> list[str]:
    """Without the pipes that begin each row on a line of their own, where most tables begin with one.

    Before a figure such a pipe may as well be a blank cell; right behind the padding of a row it begins the next.
    """
    above = ""
    starts, begins = [], []
    for number, line in enumerate(lines):
        if "|" in line and above and "|" not in above and not _is_cell(above):
            starts.append(number)
        if line.strip() == "|" and (_padding(above) or _next_is_name(lines, number)):
            begins.append(number)
        above = line if line.strip() else above
    # A note among the rows parts a table, and what goes on behind it begins otherwise.
    if 2 * sum(lines[number].strip() == "|" for number in starts) <= len(starts):
        return lines
    taken = dict.fromkeys(begins, TAKEN)
    return [taken.get(number, line) for number, line in enumerate(lines)]


def _next_is_name(lines: Sequence[str], number: int) -> bool:
    following = next((line for line in lines[number + 1 :] if line.strip() and line != TAKEN), "")
    name = following.partition("|")[0].strip()
    return bool(name) and not is_value(name)


def _marks_stand_below(lines: Sequence[str]) -> bool:
    """Whether the marks of most figures stand below them, and the names of rows have one before them."""
    printed = [line.strip() for line in lines if line.strip() and line != TAKEN]
    figures = [below == "|" for line, below in pairwise(printed) if is_value(line)]
    names = [line for line in printed if line.startswith("|") and _is_cell(line[1:]) and not is_value(line[1:].strip())]
    return 2 * sum(figures) > len(figures) and len(names) >= FEWEST_PADDED


def _with_cells_closed(lines: list[str], *, may_be_any: bool) -> list[str]:
    """With the mark of a cell that stands on the line below it put behind the cell, and none before a row.

    ``may_be_any``: that is so of names that nobody knows as well, and of the figure that begins a row.
    """
    closed = list(lines)
    above: int | None = None
    for number, line in enumerate(lines):
        if line.strip() == "|" and above is not None and (cell := _open_cell(closed[above], may_be_any=may_be_any)):
            closed[above], closed[number] = f"{cell} |", TAKEN
        above = number if line.strip() and line != TAKEN else above
    return closed


def _open_cell(line: str, *, may_be_any: bool) -> str:
    """What a line says, if it is a cell that no mark ends; before a figure a mark may else be a blank cell."""
    text = line.strip()
    name = text.removeprefix("|").strip()
    if "|" in name:
        return ""
    return name if may_be_any or (_is_cell(name) and (name == text or not is_value(name))) else ""


def _is_cell(text: str) -> bool:
    """Whether a line without marks is a figure or a name of some table."""
    return is_value(text.strip()) or bool(table_labels(text.strip()).labels)


def _marked(lines: Sequence[str]) -> Iterator[_Line]:
    """The lines that end in marks, each with what the marks say."""
    parted = [_parted(line) if line != TAKEN else ("", "") for line in lines]
    following, starts = _beginnings(lines, parted), _starts(lines, parted)
    for number, (body, end) in enumerate(parted):
        if not end:
            continue
        cells = tuple([cell.strip() for cell in body.removeprefix("|").split("|")]) if body.strip() else ()
        marks = end.replace("|", "", 1).split() if cells else end.split()
        padding = len(marks.pop()) if marks and len(marks[-1]) > 1 else 0
        # A row goes on behind a blank: with a figure, another blank or padding. Those of padding stand side by side.
        is_open = bool(marks) and not padding and (starts[number] or not _goes_on(following[number]))
        yield _Line(number, cells, len(marks) - is_open, padding, is_open, following[number])


def _ends_headers(line: _Line) -> bool:
    """Whether one mark more ends a row of nothing but names, the last of a column: no cell of the row below it."""
    if line.padding or not (line.is_open or line.blanks) or len(line.cells) <= FEWEST_HEADERS:
        return False
    heads_column = any(label.axis == "column" for label in table_labels(line.cells[-1]).labels)
    return heads_column and not any(map(is_value, line.cells))


def _starts(lines: Sequence[str], parted: Sequence[tuple[str, str]]) -> list[bool]:
    """For each line whether the next printed one begins a row: with a pipe before a cell, where most rows begin so."""
    whole = [line.startswith("|") for line, (body, marks) in zip(lines, parted, strict=True) if marks and "|" in body]
    has_starts = 2 * sum(whole) > len(whole)
    starts = [False] * len(lines)
    below = False
    for number in reversed(range(len(lines))):
        starts[number] = below
        if lines[number].strip() and lines[number] != TAKEN:
            below = has_starts and lines[number].startswith("|") and bool(parted[number][0].strip("| \t"))
    return starts


def _beginnings(lines: Sequence[str], parted: Sequence[tuple[str, str]]) -> list[str]:
    """For each line how the next printed one begins: its first cell, ``|`` if that is blank, ``""`` without marks."""
    beginnings = [""] * len(lines)
    below = ""
    for number in reversed(range(len(lines))):
        beginnings[number] = below
        if lines[number].strip() and lines[number] != TAKEN:
            below = (lines[number].strip("| \t").partition("|")[0].strip() or "|") if parted[number][1] else ""
    return beginnings


def _goes_on(beginning: str) -> bool:
    return beginning == "|" or (bool(beginning) and is_value(beginning))


def _marks_blank(line: _Line) -> bool:
    return line.blanks > 0 or any(not cell for cell in line.cells[1:])


def _is_name_alone(line: _Line) -> bool:
    """Whether a line is the name of a row with nothing but padding behind it: its blank cells were left out."""
    labels = table_labels(line.cells[-1]).labels if line.padding and not line.blanks and line.cells else ()
    # Section 4 has the names of rows among its headers.
    return {label.axis for label in labels if label.table_code != SIDE_BY_SIDE} == {"row"}


def _lacks_sides(row: _Row) -> bool:
    """Whether the line of section 4 has fewer figures than the form has places: its blank cells were left out.

    No row of another table is as long, and its own has no name.
    """
    figures = row.figures + (row.open_line is not None)
    return (not row.names or row.names > _sides()) and longest_row() < figures < _sides()


@lru_cache(maxsize=1)
def _sides() -> int:
    return max(sum(cell[0] == SIDE_BY_SIDE for cell in cells_of(version)) for version in load_forms().versions)


def _last_cells(marked: Sequence[_Line]) -> set[int]:
    """The lines whose last mark is a blank cell: their row lacks it, other rows of the same headers have as many.

    None where a row has fewer cells than another below the same headers even so: there blanks were left out.
    """
    found: set[int] = set()
    for rows in _groups(marked):
        most = max((row.figures for row in rows if row.open_line is None), default=0)
        if any(row.figures + (row.open_line is not None) < most for row in rows):
            return set()
        found |= {row.open_line for row in rows if row.open_line is not None and row.figures < most}
    return found


def _groups(marked: Sequence[_Line]) -> Iterator[list[_Row]]:
    """The rows that have figures, those below the same headers together."""
    rows: list[_Row] = []
    for row in _rows(marked):
        if row.names > FEWEST_HEADERS or (not row.figures and row.names == FEWEST_HEADERS):
            yield rows
            rows = []
        rows += [row] if row.figures else []
    yield rows


def _rows(marked: Sequence[_Line]) -> Iterator[_Row]:
    row = _Row()
    for line in marked:
        for cell in line.cells:
            if cell and not is_value(cell):
                if row.figures:
                    yield row
                    row = _Row()
                row.names += 1
            else:
                row.figures += 1
        row.figures += line.blanks
        row.open_line = line.number if line.is_open else None
        if line.padding or line.is_open:
            yield row
            row = _Row()
    yield row
