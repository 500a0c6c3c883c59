"""Lines of print to tables, by where their words stand.

A figure belongs to the column whose header, or whose other figures, it overlaps; where places on the page cannot be
compared, to the column that its number in a whole row says. A row whose figures cannot be told apart so is handed over
as one merged cell; one whose label cannot be told in exactly one way keeps its figures to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.documents import Block, Cell, Line, Row, Table
from ingest.forms import complete_sets
from ingest.labels import load_labels
from ingest.looks import PAGE_MARK, UNPLACED, table_labels
from ingest.normalise import has_ideograph, squeeze
from ingest.readers.placed.columns import (
    Column,
    Headers,
    Span,
    heads_column,
    heads_others,
    in_certain_order,
    is_organisations,
    read_headers,
    spans_of,
)
from ingest.readers.placed.labels import (
    CLOSEST_LINES,
    SAME_HEIGHT,
    WIDEST_LINES,
    FigureRow,
    Label,
    Options,
    choose_labels,
    names_row,
    row_of,
)
from ingest.readers.placed.prose import continues, paragraphs
from ingest.readers.placed.words import PageLine, Word

# A line of one word of so many characters at the head of a header stands above all of it.
SHORTEST_TITLE = 4
ITEM = "item_"
"""How the codes of the headings of section 2 begin (第二十条第（一）项)."""
# Labels that begin this near (points, or characters) begin alike on two pages.
SAME_EDGE = 1.0


class Setting(NamedTuple):
    """What places mean: which labels a row may have, and whether headers and figures stand in the same places."""

    options: Options
    is_to_scale: bool


class _Group(NamedTuple):
    """Rows below one header; ``loose`` are the lines above each row that are no part of a label."""

    rows: Sequence[FigureRow]
    labels: Sequence[Label | None]
    loose: Sequence[Sequence[PageLine]]


def blocks_of_run(run: Sequence[PageLine], setting: Setting) -> Iterator[Block]:
    """The blocks of a run of lines without ruled tables between: tables, and wrapped sentences whole again."""
    text: list[PageLine] = []
    for is_prose, group in groupby(run, key=lambda line: line.is_prose and row_of(line) is None):
        lines = list(group)
        while not is_prose and lines and text and continues(text[-1], lines[0], run):
            text.append(lines.pop(0))
        if is_prose or not any(row_of(line) and len(line.words) > 1 for line in lines):
            text += lines
            continue
        yield from paragraphs(text, run)
        text = []
        yield from tables_of(lines, setting)
    yield from paragraphs(text, run)


def tables_of(lines: Sequence[PageLine], setting: Setting) -> Iterator[Block]:
    """The tables that lines without prose among them make, a table for each header."""
    rows: list[FigureRow] = []
    gaps: list[list[PageLine]] = [[]]
    for line in _levelled(lines) if setting.is_to_scale else lines:
        if row := row_of(line):
            rows.append(row)
            gaps.append([])
        elif not PAGE_MARK.match(squeeze(line.text)):
            gaps[-1].append(line)
    labels = _of_whole_figures(rows, gaps, choose_labels(rows, gaps, setting.options))
    if setting.is_to_scale:
        labels = _unslipped(rows, labels)
    used = {(p.line, word) for label in labels if label for p in label.above + label.below for word in p.words}
    loose = [[left for line in gap if (left := _without(line, used)).words] for gap in gaps]
    start = 0
    for n in range(1, len(rows) + 1):
        if n == len(rows) or _is_header(loose[n], rows[start:n]):
            yield from _table(_Group(rows[start:n], labels[start:n], loose[start:n]), setting)
            start = n
    yield from (Line(line.text, line.locator, is_prose=True) for line in loose[-1])


def _levelled(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """Lines, those put together that stand at one height: figures set smaller have a baseline of their own."""
    waiting: PageLine | None = None
    for line in lines:
        if waiting and waiting.page == line.page and _are_level(waiting, line):
            words = sorted((*waiting.words, *line.words), key=lambda w: w.left)
            waiting = waiting._replace(words=tuple(words))
            continue
        if waiting:
            yield waiting
        waiting = line
    if waiting:
        yield waiting


def _are_level(line: PageLine, other: PageLine) -> bool:
    size = max(line.words[0].size, other.words[0].size)
    apart = abs(line.words[0].middle - other.words[0].middle)
    return apart < SAME_HEIGHT * size and not any(a.overlaps(b.left, b.right) for a in line.words for b in other.words)


def _unslipped(rows: Sequence[FigureRow], labels: Sequence[Label | None]) -> list[Label | None]:
    """The labels without those of rows that stand so near to each other that they may be one row that has slipped."""
    near = [
        before.line.page == row.line.page and row.middle - before.middle < CLOSEST_LINES * row.figures[0].size
        for before, row in pairwise(rows)
    ]
    slipped = [a or b for a, b in zip([False, *near], [*near, False], strict=True)]
    return [None if is_slipped else label for is_slipped, label in zip(slipped, labels, strict=True)]


def _of_whole_figures(
    rows: Sequence[FigureRow], gaps: Sequence[Sequence[PageLine]], labels: Sequence[Label | None]
) -> list[Label | None]:
    """The labels without those of rows right beside a line of figures alone: narrow cells break figures over lines."""
    whole = list(labels)
    bare = [not row.words and not (label and label.text) for row, label in zip(rows, labels, strict=True)]
    for n, (row, below) in enumerate(pairwise(rows)):
        is_close = below.middle - row.middle < WIDEST_LINES * row.figures[0].size
        is_near = row.line.page == below.line.page and not gaps[n + 1] and is_close
        if is_near and (bare[n] or bare[n + 1]):
            whole[n] = whole[n + 1] = None
    return whole


def _without(line: PageLine, used: set[tuple[PageLine, Word]]) -> PageLine:
    return line._replace(words=tuple(word for word in line.words if (line, word) not in used))


def _is_header(lines: Sequence[PageLine], above: Sequence[FigureRow]) -> bool:
    """Whether lines head other columns than those above: they reach over figures, or say that they do."""
    edge = min(row.figures[0].left for row in above)
    return any(line.words[-1].right > edge or sum(heads_column(word.text) for word in line.words) > 1 for line in lines)


def _table(group: _Group, setting: Setting) -> Iterator[Block]:
    first = group.rows[0].line.page
    spans = spans_of(row for row in group.rows if row.line.page == first) if setting.is_to_scale else []
    above, lines = _cut_at_title(group.loose[0])
    yield from (Line(line.text, line.locator, is_prose=True) for line in above)
    titles: list[Word] = []
    while lines and _is_title(lines[0], lines[1:]):
        line = lines.pop(0)
        if table_labels(line.text).labels:
            titles += [] if is_organisations(line.text) else line.words
        else:
            yield Line(line.text, line.locator, is_prose=True)
    headers = read_headers(lines, spans)
    if not setting.is_to_scale and not _tells_columns(headers, group.rows):
        headers = headers._replace(columns=None)
    # Text not to scale moves whole rows to the right of a longer label: only a row without blanks tells its columns.
    places = _places(group, headers) if setting.is_to_scale else {}
    width = max((len(_beside(row, label)) for row, label in zip(group.rows, group.labels, strict=True)), default=0) + 1
    columns = len(headers.columns or ()) or 1
    grid = _Grid(width, columns)
    for title in titles:
        grid.add([(title.text, 0, width + columns)], lines[0].locator if lines else group.rows[0].line.locator)
    for words in headers.above:
        grid.add(_above(words, headers.columns or (), width), lines[0].locator)
    if headers.columns or headers.beside:
        cells = [(headers.beside, 0, width)] if headers.beside else []
        cells += [(column.text, width + n, width + n + 1) for n, column in enumerate(headers.columns or ())]
        grid.add(cells, lines[0].locator)
    for n, (row, label) in enumerate(zip(group.rows, group.labels, strict=True)):
        grid.add(
            _row(row, label, places.get(row.line.page), (width, len(headers.columns or ())), not n), row.line.locator
        )
    yield Table(tuple(grid.rows), has_spans=True)


class _Grid:
    """Rows of a table, cell by cell."""

    def __init__(self, width: int, columns: int) -> None:
        self.rows: list[Row] = []
        self._end = width + columns

    def add(self, cells: Sequence[tuple[str, int, int]], locator: str) -> None:
        """One more row: texts with the columns they begin and end at."""
        number = len(self.rows)
        if cells:
            printed = (Cell(text, a, b, number, f"{locator} cell {n}") for n, (text, a, b) in enumerate(cells, start=1))
            self.rows.append(Row(number, tuple(printed)))


def _is_title(line: PageLine, below: Sequence[PageLine]) -> bool:
    """Whether a line stands above labels and columns alike; one above a single word may be the first of its header."""
    word = line.words[0]
    if len(line.words) > 1 or len(word.text) < SHORTEST_TITLE or heads_column(word.text):
        return False
    if load_labels().match(word.text).labels:
        return True
    under = [sum(word.overlaps(other.left, other.right) for other in header.words) for header in below]
    return max(under, default=0) != 1 and _is_whole(word.text)


def _is_whole(text: str) -> bool:
    """Whether every bracket of a text is closed in it: else it goes on elsewhere."""
    squeezed = squeeze(text)
    return squeezed.count("(") == squeezed.count(")")


def _tells_columns(headers: Headers, rows: Sequence[FigureRow]) -> bool:
    """Whether the columns are surely all there are: no row has more figures, and what stands left of them heads the
    labels; it may be the header of a column, not understood."""
    if headers.columns and any(len(row.figures) > len(headers.columns) for row in rows):
        return False
    if headers.columns and not in_certain_order(headers.columns):
        return False
    if not headers.beside or heads_others(headers.beside):
        return True
    codes: dict[str, set[str]] = {}
    for column in headers.columns or ():
        for label in table_labels(column.text).labels:
            if label.axis == "column":
                codes.setdefault(label.table_code, set()).add(label.code)
    return any(frozenset(found) in complete_sets(table) for table, found in codes.items())


def _cut_at_title(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines below the last heading of a section or an item, with it: what stands above heads another table, all
    blank."""
    last = max((n for n, line in enumerate(lines) if _opens_table(line.text)), default=0)
    return list(lines[:last]), list(lines[last:])


