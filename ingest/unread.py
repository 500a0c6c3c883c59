"""Figures that stand in a section of the report, or in a table of its labels, without any place that could be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from ingest.aligned import AlignedCell, Alignment, UnmappedRow
from ingest.forms import INDICATORS, read_seed
from ingest.locate import PrintedRow, PrintedTable
from ingest.looks import UNPLACED, is_value, tables_named
from ingest.normalise import has_ideograph
from ingest.sections import Paragraph

# Fewer lines of figures are page numbers and dates; the smallest of the tables has ten figures.
FEWEST_FIGURES = 5
FEWEST_IN_TABLE = 3
# Fewer labels of a table may stand in any other, but where it has no more rows.
FEWEST_LABELS = 3
_CELLS_TABLE, _ROWS_TABLE = (itemgetter(kind._fields.index("table_code")) for kind in (AlignedCell, UnmappedRow))
# What is told of them: enough to find them in the document.
FIGURES_TOLD = 20


def unread_figures(
    alignment: Alignment, paragraphs: Sequence[Paragraph], parts: Sequence[PrintedTable | PrintedRow] = ()
) -> Iterator[UnmappedRow]:
    """One row for each statutory table of which nothing was read although its section, or a table, prints figures.

    So a table that fell to pieces, as ``pdftotext`` leaves it, or one turned on its side, is not taken for one that is
    not there.
    """
    known = {*map(_CELLS_TABLE, alignment.cells), *map(_ROWS_TABLE, alignment.unmapped)}
    for table in read_seed("form_tables"):
        code = table["table_code"]
        if code in known:
            continue
        section = [p for p in paragraphs if p.section_code == table["section_code"]]
        figures = [(word, p.locator) for p in section if _is_figures(p.text) for word in p.text.split()]
        if len(figures) < FEWEST_FIGURES:
            figures = _figures_in_table(code, parts)
        if figures:
            text = UNPLACED.join(figure for figure, _ in figures[:FIGURES_TOLD])
            yield UnmappedRow(code, "", None, text, "label_uncertain", figures[0][1])


def _is_figures(text: str) -> bool:
    """Whether a line holds figures and nothing else."""
    words = [] if has_ideograph(text) else text.split()
    return bool(words) and all(map(is_value, words))


def _figures_in_table(code: str, parts: Iterable[PrintedTable | PrintedRow]) -> list[tuple[str, str]]:
    """The figures of a printed table that has labels of a statutory one, more than of any other, and their places."""
    for part in parts if code != INDICATORS else ():
        if isinstance(part, PrintedTable):
            texts = part.table.texts
            labels = Counter(table for text in set(texts) for table in tables_named(text) if table != INDICATORS)
            found = zip(texts, part.table.locators, strict=True)
            figures = [(text, place) for text, place in found if is_value(text) and any(map(str.isdigit, text))]
            fewest = min(FEWEST_LABELS, part.table.row_count)
            if labels[code] >= max((fewest, *labels.values())) and len(figures) >= FEWEST_IN_TABLE:
                return figures
    return []
