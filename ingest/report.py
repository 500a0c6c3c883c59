"""One document read to the end: bytes -> the raw rows of its reports, or a rejection with its reason."""

from __future__ import annotations

from typing import NamedTuple

from ingest.aligned import Alignment
from ingest.containers.walk import document_id_of
from ingest.documents import Document
from ingest.errors import Rejection
from ingest.identify import Identity, identify
from ingest.locate import locate
from ingest.plans import read_tables
from ingest.readers import read
from ingest.refusals import refusal
from ingest.sections import Paragraph, assign_sections, is_report_in_prose
from ingest.several import is_of_several_reports, split_reports
from ingest.unread import unread_figures
from ingest.years import of_own_year, parted_by_year, with_other_years

REPORT_ID_DIGITS = 16


class ReadReport(NamedTuple):
    """One report as raw rows. ``form_version`` is None where the labels fit two vintages equally."""

    report_id: str
    form_version: str | None
    identity: Identity
    alignment: Alignment
    paragraphs: tuple[Paragraph, ...]


class ReadDocument(NamedTuple):
    """One document with its reports in reading order, at least one."""

    document_id: str
    source_format: str
    encoding: str
    byte_count: int
    reports: tuple[ReadReport, ...]


def read_reports(content: bytes, name: str) -> ReadDocument:
    """Read one document.

    Raises:
        Rejection: the document holds no report, or cannot be read; the code says which.
    """
    document = read(content, name)
    document_id = document_id_of(content)
    parts = split_reports(document)
    address = name if len(parts) == 1 else ""  # a file that holds several reports is not named by one
    reports = tuple(
        _read_part(part, report_id_of(document_id, n), content, address) for n, part in enumerate(parts, start=1)
    )
    return ReadDocument(document_id, document.source_format, document.encoding, len(content), reports)


def read_report(content: bytes, name: str) -> ReadReport:
    """Read the report of a document that holds one; of several the first.

    Raises:
        Rejection: as ``read_reports``.
    """
    return read_reports(content, name).reports[0]


def report_id_of(document_id: str, ordinal: int) -> str:
    """The first digits of the document's id; the second report of a document and those behind it are numbered."""
    return document_id[:REPORT_ID_DIGITS] + (f"-{ordinal}" if ordinal > 1 else "")


def _read_part(document: Document, report_id: str, content: bytes, address: str) -> ReadReport:
    located = locate(document)
    paragraphs = tuple(assign_sections(located.prose))
    identity = identify(document.title, document.metadata, [p.text for p in paragraphs], address)
    located, other_years = parted_by_year(located, identity.report_year)
    alignment, form_version, dated = read_tables(located)
    alignment = of_own_year(alignment, dated, identity.report_year)
    if other_years.parts:
        alignment = with_other_years(alignment, read_tables(other_years).alignment)
    if not alignment.cells and not is_report_in_prose(paragraphs):
        raise refusal(document, paragraphs, content)
    unread = tuple(unread_figures(alignment, paragraphs, located.parts))
    if is_of_several_reports(document, alignment):
        raise Rejection("several_reports")
    whole = alignment._replace(unmapped=alignment.unmapped + unread) if unread else alignment
    return ReadReport(report_id, form_version, identity, whole, paragraphs)
