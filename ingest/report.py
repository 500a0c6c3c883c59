"""One document read to the end: bytes -> the raw rows of its report, or a rejection with its reason."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.align import AlignedCell, Alignment, align
from ingest.documents import Document
from ingest.errors import Rejection
from ingest.forms import CellKey, cells_of, load_forms
from ingest.identify import Identity, identify
from ingest.labels import label_key, load_labels
from ingest.locate import locate
from ingest.readers import read
from ingest.sections import Paragraph, assign_sections

REPORT_WORDS = re.compile(r"(?:政府|政务)?信息公开.{0,20}(?:年度报告|年报)", re.DOTALL)
REPORT_ID_DIGITS = 16
# A pre-2019 table is told from any other table of counts by several of its rows.
FEWEST_LEGACY_ROWS = 3


@dataclass(frozen=True, slots=True)
class ReadReport:
    """One report as raw rows. ``form_version`` is None where the labels fit two vintages equally."""

    document_id: str
    report_id: str
    source_format: str
    encoding: str
    byte_count: int
    form_version: str | None
    identity: Identity
    alignment: Alignment
    paragraphs: tuple[Paragraph, ...]


def document_id_of(content: bytes) -> str:
    """SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_report(content: bytes, name: str) -> ReadReport:
    """Read one document.

    Raises:
        Rejection: the document is no report, or cannot be read; the code says which.
    """
    document = read(content, name)
    located = locate(document)
    alignment = _without_chance_tables(align(located.rows))
    paragraphs = tuple(assign_sections(located.prose))
    if not alignment.cells:
        _require_report_in_prose(document, paragraphs)
    identity = identify(document.title, document.metadata, [p.text for p in paragraphs])
    document_id = document_id_of(content)
    return ReadReport(
        document_id,
        document_id[:REPORT_ID_DIGITS],
        document.source_format,
        document.encoding,
        len(content),
        form_version_of(alignment),
        identity,
        alignment,
        paragraphs,
    )


def _without_chance_tables(alignment: Alignment) -> Alignment:
    """Drop indicator rows that only happen to look so: a handful of counts beside the tables of a later form."""
    legacy_rows = {cell.row_code for cell in alignment.cells if cell.table_code == "legacy_indicators"}
    others = {cell.table_code for cell in alignment.cells} - {"legacy_indicators"}
    if not legacy_rows or (len(legacy_rows) >= FEWEST_LEGACY_ROWS and not others):
        return alignment
    return Alignment(
        tuple(cell for cell in alignment.cells if cell.table_code != "legacy_indicators"),
        tuple(row for row in alignment.unmapped if row.table_code != "legacy_indicators"),
    )


def _require_report_in_prose(document: Document, paragraphs: tuple[Paragraph, ...]) -> None:
    """A report without any table is one only if sections 3 and 4 are there and say something."""
    sections = {p.section_code for p in paragraphs if not p.is_heading}
    if {"requests", "legal_challenges"} <= sections:
        return
    text = "\n".join([document.title or "", *(p.text for p in paragraphs)])
    headings = {p.section_code for p in paragraphs if p.section_code}
    if REPORT_WORDS.search(text) and headings:
        raise Rejection("no_statutory_tables", "、".join(sorted(headings)))
    raise Rejection("not_a_report")


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

    A cell that only one vintage has counts for it, and so does a header in the wording of only one.
    """
    candidates = load_forms().versions
    for table in dict.fromkeys(row.table_code for row in load_forms().rows):
        cells = [cell for cell in alignment.cells if cell.table_code == table]
        scores = {version: sum(_fit(cell, version) for cell in cells) for version in candidates}
        best = max(scores.values())
        candidates = tuple(version for version in candidates if scores[version] == best)
        if len(candidates) == 1:
            return candidates[0]
    return None


def _fit(cell: AlignedCell, form_version: str) -> int:
    if (cell.table_code, cell.row_code, cell.column_code) not in _regular_cells(form_version):
        return 0
    wording = load_labels().version_of_label.get((cell.table_code, label_key(cell.column_label)), ())
    return 2 if form_version in wording else 1
