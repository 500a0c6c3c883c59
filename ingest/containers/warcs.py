"""WARC files, the archives that web crawlers write: pages and documents that a server did answer with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from ingest.containers.limits import LARGEST_MEMBER, ArchiveDamaged
from ingest.containers.members import Fault, Member
from ingest.containers.payloads import decode_payload
from ingest.errors import Rejection

DOCUMENT_TYPES = re.compile(
    r"text/(?:html|rtf|markdown)|application/(?:xhtml\+xml|pdf|x-pdf|rtf|ofd|msword|vnd\.ms-(?:word|excel)"
    r"|vnd\.openxmlformats-officedocument\.(?:wordprocessingml|spreadsheetml)|vnd\.oasis\.opendocument"
    r"|(?:x-)?wps|kswps|zip|x-zip-compressed|x-tar|gzip|x-gzip)",
    re.IGNORECASE,
)
# Types under which servers send anything: then the address tells.
UNTYPED = re.compile(r"$|application/(?:octet-stream|x-download|force-download|download)|binary/", re.IGNORECASE)
DOCUMENT_SUFFIXES = frozenset(
    (".html", ".htm", ".shtml", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".odt", ".ods", ".ofd")
    + (".rtf", ".zip", ".tar", ".tgz")
)
OK = "200"
# What warcio raises on bytes that are not what they claim to be.
DAMAGE = (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError, TypeError, KeyError, StopIteration)


def is_one_gzip_member(path: str) -> bool:
    """Whether a compressed WARC was compressed as a whole, not record by record: it cannot be entered midway."""
    with Path(path).open("rb") as file:
        try:
            return sum(1 for _ in islice(ArchiveIterator(file), 2)) == 0
        except DAMAGE:
            return True


class WarcArchive:
    """A WARC, plain or compressed record by record; members are known by where their record begins."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._file = Path(path).open("rb")  # noqa: SIM115 - closed by close()

    def members(self) -> Iterator[Member]:
        """Answers that are documents. Requests, redirects, errors, images and repeated visits are passed over."""
        with Path(self.path).open("rb") as file:
            records = ArchiveIterator(file)
            try:
                for record in records:
                    if _is_document(record):
                        name = record.rec_headers.get_header("WARC-Target-URI") or ""
                        yield Member(name.strip("<>"), records.offset, record.length or 0, _fault(record))
                    records.read_to_end()
                    if not _is_whole(record) or records.err_count:
                        raise ArchiveDamaged(f"the record before {records.offset} is not whole")
            except DAMAGE as damage:
                raise ArchiveDamaged(f"{type(damage).__name__}: {str(damage).strip()[:200]}") from damage

    def read(self, position: int, size: int) -> bytes:
        """The document in one record, encodings of HTTP undone."""
        self._file.seek(position)
        try:
            record = next(iter(ArchiveIterator(self._file)))
            payload = record.raw_stream.read(LARGEST_MEMBER + 1)
        except DAMAGE as damage:
            raise Rejection("damaged_document", f"{type(damage).__name__}: {str(damage).strip()[:200]}") from damage
        if not _is_whole(record):
            raise Rejection("damaged_document", "the record is not whole")
        headers = record.http_headers
        if headers is None:
            return bytes(payload)
        encodings = [headers.get_header(name) or "" for name in ("Transfer-Encoding", "Content-Encoding")]
        return decode_payload(payload, *encodings)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _is_whole(record: ArcWarcRecord) -> bool:
    """Whether a record that was read to its end was as long as it says; one that does not say has no end."""
    return getattr(record.raw_stream, "limit", None) == 0


def _is_document(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    if record.rec_type == "response" and headers is not None and headers.get_statuscode() == OK:
        content_type = headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        content_type = record.rec_headers.get_header("Content-Type") or ""
    else:
        return False
    if DOCUMENT_TYPES.match(content_type.strip()):
        return True
    target = urlsplit(record.rec_headers.get_header("WARC-Target-URI") or "").path
    suffix = PurePosixPath(unquote(target)).suffix.lower()
    return bool(UNTYPED.match(content_type.strip())) and suffix in DOCUMENT_SUFFIXES


def _fault(record: ArcWarcRecord) -> Fault | None:
    if cut := record.rec_headers.get_header("WARC-Truncated"):
        return Fault("damaged_document", f"WARC-Truncated: {cut}")
    if (record.length or 0) > LARGEST_MEMBER:
        return Fault("too_large", f"{record.length} > {LARGEST_MEMBER} bytes")
    return None
