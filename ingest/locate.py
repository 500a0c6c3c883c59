"""Find the statutory tables: among the tables a document prints as such, and among bare lines that print one cell each.

The result is one sequence of printed rows in reading order, ready for ``align``, and the lines that are prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.bare_items import ends_a_sentence
from ingest.bare_lines import tables_among
from ingest.documents import Block, Cell, Document, Line, Row, Table
from ingest.looks import (
    LONGEST_LABEL,
    ends_in_value,
    heads_column,
    is_long,
    is_value,
    may_end_value,
    table_labels,
    tables_named,
)
from ingest.route_captions import Captioned, route_in, with_routes
from ingest.run_together import is_run
from ingest.skeletons import MOST_CELLS, SKELETONS_KEPT, Skeleton
from ingest.turned import upright
from ingest.unmerged import merged_again
from ingest.year_words import captioned


class PrintedRow(NamedTuple):
    """One row handed to ``align``. ``block`` numbers the table it came from; rows of bare lines have no geometry.

    ``geometry``: ``spans`` (columns known), ``index`` (columns comparable between rows of equal width), or what bare
    lines have (``BareRow``). ``above`` is a line that says of which year rows are.
    """

    row: Row
    block: int
    geometry: str
    above: str = ""


class PrintedTable(NamedTuple):
    """One statutory table that the document prints as such; ``block`` and ``geometry`` as in ``PrintedRow``.

    ``above`` and ``below`` are the lines right above and below it, empty where another table is.
    """

    table: Table
    block: int
    geometry: str
    above: str = ""
    below: str = ""

    @property
    def rows(self) -> list[PrintedRow]:
        """Its rows, each with where it came from."""
        return [PrintedRow(row, self.block, self.geometry) for row in self.table.rows]


class Located(NamedTuple):
    """Statutory tables, and rows found among bare lines, in reading order; and every line outside them."""

    parts: tuple[PrintedTable | PrintedRow, ...]
    prose: tuple[Line, ...]

    @property
    def rows(self) -> tuple[PrintedRow, ...]:
        """Rows of statutory tables in reading order."""
        rows: list[PrintedRow] = []
        for part in self.parts:
            rows.extend(part.rows if isinstance(part, PrintedTable) else (part,))
        return tuple(rows)


def locate(document: Document) -> Located:
    """Split a document into table rows and prose; a table without any statutory label is prose too."""
    parts: list[PrintedTable | PrintedRow] = []
    prose: list[Line] = []
    groups = list(_runs(document.blocks))
    in_line = sum(_rows_in_line(group) for group in groups if isinstance(group, Table))
    for number, group in enumerate(groups):
        if isinstance(group, Table):
            if is_statutory(group):
                table = upright(merged_again(group))
                above, below = _edge(groups, number - 1, -1), _edge(groups, number + 1, 0)
                parts.append(PrintedTable(table, number, "spans" if table.has_spans else "index", above, below))
            else:
                prose.extend(_table_as_lines(group))
        elif _may_hold_figures(group):
            for above, lines in _of_one_year(group):
                bare = tables_among(lines, in_line)
                parts.extend(PrintedRow(row, number, geometry, above) for row, geometry in bare.rows)
                prose.extend(bare.prose)
        elif _heads_columns(groups, number, group):
            parts.extend(PrintedRow(_header_of(line), number, "none") for line in group if line.text)
        else:
            prose.extend([line for line in group if line.text])
    return Located(tuple(_with_routes(parts)), tuple(prose))


def _rows_in_line(table: Table) -> int:
    """How many rows of a table that a text prints a row a line have a name and a figure."""
    if table.has_spans:
        return 0
    rows = [[is_value(cell.text) for cell in row.cells if cell.text] for row in table.rows]
    return sum(any(values) and not all(values) for values in rows)


def _heads_columns(groups: Sequence[Table | list[Line]], number: int, lines: Sequence[Line]) -> bool:
    """Whether short lines between two tables of a text are headers, which a program broke off the row above them."""
    if not 0 < number < len(groups) - 1:
        return False
    above = groups[number - 1]
    if not isinstance(above, Table) or above.has_spans or not isinstance(groups[number + 1], Table):
        return False
    texts = [line.text for line in lines if line.text]
    are_short = all(not is_long(text) and not ends_a_sentence(text) for text in texts)
    return are_short and any(map(heads_column, texts))


def _header_of(line: Line) -> Row:
    return Row(0, (Cell(line.text, 0, 1, 0, line.locator),))


def _edge(groups: Sequence[Table | list[Line]], number: int, place: int) -> str:
    """The first or the last line of what stands beside a table, empty where that is another table."""
    group = groups[number] if 0 <= number < len(groups) else []
    if isinstance(group, Table):
        return ""
    for line in group if place == 0 else reversed(group):
        if any(map(str.isalnum, line.text)):  # a rule drawn in characters says nothing
            return line.text
    return ""


def _with_routes(parts: Sequence[PrintedTable | PrintedRow]) -> list[PrintedTable | PrintedRow]:
    """The parts, tables of one route of section 4 with the name that stands above them."""
    tables = [part for part in parts if isinstance(part, PrintedTable)]
    if not any(route_in(part.above) for part in tables):
        return list(parts)
    named = dict(zip(map(id, tables), with_routes([Captioned(t.table, t.above, t.below) for t in tables]), strict=True))
    return [
        part._replace(table=named[id(part)], geometry="spans")
        if isinstance(part, PrintedTable) and named[id(part)] is not part.table
        else part
        for part in parts
    ]


def _of_one_year(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Bare lines cut at captions that name a year (附：2021年数据), each part with the caption above it."""
    above, start = "", 0
    for number, line in enumerate(lines):
        if "年" in line.text and not line.is_cell and _is_caption(lines, number):
            yield above, lines[start : number + 1]
            above, start = line.text, number + 1
    yield above, lines[start:]


