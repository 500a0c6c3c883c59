"""PDFium opened and closed: the only place that knows its errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import Rejection
from ingest.readers.pdf import stand_in
from ingest.readers.pdf.turned import Handle

LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)

stand_in.install()


@contextmanager
def opened(content: bytes) -> Iterator[Handle]:
    """The document's handle.

    Raises:
        Rejection: ``encrypted_document`` where a password is asked for, ``damaged_document`` where it cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in LOCKED
        raise Rejection("encrypted_document" if locked else "damaged_document", str(error)) from error
    try:
        yield document.raw
    finally:
        document.close()
