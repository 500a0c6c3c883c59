"""What an alignment says as a whole: which vintage of the form was printed, and which rows only look like one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from ingest.aligned import AlignedCell, Alignment
from ingest.forms import INDICATORS, CellKey, cells_of, load_forms
from ingest.labels import label_key, load_labels

# A pre-2019 table is told from any other table of counts by several of its rows.
FEWEST_LEGACY_ROWS = 3


def without_chance_tables(alignment: Alignment) -> Alignment:
    """Drop indicator rows that only happen to look so: a handful of counts beside the tables of a later form."""
    legacy_rows = {cell.row_code for cell in alignment.cells if cell.table_code == INDICATORS}
    others = {cell.table_code for cell in alignment.cells} - {INDICATORS}
    if not legacy_rows or (len(legacy_rows) >= FEWEST_LEGACY_ROWS and not others):
        return alignment
    return Alignment(
        tuple(cell for cell in alignment.cells if cell.table_code != INDICATORS),
        tuple(row for row in alignment.unmapped if row.table_code != INDICATORS),
    )


@lru_cache(maxsize=8)
def _regular_cells(form_version: str) -> frozenset[CellKey]:
    """Cells that a vintage prints unless its （六） takes the other shape."""
    forms = load_forms()
    regular = {
        (r.table_code, r.code) for r in forms.rows if r.form_version == form_version and r.is_default_alternative
    }
    return frozenset(cell for cell in cells_of(form_version) if cell[:2] in regular)


def form_version_of(alignment: Alignment) -> str | None:
    """The vintage by what was printed, never by the year: the tables in the form's order, until one of them decides.

    A cell that only one vintage has counts for it, and so does a header in the wording of only one. Of figures that
    no header tells apart only the row counts: each stands for all columns that it could be of.
    """
    candidates = load_forms().versions
    by_table: dict[str, list[AlignedCell]] = {row.table_code: [] for row in load_forms().rows}
    for cell in alignment.cells:
        by_table[cell.table_code].append(cell)
    for table, cells in by_table.items():
        wordings = {label: _versions_of(table, label) for label in {cell.column_label for cell in cells}}
        scores = {version: _fit_of_all(cells, version, wordings) for version in candidates}
        best = max(scores.values())
        candidates = tuple(version for version in candidates if scores[version] == best)
        if len(candidates) == 1:
            return candidates[0]
    return None


def _versions_of(table_code: str, column_label: str) -> frozenset[str]:
    """The vintages of which a header is the wording."""
    return load_labels().version_of_label.get((table_code, label_key(column_label)), frozenset())


def _fit_of_all(cells: Sequence[AlignedCell], form_version: str, wordings: Mapping[str, frozenset[str]]) -> int:
    regular = _regular_cells(form_version)
    read = [cell for cell in cells if cell.column_label or not cell.problem_code]
    fit = sum([2 if form_version in wordings[cell.column_label] else 1 for cell in read if cell[:3] in regular])
    rows = {cell[:2] for cell in cells if cell.problem_code and not cell.column_label}
    return fit + (len(rows & {cell[:2] for cell in regular}) if rows else 0)