def _is_caption(lines: list[Line], number: int) -> bool:
    """Whether a line is of a year, and neither a header beside others nor the year of the figures below it."""
    told = captioned(lines[number].text)
    if told is None or told.year is None:
        return False
    before = next((line.text for line in reversed(lines[:number]) if line.text), "")
    behind = next((line.text for line in lines[number + 1 :] if line.text), "")
    return bool(behind) and not is_value(behind) and not table_labels(before).labels


def _may_hold_figures(lines: Sequence[Line]) -> bool:
    """Whether any line is a figure or ends in one: without, no run of lines is a table."""
    for line in lines:
        text = line.text
        if not text:
            if line.is_cell:
                return True
        elif may_end_value(text[-1]) and (ends_in_value(text) or is_run(text)):
            return True
    return False


def _runs(blocks: Sequence[Block]) -> Iterator[Table | list[Line]]:
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Table):
            if lines:
                yield lines
                lines = []
            yield block
        else:
            lines.append(block)
    if lines:
        yield lines


def is_statutory(table: Table) -> bool:
    """At least two cells carry labels of the same statutory table (one where the table is a single row)."""
    needed = min(2, table.row_count)
    if len(table.texts) > MOST_CELLS:
        return _labels_of_one(table.texts, needed)
    return _is_skeleton_of_one(table.skeleton, needed)


@lru_cache(maxsize=SKELETONS_KEPT)
def _is_skeleton_of_one(skeleton: Skeleton, needed: int) -> bool:
    return _labels_of_one(filter(None, skeleton.texts), needed)


def _labels_of_one(texts: Iterable[str], needed: int) -> bool:
    """Whether so many texts are labels of the same statutory table."""
    counts: dict[str, int] = {}
    for text in texts:
        for code in tables_named(text):
            counts[code] = counts.get(code, 0) + 1
            if counts[code] >= needed:
                return True
    return False


def _table_as_lines(table: Table) -> Iterator[Line]:
    """Prose laid out as a table, line by line; a row of short cells (发布机构 | 甲县财政局) is one line."""
    printed, locators = table.texts, table.locators
    for index in range(table.row_count):
        cells = [n for n in table.layout.own(index) if printed[n].strip()]
        texts = [printed[n] for n in cells]
        are_short = len(cells) > 1 and (max(map(len, texts)) <= LONGEST_LABEL or not any(map(is_long, texts)))
        if are_short and "\n" not in (line := " ".join(texts)):
            yield Line(line, locators[cells[0]])
            continue
        for n, text in zip(cells, texts, strict=True):
            yield from (Line(part, locators[n]) for part in text.split("\n") if part.strip())
