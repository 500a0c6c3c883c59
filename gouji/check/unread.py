"""Documents that could not be read: what a report has, what this one has, and which of its lines come nearest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz, process

from gouji.check.model import NearestRow, RejectedDocument
from gouji.check.visible import visible
from gouji.errors import Wording
from ingest.containers.opening import OpenArchives
from ingest.containers.walk import Found
from ingest.documents import Document, Table
from ingest.errors import Rejection
from ingest.forms import load_forms, read_seed
from ingest.labels import label_key
from ingest.readers import read
from ingest.shards import Outcome
from ingest.tasks import Task, content_of

# Of 100. Lower than for rows of a table that was recognised, a resemblance between strangers says nothing.
LEAST_LIKENESS = 60.0
NEAREST_TOLD = 3
# The longest label of the form has 45 characters; of a longer line no more is looked at, and it is prose.
LONGEST_LABEL = 80
# Of a document of any length; comparing a line with every label of the form takes about 0.1 ms.
LINES_COMPARED = 2_000


class Printed(NamedTuple):
    """A line of text, or the first cell of a row, with its place."""

    text: str
    locator: str


class FormRow(NamedTuple):
    """A row of the statutory form."""

    table_code: str
    row_code: str
    label: str


def rejected_document(outcome: Outcome, found: Found, archives: OpenArchives) -> RejectedDocument:
    """A rejection in words, with what was found where the document could be opened at all."""
    seed = _reasons()[outcome.reason_code]
    document = _document(outcome, found, archives)
    return RejectedDocument(
        document_id=found.document_id,
        path=visible(found.source_uri),
        reason_code=outcome.reason_code,
        detail=visible(outcome.detail),
        problem=Wording(seed["message_zh"], seed["message_en"]),
        remedy=Wording(seed["remedy_zh"], seed["remedy_en"]),
        expected=_expected() if document else None,
        found=_found(document) if document else None,
        nearest=tuple(_nearest(document)) if document else (),
    )


@lru_cache(maxsize=1)
def _reasons() -> Mapping[str, Mapping[str, str]]:
    return {row["reason_code"]: row for row in read_seed("reject_reasons")}


def _document(outcome: Outcome, found: Found, archives: OpenArchives) -> Document | None:
    """The document once more, as its reader has it; None where it is the reading that failed."""
    try:
        task = Task(found.document_id, found.source_uri, found.path, found.place, found.fault)
        return read(content_of(task, archives), found.source_uri)
    except Rejection:
        return None
    except Exception:  # whatever made the reader fail was told as the reason
        assert outcome.reason_code in ("reader_failed", "unreadable_file", "damaged_document"), outcome.reason_code
        return None


def _expected() -> Wording:
    tables = [Wording(row["name_zh"], row["name_en"]) for row in read_seed("form_tables")]
    return Wording("、".join(f"《{table.zh}》" for table in tables), "; ".join(table.en for table in tables))


def _found(document: Document) -> Wording:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    rows = sum(table.row_count for table in tables)
    lines = len(document.blocks) - len(tables)
    title = visible(" ".join((document.title or "").split()))
    return Wording(
        f"{len(tables)} 个表格共 {rows} 行，表格之外 {lines} 行文字" + (f"，题为“{title}”" if title else ""),
        f"{len(tables)} tables of {rows} rows in all, {lines} lines besides" + (f', titled "{title}"' if title else ""),
    )


def _nearest(document: Document) -> Iterator[NearestRow]:
    """The lines that resemble a row of the form most, the best first, each row of the form once."""
    known = _form_rows()
    found = []
    for printed in islice(_printed(document), LINES_COMPARED):
        match = process.extractOne(label_key(printed.text), list(known), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
        if match is not None:
            found.append((match[1], printed, known[match[0]]))
    told: set[FormRow] = set()
    for _, printed, row in sorted(found, key=lambda one: -one[0]):
        if row not in told and len(told) < NEAREST_TOLD:
            told.add(row)
            yield NearestRow(
                row.table_code, visible(printed.text), visible(printed.text), printed.locator, None, row.label,
                row.row_code,
            )  # fmt: skip


@lru_cache(maxsize=1)
def _form_rows() -> Mapping[str, FormRow]:
    rows = load_forms().rows
    return {label_key(row.label): FormRow(row.table_code, row.code, row.label) for row in rows}


def _printed(document: Document) -> Iterator[Printed]:
    """Lines, and the first words of rows, that are short enough for a label."""
    for block in document.blocks:
        if isinstance(block, Table):
            firsts = (next((cell for cell in row.own_cells if cell.text.strip()), None) for row in block.rows)
            candidates = [Printed(cell.text, cell.locator) for cell in firsts if cell is not None]
        else:
            candidates = [Printed(block.text, block.locator)]
        yield from (one for one in candidates if len(one.text) <= LONGEST_LABEL and len(label_key(one.text)) > 1)
