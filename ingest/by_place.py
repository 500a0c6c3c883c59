"""Names that their wording alone does not tell, told by where they stand: 内部事务信息 between 4. and 6., a header of
three whose other two are known.

The forms of sections 2 to 4 are closed: which rows and columns there are, and in which order, is prescribed. So what
stands between two that are known, in the number that belongs there, and reads like a short form or a misprint of what
the form has in that place and of nothing else that is missing, is that. A wording that fails any of this stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.cut_names import begins, told_by_order
from ingest.documents import Cell
from ingest.forms import INDICATORS, SIDE_BY_SIDE, column_sequences, read_seed, row_sequences
from ingest.header import Header
from ingest.header_columns import HeaderCell
from ingest.labels import BRACKETED, Label, Match, bare_key, label_key, load_labels
from ingest.locate import PrintedRow
from ingest.looks import is_known_value
from ingest.misprints import narrows, resembles
from ingest.normalise import squeeze
from ingest.rows import is_blank

BY_PLACE = "place"
"""How such a name was matched."""
# The form has 25 at most, thrice that where merged cells were taken apart; more are no headers, and slow to compare.
MOST_HEADERS = 100
# Of the name of a row of which only the beginning is left.
SHORTEST_BEGINNING = 4
SPANS = "spans"
BARE = "none"
GRIDS = frozenset((SPANS, "index"))
"""Geometries of tables whose cells are known: among bare lines a name may be half of one."""


class Step(NamedTuple):
    """A row of figures as it was met: the row of the form that its name says (empty where it says none).

    ``name``: where nothing knows the name, None where it cannot be told by its place either. ``is_bare``: among bare
    lines, where it may be told if it is the beginning of what the form has in its place, and not else.
    """

    table_code: str
    row_code: str
    name: Cell | None = None
    is_bare: bool = False


class _Printed(NamedTuple):
    """Headers above a row of figures. ``is_grid``: it is known which of them stand below which."""

    table_code: str
    cells: tuple[HeaderCell, ...]
    is_grid: bool


@dataclass(slots=True)
class Trail:
    """What reading met, in reading order."""

    steps: list[Step] = field(default_factory=list)
    headers: list[_Printed] = field(default_factory=list)
    _header: Header | None = None

    def take(self, table: str, row: str, header: Header | None) -> None:
        """A row of figures with the row of the form that it is, and what stands above it as far as it is printed."""
        self.steps.append(Step(table, row))
        if header is None or len(header.cells) > MOST_HEADERS:
            return
        if header is not self._header or len(header.cells) > len(self.headers[-1].cells):
            self._header = header
            self.headers.append(_Printed(table, tuple(header.cells), _is_grid(header)))

    def pass_over(
        self, table: str, printed: PrintedRow, own: Sequence[Cell], *, may_be_told: bool = True
    ) -> list[Cell]:
        """A row that nothing names, for its place to tell: the words in it."""
        names = [cell for cell in own if not is_blank(cell.text) and not is_known_value(cell.text)]
        if names and own.index(names[-1]) + 1 < len(own):
            is_bare = printed.geometry not in GRIDS
            may_be_told = may_be_told and (not is_bare or printed.geometry == BARE)
            self.steps.append(Step(table, "", names[-1] if may_be_told else None, is_bare))
        return names

    def told(self) -> Mapping[Cell, Match]:
        """The names that their places tell."""
        found: dict[Cell, Label] = {}
        for header in self.headers:
            found.update(dict(_told_in_header(header)) or dict(told_by_order(header.table_code, header.cells)))
        tables = {step.table_code for step in self.steps if step.name is not None} - {INDICATORS, SIDE_BY_SIDE}
        for table in tables:
            found.update(_told_in_rows(table, [step for step in self.steps if step.table_code == table]))
        return {cell: Match((label,), BY_PLACE) for cell, label in found.items()}


def _told_in_rows(table: str, steps: Sequence[Step]) -> Iterator[tuple[Cell, Label]]:
    """Runs of unknown rows between known ones, where the form has as many rows between them as are printed."""
    known = [step.row_code for step in steps if step.row_code]
    if len(set(known)) < len(known):
        return  # a table printed twice, or a row: what stands between is another's
    for before, run, behind in _runs(steps):
        between = {_between(way, before, behind) for way in row_sequences(table)}
        told = [codes for codes in between if len(codes) == len(run) and _may_be_rows(run, codes, table)]
        if len(told) == 1 and not {*told[0]} & {*known}:
            for step, code in zip(run, told[0], strict=True):
                if step.name is not None:
                    yield step.name, Label(table, "row", code)


def _may_be_rows(run: Sequence[Step], codes: Sequence[str], table: str) -> bool:
    """Whether each unknown name may stand for the row of the form in its place."""
    pairs = [(step, step.name, code) for step, code in zip(run, codes, strict=True) if step.name is not None]
    missing = {*codes}
    return all(
        _is_beginning(name, Label(table, "row", code))
        if step.is_bare
        else like(name.text, table, "row") & missing == {code}
        for step, name, code in pairs
    )


def _is_beginning(name: Cell, label: Label) -> bool:
    return len(bare_key(name.text)) >= SHORTEST_BEGINNING and begins(name.text, label)


def _runs(steps: Sequence[Step]) -> Iterator[tuple[str, list[Step], str]]:
    """Each run of unknown rows with the known ones before and behind it, empty at either end of the table.

    None where a row stands beside it of which nothing can be told.
    """
    before: str | None = ""
    run: list[Step] = []
    for step in (*steps, None):
        if step is not None and step.name is not None:
            run.append(step)
            continue
        behind = step.row_code or None if step is not None else ""
        if run and before is not None and behind is not None:
            yield before, run, behind
        before, run = behind, []


def _between(way: Sequence[str], before: str, behind: str) -> tuple[str, ...]:
    """The rows of the form between two, or from its beginning, or to its end."""
    if not {before, behind} <= {"", *way}:
        return ()
    first = way.index(before) + 1 if before else 0
    end = way.index(behind) if behind else len(way)
    return tuple(way[first:end])


def _is_grid(header: Header) -> bool:
    geometries, widths = {geometry for geometry, _ in header.shapes}, {width for _, width in header.shapes}
    return geometries == {SPANS} or (geometries == {"index"} and len(widths) == 1)


def _told_in_header(header: _Printed) -> Iterator[tuple[Cell, Label]]:
    """Headers that are not known, among as many as the form has in its order."""
    table = header.table_code
    if table == INDICATORS or not header.is_grid or all(h.label is not None for h in header.cells):
        return
    printed = sorted((h for h in header.cells if not is_blank(h.cell.text)), key=lambda h: h.cell.first_column)
    above = {other for h in printed for other in printed if _is_below(h.cell, other.cell)}
    lowest = [h for h in printed if h not in above]
    while lowest and lowest[0].label is not None and lowest[0].label.axis == "heading":
        lowest.pop(0)  # what heads the names of rows
    if table != SIDE_BY_SIDE:
        yield from _told_in_order(lowest, column_sequences(table), table, "column")
        return
    routes = [h for h in printed if h in above and (h.label is None or h.label.axis == "row")]
    yield from _told_in_order(routes, row_sequences(table), table, "row")
    yield from _told_in_order(lowest, {way * max(1, len(routes)) for way in column_sequences(table)}, table, "column")


def _told_in_order(
    headers: Sequence[HeaderCell], ways: Iterable[Sequence[str]], table: str, axis: str
) -> Iterator[tuple[Cell, Label]]:
    """Those of the headers that are not known, where all of them side by side can be but one part of the form."""
    unknown = [n for n, header in enumerate(headers) if header.label is None]
    agreeing = [way for way in ways if len(way) == len(headers) and _agree(headers, way, table, axis)]
    missing = {way[n] for way in agreeing for n in unknown}
    cells = [headers[n].cell for n in unknown]
    told = {codes for way in agreeing if _read_as(cells, codes := tuple(way[n] for n in unknown), missing, table, axis)}
    if len(told) == 1 and len({header.cell.first_column for header in headers}) == len(headers):
        for cell, code in zip(cells, told.pop(), strict=True):
            yield cell, Label(table, axis, code)


def _is_below(lower: Cell, upper: Cell) -> bool:
    return lower.first_row > upper.first_row and (
        lower.first_column < upper.end_column and upper.first_column < lower.end_column
    )


def _agree(headers: Sequence[HeaderCell], codes: Sequence[str], table: str, axis: str) -> bool:
    """Whether the headers that are known are those of the form in its order."""
    pairs = zip(headers, codes, strict=True)
    return all(header.label in (None, Label(table, axis, code)) for header, code in pairs)


def _read_as(cells: Sequence[Cell], codes: Sequence[str], missing: Set[str], table: str, axis: str) -> bool:
    """Whether each text reads like its code, and like none of the others that are missing."""
    return all(like(cell.text, table, axis) & missing == {code} for cell, code in zip(cells, codes, strict=True))


@lru_cache(maxsize=4096)
def like(text: str, table: str, axis: str) -> frozenset[str]:
    """The rows (or columns) of a table that a text reads like, more than like any other and each as much."""
    added = BRACKETED.findall(squeeze(text))
    if any(character.isdigit() for character in bare_key(text)):
        return frozenset()  # a year, or a figure that has run into its name
    for wording in _wordings(text):
        strange: dict[str, int] = {}
        for known, label in load_labels().keys_by_table.get(table, ()):
            if (
                label.axis == axis
                and (other := resembles(wording, known)) is not None
                and not narrows(added, label.code)
            ):
                strange[label.code] = min(other, strange.get(label.code, other))
        fewest = min(strange.values(), default=0)
        if nearest := frozenset(code for code, count in strange.items() if count == fewest):
            return nearest
    return frozenset()


def _wordings(text: str) -> list[str]:
    """A label, without an ending that changes nothing (行政处罚决定), and with what it says in brackets."""
    key = bare_key(text)
    ending = next((word for word in _neutral_endings() if key.endswith(word)), "")
    return list(dict.fromkeys((key, key.removesuffix(ending), label_key(text))))


@lru_cache(maxsize=1)
def _neutral_endings() -> tuple[str, ...]:
    return tuple(sorted((row["word"] for row in read_seed("neutral_endings")), key=lambda word: (-len(word), word)))
