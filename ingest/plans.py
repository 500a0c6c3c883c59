"""Reading the tables of a report, with what was once found out about a form kept for the next report printed on it.

Which cell of the form a printed cell is depends on labels, layout, and where figures stand, never on what the figures
are. So tables are read with their figures left out (a skeleton), and what that gives, a plan, fills in any figures.
A plan is made from the skeleton alone: nothing else of the document it was first met in can get into it.
It is made when a form is met again: many a report is printed like no other, and reading is cheaper than a plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, repeat
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from ingest.align import align
from ingest.aligned import AlignedCell, Alignment, UnmappedRow
from ingest.documents import rows_of
from ingest.layouts import Layout
from ingest.locate import Located, PrintedRow, PrintedTable
from ingest.skeletons import MOST_CELLS, Skeleton
from ingest.vintages import form_version_of, without_chance_tables
from ingest.years import dated_labels

# Every plan holds some ten kilobytes; a corpus prints a few dozen forms, and the odd document none of its kind.
PLANS_KEPT = 512
# A figure by its looks, long enough to be told from any that is printed; the number of the cell follows.
STAND_IN = "900900900"
STAND_IN_LENGTH = len(STAND_IN) + 5
STANDS_IN = re.compile(STAND_IN + "([0-9]{5})")
REPEATED = "row_repeated"

Record = TypeVar("Record", AlignedCell, UnmappedRow)
Picker = Callable[[Sequence[str]], Sequence[str]]
Pieces = tuple[str, ...]
"""A text put together: every other piece is the number of a cell whose text goes there."""


class ReadTables(NamedTuple):
    """What the tables of one report say. ``form_version`` is None where their labels fit two vintages equally.

    ``dated``: the labels that name a year, as ``years.dated_labels`` gives them.
    """

    alignment: Alignment
    form_version: str | None
    dated: Mapping[str, int]


def read_tables(located: Located) -> ReadTables:
    """Align the statutory tables of one report with the forms, without those that only look so by chance."""
    tables = [part for part in located.parts if isinstance(part, PrintedTable)]
    if tables and len(tables) == len(located.parts):
        texts = list(chain.from_iterable([part.table.texts for part in tables]))
        plan = _plan_for(tables) if len(texts) <= MOST_CELLS else None
        if plan is not None:
            return plan.fill(texts, list(chain.from_iterable([part.table.locators for part in tables])))
    alignment = without_chance_tables(align(located.rows))
    return ReadTables(alignment, form_version_of(alignment), dated_labels(alignment))


def _plan_for(tables: Sequence[PrintedTable]) -> Plan | None:
    form = form_of(tuple([(part.table.layout, part.geometry, part.table.skeleton) for part in tables]))
    if form.is_met:
        return form.plan
    form.is_met = True
    return None


Shapes = tuple[tuple[Layout, str, Skeleton], ...]
"""The layout and the geometry of each table, and what stands in it beside figures."""


class Form:
    """The tables of a report without their figures, and the plan to read them by; ``is_met`` once a report had them."""

    def __init__(self, shapes: Shapes) -> None:
        """As ``plan_of`` takes them."""
        self.shapes = shapes
        self.is_met = False

    @cached_property
    def plan(self) -> Plan | None:
        """Made when it is first asked for."""
        return plan_of(self.shapes)


@lru_cache(maxsize=PLANS_KEPT)
def form_of(shapes: Shapes) -> Form:
    """The form that tables are printed on, the same one as long as it is remembered."""
    return Form(shapes)


def plan_of(shapes: Shapes) -> Plan | None:
    """How such tables are read, for any figures where their skeletons have None.

    None where that depends on the figures: a row printed twice counts once if they agree.
    """
    texts = tuple(chain.from_iterable(skeleton.texts for *_, skeleton in shapes))
    if any(STAND_IN in text for text in texts if text is not None):
        return None
    stood_in = [f"{STAND_IN}{n:05}" if text is None else text for n, text in enumerate(texts)]
    rows: list[PrintedRow] = []
    start = 0
    for block, (layout, geometry, _) in enumerate(shapes):
        end = start + len(layout.places)
        numbers = [str(n) for n in range(start, end)]
        rows += [PrintedRow(row, block, geometry) for row in rows_of(layout, stood_in[start:end], numbers)]
        start = end
    alignment = without_chance_tables(align(rows))
    return None if _depends_on_figures(alignment) else Plan.of(alignment, len(texts))


def _depends_on_figures(alignment: Alignment) -> bool:
    labels = set(map(_ROW_LABEL, alignment.cells)) | set(map(_COLUMN_LABEL, alignment.cells))
    labels.update(row.label for row in alignment.unmapped)
    return REPEATED in set(map(_PROBLEM, alignment.cells)) or any(STAND_IN in label for label in labels)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """An alignment with the numbers of cells in place of their texts and locators.

    Behind the texts of the document's cells are counted those of ``composed``, behind its locators an empty one.
    """

    form_version: str | None
    dated: Mapping[str, int]
    composed: tuple[Pieces, ...]
    cells: _Columns[AlignedCell]
    unmapped: _Columns[UnmappedRow]

    @classmethod
    def of(cls, alignment: Alignment, count: int) -> Plan:
        """The plan behind an alignment of ``count`` cells whose figures stand in and whose locators are numbers."""
        composed: dict[Pieces, int] = {}

        def number_of(printed: str) -> int:
            # What begins as one and is as long is one: no printed text holds the digits that mark them.
            if len(printed) == STAND_IN_LENGTH and printed.startswith(STAND_IN):
                return int(printed[len(STAND_IN) :])
            return composed.setdefault(tuple(STANDS_IN.split(printed)), count + len(composed))

        cells = _columns(AlignedCell, alignment.cells, number_of, count)
        unmapped = _columns(UnmappedRow, alignment.unmapped, number_of, count)
        return cls(form_version_of(alignment), dated_labels(alignment), tuple(composed), cells, unmapped)

    def fill(self, texts: list[str], locators: list[str]) -> ReadTables:
        """The alignment of a document that has these cells."""
        printed = texts + [_compose(pieces, texts) for pieces in self.composed]
        located = [*locators, ""]
        cells, unmapped = self.cells.fill(printed, located), self.unmapped.fill(printed, located)
        return ReadTables(Alignment(cells, unmapped), self.form_version, self.dated)


def _compose(pieces: Pieces, texts: Sequence[str]) -> str:
    return "".join([texts[int(piece)] if n % 2 else piece for n, piece in enumerate(pieces)])


@dataclass(frozen=True, slots=True, eq=False)
class _Columns(Generic[Record]):
    """Records column by column, and which cells the texts and locators are of."""

    record: type[Record]
    columns: tuple[tuple[str | None, ...], ...]
    printed: Picker
    located: Picker

    def fill(self, printed: Sequence[str], locators: Sequence[str]) -> tuple[Record, ...]:
        """The records of a document."""
        columns: list[Sequence[str | None]] = list(self.columns)
        columns[_PRINTED[self.record]] = self.printed(printed)
        columns[_LOCATED[self.record]] = self.located(locators)
        return tuple(map(tuple.__new__, repeat(self.record), zip(*columns, strict=True)))


def _columns(
    record: type[Record], records: Sequence[Record], number_of: Callable[[str], int], count: int
) -> _Columns[Record]:
    columns = tuple(zip(*records, strict=True)) or ((),) * len(record._fields)
    printed = [number_of(each.printed_text) for each in records]
    located = [int(each.locator) if each.locator else count for each in records]
    return _Columns(record, columns, _picker(printed), _picker(located))


def _picker(numbers: Sequence[int]) -> Picker:
    """What picks so many values by their numbers; of several ``itemgetter`` does so in a third of the time."""
    return itemgetter(*numbers) if len(numbers) > 1 else lambda values: [values[n] for n in numbers]


_PRINTED = {record: record._fields.index("printed_text") for record in (AlignedCell, UnmappedRow)}
_ROW_LABEL, _COLUMN_LABEL, _PROBLEM = map(
    itemgetter, map(AlignedCell._fields.index, ("row_label", "column_label", "problem_code"))
)
_LOCATED = {record: record._fields.index("locator") for record in (AlignedCell, UnmappedRow)}
