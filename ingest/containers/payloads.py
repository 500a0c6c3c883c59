"""What a server sent -> the document: transfer chunks joined, compression undone.

Crawlers often store a page decoded and keep the headers that say otherwise, so bytes outrank headers.
"""

from __future__ import annotations

import re
import zlib

from ingest.containers.limits import LARGEST_MEMBER
from ingest.errors import Rejection

CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
GZIP = b"\x1f\x8b"
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
IS_DECODED = re.compile(rb"\s*(?:\xef\xbb\xbf)?<|%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0")


def decode_payload(payload: bytes, transfer_encoding: str, content_encoding: str) -> bytes:
    """Undo the encodings of HTTP.

    Raises:
        Rejection: ``damaged_document``, ``too_large``, or ``unsupported_format`` for a compression not known.
    """
    if "chunked" in transfer_encoding.lower():
        payload = _joined(payload)
    for encoding in reversed([name.strip() for name in content_encoding.lower().split(",") if name.strip()]):
        payload = _decompressed(payload, encoding)
    return payload


def _joined(payload: bytes) -> bytes:
    if not CHUNK_SIZE.match(payload):
        return payload
    parts: list[bytes] = []
    position = 0
    while size := CHUNK_SIZE.match(payload, position):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        end = size.end() + length
        if payload[end : end + 2] != b"\r\n":
            break
        parts.append(payload[size.end() : end])
        position = end + 2
    raise Rejection("damaged_document", "Transfer-Encoding: chunked")


def _decompressed(payload: bytes, encoding: str) -> bytes:
    if encoding in ("identity", "none", "utf-8") or IS_DECODED.match(payload) or not payload:
        return payload
    if encoding in ("gzip", "x-gzip"):
        return _inflated(payload, encoding, GZIP_OR_ZLIB) if payload.startswith(GZIP) else payload
    if encoding == "deflate":
        try:
            return _inflated(payload, encoding, zlib.MAX_WBITS)
        except Rejection:
            return _inflated(payload, encoding, -zlib.MAX_WBITS)
    raise Rejection("unsupported_format", f"Content-Encoding: {encoding}")


def _inflated(payload: bytes, encoding: str, window: int) -> bytes:
    stream = zlib.decompressobj(window)
    try:
        content = stream.decompress(payload, LARGEST_MEMBER + 1)
    except zlib.error as error:
        raise Rejection("damaged_document", f"Content-Encoding: {encoding}") from error
    if len(content) > LARGEST_MEMBER:
        raise Rejection("too_large", f"> {LARGEST_MEMBER} bytes unpacked")
    if not stream.eof:
        raise Rejection("damaged_document", f"Content-Encoding: {encoding}")
    return content
