"""Figures that stand in a section of the report without any row or column that could be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.aligned import Alignment, UnmappedRow
from ingest.forms import read_seed
from ingest.looks import UNPLACED, is_value
from ingest.normalise import has_ideograph
from ingest.sections import Paragraph

# Fewer lines of figures are page numbers and dates; the smallest of the tables has ten figures.
FEWEST_FIGURES = 5
# What is told of them: enough to find them in the document.
FIGURES_TOLD = 20


def unread_figures(alignment: Alignment, paragraphs: Sequence[Paragraph]) -> Iterator[UnmappedRow]:
    """One row for each section that prints figures line by line and of whose table nothing was read.

    So a table that fell to pieces, as ``pdftotext`` leaves it, is not taken for one that is not there.
    """
    known = {cell.table_code for cell in alignment.cells} | {row.table_code for row in alignment.unmapped}
    for table in read_seed("form_tables"):
        if table["table_code"] in known:
            continue
        section = [p for p in paragraphs if p.section_code == table["section_code"]]
        figures = [p for p in section if is_value(p.text) and not has_ideograph(p.text)]
        if len(figures) >= FEWEST_FIGURES:
            text = UNPLACED.join(figure.text for figure in figures[:FIGURES_TOLD])
            yield UnmappedRow(table["table_code"], "", None, text, "label_uncertain", figures[0].locator)
