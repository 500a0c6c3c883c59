"""PDF to a document, by PDFium: ``page`` sees characters and rulings, ``paged`` makes tables and lines of them.

What is not text (scans) is rejected by name, never recognised.
"""

from __future__ import annotations

from ingest.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
