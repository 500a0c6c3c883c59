"""One format each: bytes -> Document. ``read`` tells the format from the bytes first and the name second.

A new format is a module with a reader and one row of ``FORMATS``; what it needs is imported when first met.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib import import_module
from posixpath import splitext
from typing import NamedTuple

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.memory import keep_freed_memory

LARGEST_DOCUMENT = 64 * 1024 * 1024
"""Bytes. The largest real report seen is under 5 MB; more is an archive or a mistake."""

SNIFFED_BYTES = 65536
HTML_SUFFIXES = frozenset((".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".aspx", ".jsp", ".php"))
HTML_TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)


# Office formats that are one XML file, told by what their first lines say of the program: never to be taken for HTML.
OFFICE_XML = re.compile(rb"""^<\?xml[^>]*>.{0,800}?(?:progid=["'](Excel|Word|PowerPoint)\.|<pkg:package)""", re.DOTALL)
OFFICE_XML_NAME = "Office XML"
OFFICE_XML_READERS = {
    b"word": "ingest.readers.doc:read_word_xml",
    b"excel": "ingest.readers.doc:read_excel_xml",
}

# Markup in a string of a script or of JSON: read as a page it would lose all its spans. Plain searches, for they are
# made in every document.
ESCAPED_ATTRIBUTES = (b'=\\"', b"=\\'", b"=\\\\", b"=\x00\\\x00")

TRIAL_VARIABLE = "GOUJI_TRIAL_FORMATS"
"""Environment variable: names of formats on trial that are to be read all the same, parted by commas."""


# Marks of the order of bytes, white space, and every other byte of UTF-16.
BEFORE_JSON = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
BEGINS_JSON = frozenset(bytes([byte]) for byte in BEFORE_JSON + b"{[")
SNIFFED_ENDS = 1024


class Format(NamedTuple):
    """A format that its first bytes betray. ``reader`` is ``module:function``; empty where there is none yet.

    ``on_trial``: a reader whose accuracy is not proven for all layouts; such documents are rejected unless asked for.
    """

    name: str
    signature: bytes
    reader: str
    on_trial: bool = False


# In order; the first signature that fits decides.
FORMATS = (
    Format("PDF", b"%PDF-", "ingest.readers.pdf:read_pdf"),
    Format("ZIP, DOCX, XLSX", b"PK\x03\x04", "ingest.readers.zipped:read_zipped"),
    Format("DOC, XLS, WPS", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ingest.readers.ole:read_ole"),
    Format("MHTML", b"MIME-Version:", "ingest.readers.mhtml:read_mhtml"),
    Format("MHTML", b"Content-Type: multipart/related", "ingest.readers.mhtml:read_mhtml"),
    Format("MHTML", b"From: <Saved by", "ingest.readers.mhtml:read_mhtml"),
    Format("GZIP", b"\x1f\x8b", ""),
    Format("RTF", b"{\\rtf", "ingest.readers.doc:read_rtf"),
    Format("WARC", b"WARC/", ""),
    Format("PNG", b"\x89PNG", ""),
    Format("JPEG", b"\xff\xd8\xff", ""),
    Format("GIF", b"GIF8", ""),
    Format("RAR", b"Rar!", ""),
    Format("7Z", b"7z\xbc\xaf\x27\x1c", ""),
)
SIGNATURES = tuple(known.signature for known in FORMATS)


def read(content: bytes, name: str) -> Document:
    """Read one document of any supported format.

    Args:
        content: the bytes of the file.
        name: its path or address; only the suffix is looked at, and only where the bytes leave it open.

    Raises:
        Rejection: with the reason code that says why it cannot be read.
    """
    keep_freed_memory()
    if not content or content.isspace():
        raise Rejection("empty_file")
    if len(content) > LARGEST_DOCUMENT:
        raise Rejection("too_large", f"{len(content)} > {LARGEST_DOCUMENT} bytes")
    start = content[:SNIFFED_BYTES].lstrip() if content[:1].isspace() else content
    for known in FORMATS if start.startswith(SIGNATURES) else ():
        if start.startswith(known.signature):
            if not known.reader:
                raise Rejection("unsupported_format", known.name)
            if known.on_trial and known.name.lower() not in trial_formats():
                raise Rejection("unsupported_format", f"{known.name} ({TRIAL_VARIABLE}={known.name.lower()})")
            return _load(known.reader)(content)
    if found := OFFICE_XML.match(start):
        reader = OFFICE_XML_READERS.get((found[1] or b"").lower())
        if reader is None:
            raise Rejection("unsupported_format", OFFICE_XML_NAME)
        return _load(reader)(content)
    if _may_be_escaped(content) or _is_json(content):
        from ingest.readers.json_page import read_escaped  # few documents need it

        if (page := read_escaped(content)) is not None:
            return page
    return _load(_text_reader(content, name))(content)


def _may_be_escaped(content: bytes) -> bool:
    """Whether markup may stand in a string; one character is looked for in a hundredth of the time of several."""
    return b"\\" in content and any(mark in content for mark in ESCAPED_ATTRIBUTES)


def _is_json(content: bytes) -> bool:
    """Whether a document is an object or an array by its first and last characters."""
    if content[:1] not in BEGINS_JSON:
        return False
    first, last = content[:SNIFFED_ENDS].lstrip(BEFORE_JSON), content[-SNIFFED_ENDS:].rstrip(BEFORE_JSON)
    return first[:1] + last[-1:] in (b"{}", b"[]")


def trial_formats() -> frozenset[str]:
    """Formats on trial that the user asked for, lower case."""
    return frozenset(name.strip().lower() for name in os.environ.get(TRIAL_VARIABLE, "").split(",") if name.strip())


def _load(reader: str) -> Callable[[bytes], Document]:
    module, _, function = reader.partition(":")
    loaded: Callable[[bytes], Document] = getattr(import_module(module), function)
    return loaded


def _text_reader(content: bytes, name: str) -> str:
    suffix = splitext(name.replace("\\", "/").rstrip("/"))[1].lower()
    is_html = suffix in HTML_SUFFIXES or HTML_TAG.search(content[:SNIFFED_BYTES].replace(b"\x00", b""))
    return "ingest.readers.html:read_html" if is_html else "ingest.readers.text:read_text"