def _opens_table(text: str) -> bool:
    labels = load_labels().match(text).labels
    return any(label.axis == "section" or label.code.startswith(ITEM) for label in labels)


def _above(words: Sequence[Word], columns: Sequence[Column], width: int) -> list[tuple[str, int, int]]:
    """What heads several columns, each above those it reaches over; the last one's place is not known to end there."""
    cells: list[tuple[str, int, int]] = []
    for word in words:
        if is_organisations(word.text):
            continue
        if not columns or word.right <= columns[0].span.left:
            cells.append((word.text, 0, width))
            continue
        below = [n for n, column in enumerate(columns) if word.overlaps(*column.span)]
        if not below:
            left = sum(column.span.right <= word.left for column in columns)
            below = [min(left, max(len(columns) - 1, 0))]
        start = max(width + below[0], cells[-1][2] if cells else 0)
        cells.append((word.text, start, max(width + below[-1] + 1, start + 1)))
    return cells


Places = Mapping[Span, int]
"""Which column the figures of an interval belong to."""


def _places(group: _Group, headers: Headers) -> Mapping[int, Places]:
    """For each page where it is certain, which column each interval of figures is; nothing for a page where places and
    order contradict each other."""
    columns = headers.columns
    if columns is None:
        return {}
    found: dict[int, Places] = {}
    first = group.rows[0].line.page
    for page, members in groupby(group.rows, key=lambda row: row.line.page):
        rows = list(members)
        spans = spans_of(rows)
        under = [[n for n, column in enumerate(columns) if span.overlaps(column.span)] for span in spans]
        in_order = dict(zip(spans, range(len(columns)), strict=False))
        is_whole = len(spans) == len(columns) and any(len(row.figures) == len(columns) for row in rows)
        is_placed = page == first or _begin_alike(group, first, page)
        if is_placed and all(len(place) == 1 for place in under) and len({place[0] for place in under}) == len(under):
            found[page] = {span: place[0] for span, place in zip(spans, under, strict=True)}
        elif is_whole and not (is_placed and any(set(place) - {n} for n, place in enumerate(under))):
            found[page] = in_order
        elif is_placed and any(set(place) - {n} for n, place in enumerate(under)):
            found[page] = {}
    return found


