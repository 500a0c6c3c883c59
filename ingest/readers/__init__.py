"""One format each: bytes -> Document. ``read`` tells the format from the bytes first and the name second."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from ingest.documents import Document
from ingest.errors import Rejection

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes. The largest real report seen is under 5 MB; more is an archive or a mistake."""

# What a file begins with, for formats that are no text. The name is what the rejection tells the user.
SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX, XLSX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS, WPS"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"WARC/", "WARC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
)
HTML_SUFFIXES = frozenset((".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".aspx", ".jsp", ".php"))
HTML_TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
SNIFFED_BYTES = 65536


def read(content: bytes, name: str) -> Document:
    """Read one document of any supported format.

    Args:
        content: the bytes of the file.
        name: its path or address; only the suffix is looked at, and only where the bytes leave it open.

    Raises:
        Rejection: with the reason code that says why it cannot be read.
    """
    if not content.strip():
        raise Rejection("empty_file")
    if len(content) > LARGEST_DOCUMENT:
        raise Rejection("too_large", f"{len(content)} > {LARGEST_DOCUMENT} bytes")
    for signature, format_name in SIGNATURES:
        if content.lstrip()[: len(signature)] == signature:
            raise Rejection("unsupported_format", format_name)
    return _text_reader(content, name)(content)


def _text_reader(content: bytes, name: str) -> Callable[[bytes], Document]:
    from ingest.readers.html import read_html
    from ingest.readers.text import read_text

    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    sample = content[:SNIFFED_BYTES].replace(b"\x00", b"")
    return read_html if suffix in HTML_SUFFIXES or HTML_TAG.search(sample) else read_text
