"""The whole file: opened, or rejected with the reason, and read page by page."""

from __future__ import annotations

import pypdfium2.raw as pdfium

from ingest.documents import Document
from ingest.readers.paged.document import document_of, require_few
from ingest.readers.pdf.library import opened
from ingest.readers.pdf.page import read_page


def read_pdf(content: bytes) -> Document:
    """Read one PDF.

    Raises:
        Rejection: ``encrypted_document``, ``damaged_document``, ``scanned_document``, ``undecodable``, ``too_large``.
    """
    with opened(content) as document:
        count = pdfium.FPDF_GetPageCount(document)
        require_few(count)
        pages = [read_page(document, index) for index in range(count)]
    return document_of("pdf", pages)
