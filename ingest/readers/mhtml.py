"""Single-file web pages (MHT, and the DOC that Word and content systems export as such): the page inside is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.html import read_html

PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml"))


def read_mhtml(content: bytes) -> Document:
    """Read the page of one MHTML file; of several parts that are pages (frames) the one with most bytes.

    Raises:
        Rejection: ``damaged_document`` where no page is inside; as ``read_html``.
    """
    pages = list(_pages(message_from_bytes(content)))
    if not pages:
        raise Rejection("damaged_document", "MHTML: no page inside")
    return replace(read_html(max(pages, key=len)), source_format="mhtml")


def _pages(message: Message) -> Iterator[bytes]:
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_type() in PAGE_TYPES else None
        if isinstance(payload, bytes) and payload.strip():
            yield payload