def _begin_alike(group: _Group, first: int, page: int) -> bool:
    """Whether labels of two pages begin in the same place, as they do where a table goes on in the same width."""
    edges = [
        [row.words[-1].left for row in group.rows if row.line.page == number and row.words] for number in (first, page)
    ]
    return any(abs(edge - other) < SAME_EDGE for edge in edges[0] for other in edges[1])


def _beside(row: FigureRow, label: Label | None) -> tuple[Word, ...]:
    """What stands on the row's line before its label: the name of its group, letters of a vertical text."""
    return tuple(word for word in row.words if not label or word not in label.own)


def _row(
    row: FigureRow, label: Label | None, places: Places | None, size: tuple[int, int], is_first: bool
) -> list[tuple[str, int, int]]:
    """A row's cells: other words, label, and a cell for each column, or one for all where they cannot be told."""
    width, columns = size
    texts = _placed(row.figures, places, columns)
    if label is None or not (label.text or is_first) or _has_another_name(row, label):
        words = [word.text for word in row.line.words]
        return [(UNPLACED.join([*words, ""]), 0, width + max(columns, 1))]
    cells = [(word.text, n, n + 1) for n, word in enumerate(_beside(row, label))]
    if label.text:
        cells.append((label.text, width - 1, width))
    if texts is not None:
        return [*cells, *((text, width + n, width + n + 1) for n, text in enumerate(texts))]
    if columns and len(row.figures) != columns:
        # Beyond the last header no figure is under any, and there are not as many as headers.
        outside = width + columns
        return [*cells, *((word.text, outside + n, outside + n + 1) for n, word in enumerate(row.figures))]
    return [*cells, (UNPLACED.join([*(word.text for word in row.figures), ""]), width, width + max(columns, 1))]


def _has_another_name(row: FigureRow, label: Label) -> bool:
    """Whether the line names a row, but not right before what was taken for its figures, or holds a figure that is not
    understood."""
    others = [word.text for word in _beside(row, label)]
    is_own = bool(label.own) and names_row(label.text)
    return any(not has_ideograph(text) and has_digit(text) for text in others) or (
        not is_own and any(map(names_row, others))
    )


def has_digit(text: str) -> bool:
    """Whether a text could be a figure, misprinted."""
    return any(character.isdigit() for character in text)


def _placed(figures: Sequence[Word], places: Places | None, columns: int) -> list[str] | None:
    """Figures by column, blanks where a column has none in this row; None where that is not certain."""
    if places is not None and not places:
        return None
    if places is not None:
        where = [[n for span, n in places.items() if word.overlaps(*span)] for word in figures]
        if all(len(place) == 1 for place in where) and len({place[0] for place in where}) == len(where):
            held = {place[0]: word.text for place, word in zip(where, figures, strict=True)}
            return [held.get(n, "") for n in range(columns)]
    return [word.text for word in figures] if columns and len(figures) == columns else None
