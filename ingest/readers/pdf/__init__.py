"""PDF to a document: ruled tables become grids with their spans, everything else lines of print in reading order.

``page`` sees characters and rulings, ``lattice`` makes tables of rulings, ``cells`` puts the characters into them and
``breaks`` joins what page breaks cut; ``unruled`` reads tables that only the places of words make. What is not text
(scans) is rejected by name, never recognised.
"""

from __future__ import annotations

from ingest.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
